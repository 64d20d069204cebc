"""Advice and local additions in words, for templates."""

from django import template

from decisions.rules import terms

register = template.Library()
register.filter("strekking", terms.direction_in_words)
register.filter("aan_wie", terms.to_whom)
register.filter("reactiekop", terms.response_heading)
register.filter("kosten_zelf", terms.addition_costs)
