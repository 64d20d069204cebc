"""What a browser would send for a page with the form of an action, read from its HTML; and changes on top of it."""

from html.parser import HTMLParser
from typing import Any

from accounts.marks import MARK


class _Fields(HTMLParser):
    """Collects the values of the fields of the forms that a page sends to itself, except buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.select = self.textarea = ""
        self.text: list[str] = []
        self.elsewhere = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        name, kind = given.get("name"), given.get("type", "text")
        if tag == "form":
            self.elsewhere = "action" in given
        if self.elsewhere:
            return
        if tag == "input" and name and kind not in ("submit", "button"):
            if kind not in ("checkbox", "radio") or "checked" in given:
                self.found.setdefault(name, []).append(given.get("value") or ("on" if kind == "checkbox" else ""))
        elif tag == "select":
            self.select = name or ""
        elif tag == "option" and self.select and "selected" in given:
            self.found.setdefault(self.select, []).append(given.get("value") or "")
        elif tag == "textarea":
            self.textarea, self.text = name or "", []

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            value = "".join(self.text).removeprefix("\n").replace("\n", "\r\n")  # as browsers send it
            self.found.setdefault(self.textarea, []).append(value)
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.text.append(data)


def fields_of(response: Any) -> dict[str, list[str]]:
    """The fields of a page as they would be sent, without the token and what comes with it."""
    parser = _Fields()
    parser.feed(response.content.decode())
    return {name: values for name, values in parser.found.items() if name not in ("csrfmiddlewaretoken", MARK)}


def filled(client: Any, address: str, **changes: Any) -> dict[str, Any]:
    """The fields of a page that is asked for now, with changes; `__` in a name stands for a hyphen."""
    return fields_of(client.get(address)) | {name.replace("__", "-"): value for name, value in changes.items()}
