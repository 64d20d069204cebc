"""The way in for gunicorn."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.template.loader import render_to_string
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regiovisie.settings")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Utf8Only:
    """Refuses texts in another encoding than UTF-8: Django reads the address with it before any middleware runs.

    Browsers send no other, some decode to broken text, and some are no encoding of text at all.
    """

    def __init__(self, portal: Application) -> None:
        self.portal = portal

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        charset = parse_header_parameters(environ.get("CONTENT_TYPE") or "")[1].get("charset", "utf-8")
        if charset.lower() in ("utf-8", "utf8"):
            return self.portal(environ, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/html; charset=utf-8")])
        return [render_to_string("400.html").encode()]


application = Utf8Only(get_wsgi_application())
