"""Devices from which somebody signed in before, so that a stranger who guesses passwords does not keep them out.

A signed cookie names the device and the accounts that signed in on it. Wrong passwords for such an account are counted
for that device, all others for the address they come from. So each stranger, and each device, has ten tries an hour.
"""

import hashlib
import ipaddress
import secrets
from collections.abc import Callable
from typing import TypedDict

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from accounts.models import User

COOKIE = "bekend_apparaat"
SALT = "accounts.devices"
MAX_AGE = 365 * 24 * 60 * 60  # seconds
ACCOUNTS = 10  # a shared computer at most


class Device(TypedDict):
    """What the cookie holds: a name of the device, and who signed in on it (no address can be read from it)."""

    id: str
    known: list[str]


def counted_as(request: HttpRequest) -> str | None:
    """The address under which axes counts: that of the visitor, or one that stands for a device that knows the account.

    None for a request that came from nowhere, such as a session that a test or command begins.
    """
    if not request.META.get("REMOTE_ADDR"):
        return None
    device = _read(request)
    mark = _mark(_account(request))
    if mark in device["known"]:
        digest = hashlib.sha256(f"{device['id']}{mark}".encode()).digest()
        return str(ipaddress.IPv6Address(b"\xfd" + digest[:15]))  # fd00::/8: no visitor comes from there
    address: str = truncate_ip(get_adapter(request).get_client_ip(request))  # of IPv6 the network that one house has
    return address


def is_known(request: HttpRequest, email: str) -> bool:
    """Whether somebody signed in with this address on this device before."""
    return _mark(email) in _read(request)["known"]


class DeviceMiddleware:
    """Gives the browser in which somebody signed in the cookie by which it is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user: User | None = getattr(request, "signed_in_now", None)
        if user is not None:
            device, mark = _read(request), _mark(user.email)
            device["known"] = [mark, *(other for other in device["known"] if other != mark)][:ACCOUNTS]
            response.set_cookie(
                COOKIE,
                signing.dumps(device, salt=SALT),
                max_age=MAX_AGE,
                secure=settings.HTTPS,
                httponly=True,
                samesite="Lax",
            )
        return response


def _read(request: HttpRequest) -> Device:
    try:
        device: Device = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return {"id": secrets.token_urlsafe(16), "known": []}
    return device


def _account(request: HttpRequest) -> str:
    """The address that is being tried: typed on the sign-in page, or of who types their password once more."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return str(user.email)
    return request.POST.get("login", "").strip()


def _mark(email: str) -> str:
    return salted_hmac(SALT, email.lower()).hexdigest()[:32]
