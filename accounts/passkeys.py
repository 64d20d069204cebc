"""Where passkeys work, and how they are called: a passkey belongs to the name under which the portal was opened.

Browsers take no number for a name (WebAuthn, "effective domain"): on 127.0.0.1 there are none, on localhost there are.
"""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.request import validate_host
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.second_step import own
from accounts.sessions import device_in_words

LOCAL = "localhost"


def host_of(request: HttpRequest) -> str:
    """The name that a passkey made in this request belongs to, without a port."""
    return urlsplit(f"//{request.get_host()}").hostname or ""


def elsewhere(request: HttpRequest) -> str:
    """The same page by name, for who opened the portal by the number of this machine; "" where passkeys work."""
    try:
        is_here = ipaddress.ip_address(host_of(request)).is_loopback
    except ValueError:
        return ""
    if not is_here or not (settings.DEBUG or validate_host(LOCAL, settings.ALLOWED_HOSTS)):
        return ""
    port = urlsplit(f"//{request.get_host()}").port
    return f"{request.scheme}://{LOCAL}{f':{port}' if port else ''}{request.path}"


def name_of_new(request: HttpRequest, user: User) -> str:
    """What a passkey is called until its owner says otherwise: after the browser, with a number for a second one."""
    device = device_in_words(request.headers.get("User-Agent", ""))
    number = own(user).passkeys + 1
    return device if number == 1 else _("%(device)s (%(number)d)") % {"device": device, "number": number}
