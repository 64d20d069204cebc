"""Dutch formats for templates: the filters are `reading.formats` under a Dutch name."""

from django import template

from reading import formats, quarters

register = template.Library()
register.filter("euro", formats.euro)
register.filter("getal", formats.number)
register.filter("opsomming", formats.listed)
register.filter("kwartaal", formats.quarter)
register.filter("periode", quarters.span_label)
register.filter("datum", formats.day)
register.filter("maand", formats.month)
