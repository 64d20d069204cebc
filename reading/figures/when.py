"""The period of a row, which may stand in one column or in several: a label and a code, a year and a month."""

from collections.abc import Sequence

from reading.figures import headings, messages
from reading.figures.layout import Layout
from reading.figures.periods import CODE, FINAL, UNKNOWN, ReadPeriod, joined, read_period

Found = tuple[str, str] | str  # a period and the status of its figures, or why there is none
ROLES = (headings.PERIOD, headings.PERIOD_CODE, headings.YEAR, headings.PART)


class PeriodColumns:
    """Reads the columns with the period, each combination of texts once."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._columns = [(role, layout.roles[role]) for role in ROLES if role in layout.roles]
        self._places = [place for _role, place in self._columns]
        self._known: dict[tuple[str, ...], Found] = {}

    def read(self, cells: Sequence[str]) -> Found:
        """The period of a row."""
        if self.layout.period:
            return self.with_status(self.layout.period)
        key = tuple([cells[place] for place in self._places])
        found = self._known.get(key)
        if found is None:
            texts = {role: cells[place].strip() for role, place in self._columns}
            found = self._known[key] = self._read(**texts)
        return found

    def with_status(self, period: ReadPeriod, *, labelled: bool = True) -> tuple[str, str]:
        """A period without a mark is definitive at CBS; a code and other organisations do not say."""
        return period.code, period.status or (FINAL if self.layout.cbs and labelled else UNKNOWN)

    def _read(self, *, period: str = "", period_code: str = "", year: str = "", part: str = "") -> Found:
        if not (period or period_code or year):
            return str(messages.NO_PERIOD)
        label = period or f"{year} {part}".strip()
        by_label = (self._labelled(period, year) if period else self._of_year(year, part)) if label else None
        by_code = read_period(period_code) if period_code else None
        if label and by_label is None:
            return messages.UNKNOWN_PERIOD.format(text=label[:80])
        if period_code and by_code is None:
            return messages.UNKNOWN_PERIOD.format(text=period_code[:80])
        if by_label and by_code and by_label.code != by_code.code:
            return messages.PERIOD_CONFLICT.format(code=period_code[:20], text=label[:80])
        found = by_label or by_code
        if found is None:
            return str(messages.NO_PERIOD)
        if period and year and year.rstrip("* ") not in found.code:
            return messages.PERIOD_CONFLICT.format(code=year[:20], text=label[:80])
        return self.with_status(found, labelled=bool(label) and not CODE.fullmatch(label))

    def _labelled(self, period: str, year: str) -> ReadPeriod | None:
        """A period in words; the year may stand in a column of its own."""
        found = read_period(period)
        if found is None and year and (code := joined(year, period)):
            return ReadPeriod(code, "")
        return found

    def _of_year(self, year: str, part: str) -> ReadPeriod | None:
        """A year, or a part of it: a number under the heading "Kwartaal" is a quarter."""
        found = read_period(year)
        if found is None or not part:
            return found
        if len(found.code) > 4:
            return None
        kind = self.layout.part_kind
        if part.isdecimal():
            width = 2 if kind == "M" else 1
            code = read_period(f"{found.code}{kind}{int(part):0{width}}") if kind else None
            return code and ReadPeriod(code.code, found.status)
        code_in_words = joined(found.code, part)
        return ReadPeriod(code_in_words, found.status) if code_in_words else None
