"""Figures in words, for templates."""

from django import template

from monitoring.rules import formats
from reading import periods

register = template.Library()
register.filter("cijferperiode", periods.label)
register.filter("cijfer", formats.figure_in_words)
register.filter("cijferwas", formats.previous_in_words)
register.filter("cijfervan", formats.period_in_words)
