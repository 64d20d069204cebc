"""Filling in a form again, whatever its fields are."""

import pytest

from accounts.filling import fill

PAGE = """<!doctype html>
<form method="get" action="/zoek/"><input name="what" value="niet deze"></form>
<form method="post" action="/acties/1/"><input type="hidden" name="version" value="1"><input name="other"></form>
<form id="f" method="post">
 <input type="hidden" name="csrfmiddlewaretoken" value="vers"><input type="hidden" name="version" value="3">
 <input name="what" value="oud &amp; &lt;wel&gt;" disabled-not maxlength="9"><input type="password" name="pw" value="">
 <textarea name="how">
oud</textarea>
 <input type="checkbox" name="topics" value="1" checked><input type="checkbox" name="topics" value="2">
 <input type="checkbox" name="ok"><input type="radio" name="r" value="a" checked><input type="radio" name="r" value="b">
 <select name="status"><option value="p" selected>P</option><option value="d">D &amp; E</option></select>
 <input name="twice" value="1"><input name="twice" value="2"><button name="do" value="x">Ja</button>
</form><input form="f" name="outside" value="oud">
<p>Na het formulier: 1 &lt; 2</p>"""

FIELDS = {
    "csrfmiddlewaretoken": ["oud"],
    "version": ["2"],
    "what": ['nieuw "&" <b>'],
    "pw": ["geheim"],
    "how": ["\n regel 1\n</textarea><script>"],
    "topics": ["2"],
    "ok": ["on"],
    "r": ["b"],
    "status": ["d"],
    "twice": ["een", "twee"],
    "outside": ["é\u2028ü"],
    "costs-5-text": ["rij die er niet meer is"],
    "do": ["x"],
}


@pytest.fixture
def filled():
    html, found = fill(PAGE, action="/plan/", page="/plan/", fields=FIELDS, extra={"getypt": "k"})
    assert found
    return html


@pytest.mark.parametrize(
    "part",
    [
        '<input name="what" value="niet deze">',
        '<input type="hidden" name="csrfmiddlewaretoken" value="vers">',
        '<input type="hidden" name="version" value="2">',
        'name="what" disabled-not maxlength="9" value="nieuw &quot;&amp;&quot; &lt;b&gt;">',
        '<input type="password" name="pw" value="">',
        '<textarea name="how">\n\n regel 1\n&lt;/textarea&gt;&lt;script&gt;</textarea>',
        'name="topics" value="1"><input type="checkbox" name="topics" value="2" checked>',
        '<input type="checkbox" name="ok" checked>',
        'value="a"><input type="radio" name="r" value="b" checked>',
        '<option value="p">P</option><option value="d" selected>D &amp; E</option>',
        '<input name="twice" value="een"><input name="twice" value="twee"><button name="do" value="x">Ja</button>',
        '<input form="f" name="outside" value="é\u2028ü">',
        '<textarea name="costs-5-text" rows="2">\nrij die er niet meer is</textarea>',
        '<input type="hidden" name="getypt" value="k">',
        "<p>Na het formulier: 1 &lt; 2</p>",
    ],
)
def test_each_field_gets_what_was_typed(filled, part):
    assert part in filled


def test_filling_twice_changes_nothing_more(filled):
    again, _found = fill(filled, action="/plan/", page="/plan/", fields=FIELDS, extra={})
    assert again.count("<fieldset>") == 1
    assert fill(again, action="/plan/", page="/plan/", fields=FIELDS, extra={})[0] == again


def test_a_page_without_the_form_stays_as_it_is():
    assert fill(PAGE, action="/elders/", page="/plan/", fields=FIELDS, extra={}) == (PAGE, False)


def test_of_alike_forms_the_one_with_the_same_hidden_values_is_filled():
    row = '<form method="post"><input type="hidden" name="id" value="{}"><input name="a" value=""></form>'
    html, _found = fill(
        row.format(1) + row.format(2), action="/p/", page="/p/", fields={"id": ["2"], "a": ["x"]}, extra={}
    )
    assert html == row.format(1) + row.format(2).replace('value=""', 'value="x"')
