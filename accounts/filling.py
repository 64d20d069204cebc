"""Filling in the form of a page again with what was sent before: works on any form, and knows none of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from accounts.marks import MARK

Attributes = dict[str, str | None]
UNTOUCHED = ("csrfmiddlewaretoken", MARK)
BUTTONS = ("submit", "button", "image", "reset")


@dataclass
class Control:
    """A field of a form: its tag with attributes, and where tag and content stand in the page."""

    tag: str
    attributes: Attributes
    start: int
    end: int
    content_end: int = 0  # of a textarea

    @property
    def name(self) -> str:
        """What the field is called; of an option, the name of its list."""
        return self.attributes.get("name") or ""

    @property
    def kind(self) -> str:
        """What a field is: `textarea`, `option`, `button`, or the type of an input."""
        kind = (self.attributes.get("type") or "text").lower()
        return kind if self.tag == "input" else self.tag


@dataclass
class Form:
    """A form of the page with its fields."""

    attributes: Attributes
    end: int = 0
    controls: list[Control] = field(default_factory=list)

    def goes_to(self, action: str, page: str) -> bool:
        """Whether the form is sent to a path; `page` is where it stands."""
        target = urlsplit(urljoin(page, self.attributes.get("action") or page)).path
        return (self.attributes.get("method") or "").lower() == "post" and target == action

    def likeness(self, fields: Mapping[str, list[str]]) -> int:
        """How well the fields fit: names in common, and hidden values that are equal."""
        names = {control.name for control in self.controls}
        same = sum(
            control.kind == "hidden" and [control.attributes.get("value")] == fields.get(control.name)
            for control in self.controls
        )
        return len(names & set(fields)) + same


class Reader(HTMLParser):
    """Finds the forms of a page, with the places of their fields in its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._lines = [0]
        for line in html.split("\n"):  # as HTMLParser counts them
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._open: Form | None = None
        self._loose: list[tuple[str, Control]] = []  # fields that name their form by its id
        self._select = ""
        self._select_form: str | None = None
        self._textarea: Control | None = None
        self.feed(html)
        for form_id, control in self._loose:
            for form in self.forms:
                if form.attributes.get("id") == form_id:
                    form.controls.append(control)

    @property
    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form or a field of one."""
        attributes = dict(attrs)
        if tag == "form":
            self._open = Form(attributes)
            self.forms.append(self._open)
        elif tag in ("input", "textarea", "select", "option", "button"):
            if tag == "select":
                self._select = attributes.get("name") or ""
                self._select_form = attributes.get("form")
            if tag == "option":
                attributes |= {"name": self._select, "form": self._select_form}
            control = Control(tag, attributes, self._place, self._place + len(self.get_starttag_text() or ""))
            if tag == "textarea":
                self._textarea = control
            if attributes.get("form"):
                self._loose.append((str(attributes["form"]), control))
            elif self._open:
                self._open.controls.append(control)

    def handle_endtag(self, tag: str) -> None:
        """Note where a form or a text ends."""
        if tag == "form" and self._open:
            self._open.end = self._place
            self._open = None
        elif tag == "textarea" and self._textarea:
            self._textarea.content_end = self._place
            self._textarea = None
        elif tag == "select":
            self._select, self._select_form = "", None  # options of a datalist belong to no field


def fill(
    html: str, *, action: str, page: str, fields: Mapping[str, list[str]], extra: Mapping[str, str]
) -> tuple[str, bool]:
    """The page with the form that is sent to `action` filled in, and whether there is such a form.

    What has no place in the form any more is added to it, so that it is sent along. `extra` are hidden fields.
    """
    form = _likeliest(html, action=action, page=page, fields=fields)
    if form is None:
        return html, False
    left = {name: list(values) for name, values in fields.items()}
    edits = [edit for control in form.controls if (edit := _edit(control, fields, left))]
    placed = {control.name for control in form.controls}
    edits.append((form.end, form.end, _hidden(extra) + _homeless({n: v for n, v in fields.items() if n not in placed})))
    for start, end, text in sorted(edits, reverse=True):
        html = html[:start] + text + html[end:]
    return html, True


def carry(html: str, *, action: str, page: str, fields: Mapping[str, list[str]], extra: Mapping[str, str]) -> str:
    """The page with hidden fields added to the form that is sent to `action` and looks most like `fields`."""
    form = _likeliest(html, action=action, page=page, fields=fields)
    return html if form is None else html[: form.end] + _hidden(extra) + html[form.end :]


def _likeliest(html: str, *, action: str, page: str, fields: Mapping[str, list[str]]) -> Form | None:
    forms = [form for form in Reader(html).forms if form.end and form.goes_to(action, page)]
    return max(forms, key=lambda one: one.likeness(fields), default=None)


def _hidden(extra: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(text)}">' for name, text in extra.items()
    )


def _edit(control: Control, fields: Mapping[str, list[str]], left: dict[str, list[str]]) -> tuple[int, int, str] | None:
    """What to put in the place of a field: start, end, text. Fields of one name get the values in their order."""
    if not control.name or control.name in UNTOUCHED or control.kind in (*BUTTONS, "file", "password", "select"):
        return None
    value = control.attributes.get("value") or ""
    if control.kind in ("checkbox", "radio", "option"):
        mark = "selected" if control.kind == "option" else "checked"
        value = value if "value" in control.attributes or control.kind == "option" else "on"
        if control.name not in fields and control.kind == "option":
            return None
        chosen = value in fields.get(control.name, [])
        return control.start, control.end, _tag(control, drop=mark, add={mark: None} if chosen else {})
    if not left.get(control.name):
        return None
    value = left[control.name].pop(0)
    if control.tag == "textarea":
        return control.end, control.content_end, "\n" + escape(value)  # browsers leave out the first line end
    return control.start, control.end, _tag(control, drop="value", add={"value": value})


def _tag(control: Control, *, drop: str, add: Attributes) -> str:
    own = {name: value for name, value in control.attributes.items() if name != drop}
    if control.tag == "option":
        own = {name: value for name, value in own.items() if name not in ("name", "form")}
    parts = [name if value is None else f'{name}="{escape(value)}"' for name, value in (own | add).items()]
    return f"<{' '.join([control.tag, *parts])}>"


def _homeless(fields: Mapping[str, list[str]]) -> str:
    """Texts that the form has no place for now, to read and to send along."""
    rows = [
        f'<p><label>{escape(name)}<br><textarea name="{escape(name)}" rows="2">\n{escape(value)}</textarea></label></p>'
        for name, values in fields.items()
        for value in values
        if value
    ]
    return f"<fieldset><legend>Dit had u ook getypt</legend>{''.join(rows)}</fieldset>" if rows else ""
