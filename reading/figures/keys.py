"""What a figure is about as one number: of half a million figures those fit in memory, tuples would not."""

BITS = 20  # for the areas, and for the periods: a file names far fewer (`limits.MAX_LABELS`)


class Keys:
    """Numbers areas and periods as they come by; who asks brings the number of the series or indicator."""

    def __init__(self) -> None:
        self._areas: dict[str, int] = {}
        self._periods: dict[str, int] = {}

    def key(self, subject: int, area: str, period: str) -> int:
        """The number of this subject, area and period."""
        return _joined(
            subject,
            self._areas.setdefault(area, len(self._areas)),
            self._periods.setdefault(period, len(self._periods)),
        )

    def known(self, subject: int, area: str, period: str) -> int | None:
        """The same; None for an area or period that never came by."""
        where, when = self._areas.get(area), self._periods.get(period)
        return None if where is None or when is None else _joined(subject, where, when)


def _joined(subject: int, area: int, period: int) -> int:
    return subject << 2 * BITS | area << BITS | period
