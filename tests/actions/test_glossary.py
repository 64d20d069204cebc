"""What a part of a page says of its office words stands beneath it, once per page, also across includes."""

from django.template import Context, Template

PAGE = """{% load glossary %}{% uitgelegd %}<h2>{{ title }}</h2>{% einduitleg %}
{% uitgelegd %}<p>Geen dekking, wel een zienswijze</p>{% einduitleg %}"""


def test_a_word_is_explained_where_it_stands_first():
    page = Template(PAGE).render(Context({"title": "Kosten & dekking"}))
    first, _, second = page.partition("<p>Geen dekking")
    assert first.startswith(
        '<h2>Kosten &amp; dekking</h2><p class="explained small muted"><span><dfn>Dekking</dfn>: het geld'
    )
    assert ("<dfn>Dekking</dfn>" in second, "<dfn>Zienswijze</dfn>" in second) == (False, True)


def test_a_part_without_office_words_stays_as_it_is():
    assert (
        Template("{% load glossary %}{% uitgelegd %}<p>Niets</p>{% einduitleg %}").render(Context()) == "<p>Niets</p>"
    )
