"""How figures are written on pages and in the report."""

from django import template

from actions.templatetags.portal import getal
from monitoring import periods
from monitoring.models import Figure

register = template.Library()
register.filter("cijferperiode", periods.label)


@register.filter
def cijfer(figure: Figure) -> str:
    """The value with its unit and qualifier (`circa 4%`); a dash where there is none: the reason stands beside it."""
    if figure.value is None:
        return "–"
    unit = {"procent": "%"}.get(figure.indicator.unit, "")
    qualifier = f"{figure.get_qualifier_display()} " if figure.qualifier else ""
    return f"{qualifier}{getal(figure.value)}{unit}"
