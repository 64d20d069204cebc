"""How a figure is written, wherever people read it: pages, charts, reports and files."""

from decimal import Decimal

from django.utils.translation import gettext as _

from monitoring.models import Figure
from reading import formats, periods


def figure_in_words(figure: Figure) -> str:
    """The value with its unit and qualifier (`circa 4%`), or as it is printed where a number does not say that (`1 op
    de 5`); a dash where there is none: the reason stands beside it."""
    if figure.as_printed:
        return figure.as_printed
    if figure.value is None:
        return "–"
    qualifier = f"{figure.get_qualifier_display()} " if figure.qualifier else ""
    return f"{qualifier}{formats.number(figure.value)}{_unit(figure)}"


def period_in_words(figure: Figure) -> str:
    """The period of a figure, with its status where the source may still change it: `2024 (voorlopig)`."""
    period = periods.label(figure.period)
    return f"{period} ({figure.get_status_display()})" if figure.is_provisional else period


def previous_in_words(figure: Figure) -> str:
    """What the figure was before, where it differs (`was 145 (voorlopig)`); nothing where it did not change.

    For figures that were read `with_previous()`.
    """
    value: Decimal | None = getattr(figure, "previous_value", None)
    status: str | None = getattr(figure, "previous_status", None)
    if status is not None and figure.disclosed and figure.reason == Figure.Reason.PROTECTED:
        return hidden_correction()
    if value is None or status is None or (value, status) == (figure.value, figure.status):
        return ""
    return f"was {formats.number(value)}{_unit(figure)} ({Figure.Status(status).label})"


def hidden_correction() -> str:
    """What is said of every hidden count of a delivery that replaces another: the same, whether it changed or not."""
    return _("staat ook in een nieuwere aanlevering; of dit afgeschermde aantal is veranderd, zegt het portaal niet")


def _unit(figure: Figure) -> str:
    return {"procent": "%"}.get(figure.indicator.unit, "")
