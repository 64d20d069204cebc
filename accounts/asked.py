"""What an address asks after its question mark: what no part of the page used is said, never ignored in silence.

A parameter counts as used when the code of the page asked for it. What is left is told in a notice on a page; a file
that programs read is refused instead, because nobody reads a notice there (docs/besluiten/094).
"""

import datetime
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.handlers.wsgi import get_bytes_from_wsgi
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.standing import ASKED
from reading import formats

AS_OF = ASKED  # where a page has only the stand of now, it says so (accounts.standing)
LONGEST = 40  # signs of a name or value that are told
MOST = 5
READING = ("GET", "HEAD")
APART = ("/beheer/", "/gezondheid/")  # have pages of their own, and answers for machines


class Asked(QueryDict):
    """The parameters of an address, which know which of them were used."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.used: set[str] = set()
        self.whole: set[str] = set()  # of which every value was used
        self.senseless: set[str] = set()  # used, but what it says was not understood
        super().__init__(*args, **kwargs)
        self.used.clear()  # filling it is no use

    def __getitem__(self, key: str) -> Any:
        self.used.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.used.add(str(key))
        return super().__contains__(key)

    def getlist(self, key: str, *args: Any, **kwargs: Any) -> Any:
        """Every value of a parameter."""
        self.used.add(key)
        self.whole.add(key)
        return super().getlist(key, *args, **kwargs)

    def left(self) -> dict[str, list[str]]:
        """The parameters that nothing used, with their values."""
        return {name: values for name, values in self.lists() if name not in self.used}

    def repeated(self) -> list[str]:
        """The parameters of which only the last value was used."""
        return [name for name, values in self.lists() if len(values) > 1 and name in self.used - self.whole]


def not_understood(request: HttpRequest, name: str) -> None:
    """Say on the page that the value of a parameter was not understood."""
    if isinstance(request.GET, Asked):
        request.GET.senseless.add(name)


def numbered(rows: Any, per_page: int, number: str) -> Page[Any]:
    """The page of a list with the number that an address asks; Http404 for a number that is no page of it."""
    try:
        return Paginator(rows, per_page).page(number)
    except InvalidPage as reason:
        raise Http404("Deze pagina bestaat niet.") from reason


def sentences(request: HttpRequest) -> list[str]:
    """What an address asked and the page did not do, a sentence for each kind of thing; empty when all was used."""
    asked = request.GET
    if not isinstance(asked, Asked) or request.method not in READING or getattr(request, "htmx", None):
        return []
    left = asked.left()
    told = [_as_of(left.pop(AS_OF)[-1])] if AS_OF in left else []
    if left:
        told.append(_("Dit in het webadres kennen we hier niet: %s. Er is niets mee gedaan.") % _named(left))
    if repeated := asked.repeated():
        told.append(_("Dit staat meer dan één keer in het webadres: %s. Alleen de laatste telt.") % _named(repeated))
    if asked.senseless:
        told.append(_("Dit begrijpen we niet in het webadres: %s. Er is niets mee gedaan.") % _named(asked.senseless))
    return told


def _as_of(value: str) -> str:
    try:
        day = formats.day(datetime.date.fromisoformat(value))
    except ValueError:
        day = _short(value)
    today = formats.day(timezone.localdate())
    return _(
        "U vraagt de stand op %(day)s. Van deze pagina is er alleen de stand van nu (%(today)s), en die ziet u."
    ) % {"day": day, "today": today}


def _named(names: Any) -> str:
    found = [f"‘{_short(name)}’" for name in names]
    more = len(found) - MOST
    return formats.listed([*found[:MOST], *([_("nog %d") % more] if more > 0 else [])])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def context(request: HttpRequest) -> dict[str, Callable[[], list[str]]]:
    """For every template: what to say of the address. Asked for when the page is made, after the view used it."""
    return {"not_asked": lambda: sentences(request)}


class AskedMiddleware:
    """Watches which parameters a page uses, and refuses a file that would leave one out in silence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(APART):
            return self.get_response(request)
        asked = Asked(get_bytes_from_wsgi(request.META, "QUERY_STRING", ""), encoding=request.encoding)
        request.GET = asked  # type: ignore[assignment]  # read as the other, and it cannot be changed either
        response = self.get_response(request)
        told = refusal_of(request, response)
        return _refused(told) if told else response


def refusal_of(request: HttpRequest, response: HttpResponseBase) -> list[str]:
    """Why a file that was made is not given: sentences on what it would leave out in silence. Empty: it is given."""
    is_file = not response.get("Content-Type", "").startswith("text/html")
    return sentences(request) if is_file and response.status_code == HTTPStatus.OK else []


def _refused(told: list[str]) -> HttpResponse:
    text = "\n".join([*told, _("Haal dit uit het webadres; dan krijgt u het bestand.")])
    return HttpResponse(text, status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
