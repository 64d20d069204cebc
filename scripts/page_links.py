"""Which addresses a page of the portal points to: links, images, fragments that htmx fetches, and forms that only ask.

Knows nothing of Django or of the portal's models.
"""

from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

POINTS_WITH = {"a": "href", "link": "href", "img": "src", "image": "href", "object": "data", "iframe": "src"}
LEFT_OUT = ("/static/", "/media/", "/beheer/", "/gezondheid/", "/inloggen/2fa/")  # the last: a new secret each time
SIGNS_OUT = ("uitloggen", "logout")
Attributes = list[tuple[str, str | None]]


class Link(NamedTuple):
    """An address with its query; `fragment`: fetched by htmx, which gets a part of the page."""

    address: str
    fragment: bool = False


class Form:
    """A form that asks (GET): what it sends as it stands, and what else may be chosen."""

    def __init__(self, action: str) -> None:
        self.action = action
        self.sent: dict[str, str] = {}
        self.choices: list[tuple[str, str]] = []

    def links(self) -> list[Link]:
        """The form as it stands, then with each other choice by itself."""
        asked = [self.sent, *(self.sent | {name: value} for name, value in self.choices)]
        filled = [{name: value for name, value in fields.items() if value} for fields in asked]
        return [Link(f"{self.action}?{urlencode(fields)}") for fields in filled if fields]


class PageParser(HTMLParser):
    """Collects links and forms in the order of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Link] = []
        self.form: Form | None = None
        self.name = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note where an element points to, and what a form sends."""
        values = {name: value or "" for name, value in attrs}
        if (attribute := POINTS_WITH.get(tag)) and attribute in values:
            self.found.append(Link(values[attribute]))
        if values.get("hx-get"):
            self.found.append(Link(values["hx-get"], fragment=True))
        if tag == "form":
            self.form = Form(values.get("action", "")) if values.get("method", "get").lower() == "get" else None
        elif self.form:
            self._field(self.form, tag, values)

    def _field(self, form: Form, tag: str, values: dict[str, str]) -> None:
        if tag == "select":
            self.name = values.get("name", "")
        elif tag == "option":
            self._choice(form, self.name, values, is_chosen="selected" in values)
        elif tag == "input" and values.get("type") in ("radio", "checkbox"):
            self._choice(form, values.get("name", ""), values, is_chosen="checked" in values)
        elif tag == "input" and values.get("name"):
            form.sent[values["name"]] = values.get("value", "")

    def _choice(self, form: Form, name: str, values: dict[str, str], *, is_chosen: bool) -> None:
        if is_chosen:
            form.sent[name] = values.get("value", "")
        elif name:
            form.choices.append((name, values.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """A form that ends is a set of links."""
        if tag == "form" and self.form:
            self.found += self.form.links()
            self.form = None


def links_of(page: str, *, at: str) -> list[Link]:
    """The links of a page within the portal, made absolute, each once; `at`: the address of the page itself."""
    parser = PageParser()
    parser.feed(page)
    known = (internal(link, at=at) for link in parser.found)
    return list(dict.fromkeys(link for link in known if link))


def internal(link: Link, *, at: str) -> Link | None:
    """The link from the root of the portal; None for what lies outside, is no page, or would sign out."""
    parts = urlsplit(urljoin(f"http://portal{at.split('?')[0] if not link.address else at}", link.address))
    if parts.scheme != "http" or parts.netloc != "portal":
        return None
    path = parts.path or "/"
    if path.startswith(LEFT_OUT) or any(word in path for word in SIGNS_OUT):
        return None
    if path.startswith("/inloggen/"):  # with the way back behind it each page would have a sign-in page of its own
        return Link(path, link.fragment)
    query = urlencode(parse_qsl(parts.query, keep_blank_values=True))
    return Link(urldefrag(f"{path}?{query}" if query else path).url, link.fragment)


def shape(address: str) -> str:
    """The address without its query: of one shape only so many are fetched."""
    return address.split("?", 1)[0]
