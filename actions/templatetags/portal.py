"""Dutch formats for templates: the filters are `reading.formats` under a Dutch name."""

from django import template
from django.utils.translation import gettext as _

from reading import formats

register = template.Library()
register.filter("euro", formats.euro)
register.filter("getal", formats.number)
register.filter("opsomming", formats.listed)
register.filter("kwartaal", formats.quarter)
register.filter("datum", formats.day)
register.filter("maand", formats.month)


@register.filter
def tussen(after: int) -> str:
    """What stands behind one of a list, by how many come after it: a comma, ` en ` before the last, else nothing."""
    return {0: "", 1: _(" en ")}.get(after, ", ")
