"""What no log may hold: addresses of visitors and people, and links that open an account."""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

# The part of an address after which a key follows: to choose a password, confirm an address, answer in a round.
KEY = re.compile(r"((?:/|%2F)(?:key|confirm-email|uitvraag)(?:/|%2F))(?:(?!%2F)[^/?&\s\"'])+", re.IGNORECASE)
IPV4 = re.compile(r"(?<![\w.])(?!127\.0\.0\.1|0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}(?![\w.]\d)")
IPV6 = re.compile(r"(?<![\w:])(?=[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:]*:|[0-9a-f]*::)[0-9a-f:]{2,39}(?:%\w+)?(?![\w:])", re.I)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def discreet(text: str) -> str:
    """The text with a word in the place of each address and key."""
    text = KEY.sub(r"\1(weggelaten)", text)
    text = MAIL.sub("(e-mailadres)", text)
    return IPV6.sub("(adres)", IPV4.sub("(adres)", text))


class Discreet(logging.Filter):
    """Lets every line through, without what it may not say."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message; a traceback stays as it is."""
        try:
            text = record.getMessage()
        except (TypeError, ValueError, KeyError):  # the line does not fit its arguments: logging itself says so
            return True
        record.msg, record.args = discreet(text), ()
        return True


class GunicornLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's own logs: gunicorn.conf.py says which fields of a request are written."""

    def setup(self, cfg: Any) -> None:
        """Put the filter before what gunicorn itself has to say."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.addFilter(Discreet())

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """The fields of a line, the path without keys; no field holds the visitor's address or the query."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return atoms | {"U": discreet(atoms["U"] or ""), "h": "-", "r": "-", "q": "-", "f": "-", "u": "-"}
