"""How far actions are, as one stacked bar: pure geometry for `charts/status_bar.svg` and `charts/status_bar.html`.

Every part has a colour, a form (filled, blank or a texture of its own) and a label with its count, so that nothing
depends on colour alone, also where a reader's own two colours replace ours (`static/css/contrast.css`). No ids and no
style sheet are needed: the same markup works on pages and in the PDF.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import ngettext

from actions.models import Action
from actions.rules.counts import in_status
from reading import formats
from reading.vocabulary import Status

WIDTH, HEIGHT = 600, 30  # units of the viewBox
GAP = 3
BLANK = "#ffffff"
# From what is finished to what is not known, with the colour of each; all at least 3:1 against white.
COLOURS = {
    Action.Status.SECURED: "#0b5e3b",
    Action.Status.DONE: "#1a7f4b",
    Action.Status.RUNNING: "#1f6feb",
    Action.Status.DELAYED: "#b35c00",
    Action.Status.PLANNED: "#7b8fb5",
    Action.Status.STOPPED: "#5f5f5f",
    Action.Status.UNKNOWN: BLANK,
}
EDGES = {Action.Status.UNKNOWN: "#6b7280"}  # white needs an edge
INK = "#ffffff"  # of the texture
SWATCH = 18  # width and height of the sample in the legend


@dataclass(frozen=True)
class Segment:
    """One status in the bar. Coordinates as text with a decimal point; `texture` and `sample` are SVG path data."""

    status: str
    label: str
    count: int
    colour: str
    edge: str
    x: str
    width: str
    texture: str
    sample: str

    @property
    def is_full(self) -> bool:
        """Filled and without a texture: it stays filled where the reader's own colours replace ours."""
        return not self.sample and self.colour != BLANK

    @property
    def ends(self) -> str:
        """How the lines of the texture end: a dot is all end."""
        return "round" if TEXTURES.get(Action.Status(self.status)) is _dotted else "butt"


@dataclass(frozen=True)
class StatusBar:
    """A bar with what it says in one sentence. `total` 0: there are no actions and nothing to draw."""

    total: int
    sentence: str
    segments: list[Segment]
    width: int = WIDTH
    height: int = HEIGHT
    swatch: int = SWATCH
    ink: str = INK


def status_bar(counts: Mapping[str, int]) -> StatusBar:
    """The bar of how many actions have each status (codes of `Action.Status`); those without are left out."""
    present = [(status, counts[status]) for status in COLOURS if counts.get(status)]
    total = sum(count for _status, count in present)
    room = WIDTH - GAP * (len(present) - 1)
    segments, x = [], 0.0
    for status, count in present:
        width = room * count / total
        segments.append(_segment(status, count, x, width))
        x += width + GAP
    return StatusBar(total, _sentence(total, segments), segments)


def _segment(status: Status, count: int, x: float, width: float) -> Segment:
    colour = COLOURS[status]
    return Segment(
        status=status.value,
        label=str(status.label),
        count=count,
        colour=colour,
        edge=EDGES.get(status, colour),
        x=_text(x),
        width=_text(width),
        texture=_texture(status, x, width, HEIGHT),
        sample=_texture(status, 0, SWATCH, SWATCH),
    )


def _sentence(total: int, segments: list[Segment]) -> str:
    if not total:
        return "Er zijn nog geen acties."
    parts = [in_status(segment.count, Action.Status(segment.status)) for segment in segments]
    return ngettext("Van %(total)d actie: %(listed)s.", "Van de %(total)d acties: %(listed)s.", total) % {
        "total": total,
        "listed": formats.listed(parts),
    }


def _texture(status: Status, x: float, width: float, height: float) -> str:
    draw = TEXTURES.get(status)
    return draw(x, width, height) if draw else ""


def _flat(x: float, width: float, height: float) -> str:
    """Horizontal lines."""
    return "".join(f"M{_text(x)} {_text(height * part)}h{_text(width)}" for part in (0.33, 0.67))


def _slanted(x: float, width: float, height: float) -> str:
    """Lines at 45 degrees, cut off at the edges."""
    lines = []
    for reach in range(7, int(width + height), 11):
        left, right = max(0.0, reach - height), min(width, float(reach))
        lines.append(f"M{_text(x + left)} {_text(reach - left)}L{_text(x + right)} {_text(reach - right)}")
    return "".join(lines)


def _crossed(x: float, width: float, height: float) -> str:
    """A row of crosses in the middle, as large as fits."""
    arm = min(height, width) / 4
    number = max(1, int(width / (4 * arm)))
    first, top = x + width / 2 - (2 * number - 1) * arm, height / 2 - arm
    lines = []
    for left in (first + 4 * arm * at for at in range(number)):
        lines.append(f"M{_text(left)} {_text(top)}l{_text(2 * arm)} {_text(2 * arm)}")
        lines.append(f"M{_text(left)} {_text(top + 2 * arm)}l{_text(2 * arm)} {_text(-2 * arm)}")
    return "".join(lines)


def _upright(x: float, width: float, height: float) -> str:
    """Vertical lines."""
    return "".join(f"M{_text(x + at)} 0v{_text(height)}" for at in range(5, int(width - 1), 8))


def _dotted(x: float, width: float, height: float) -> str:
    """Two rows of dots: lines of no length with round ends."""
    rows = [(height * 0.3, 5), (height * 0.7, 10)]
    return "".join(f"M{_text(x + at)} {_text(y)}h0.01" for y, start in rows for at in range(start, int(width - 2), 10))


TEXTURES: dict[Status, Callable[[float, float, float], str]] = {
    Action.Status.SECURED: _flat,
    Action.Status.RUNNING: _slanted,
    Action.Status.DELAYED: _upright,
    Action.Status.PLANNED: _dotted,
    Action.Status.STOPPED: _crossed,
}


def _text(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
