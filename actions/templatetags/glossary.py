"""Explains the office words of a part of a page where they stand, once per page."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from reading.glossary import explained

register = template.Library()


class Explained(template.Node):
    """A part of a page, with beneath it what its office words mean; what this page explained before is left out."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The part, and a paragraph with the words that it uses."""
        part = self.nodelist.render(context)
        known = context.dicts[0].setdefault("explained_words", set())  # the bottom of the context: includes share it
        words = explained(strip_tags(part), known=known)
        known.update(words)
        if not words:
            return part
        meanings = render_to_string("_explained.html", {"words": words})
        return SafeString(part + meanings.strip())


@register.tag
def uitgelegd(parser: Parser, token: Token) -> Explained:
    """`{% uitgelegd %} … {% einduitleg %}`."""
    nodelist = parser.parse(("einduitleg",))
    parser.delete_first_token()
    return Explained(nodelist)
