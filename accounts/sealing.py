"""Secrets of the second step as they are kept: encrypted, so that a copy of the database opens no account.

Of a passkey only the public half is kept: it opens nothing, and stands as it is.

The first key encrypts, every key decrypts. The key that follows from SECRET_KEY always comes last: without
SECOND_STEP_KEYS it is the only one, and what it encrypted is still read after keys of their own were set.
"""

import base64
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SEALED = "verzegeld:"  # before what is encrypted; what lacks it was kept before anything was
NAMES = ("secret", "seed", "migrated_codes")  # of what must not be read in the row of a second step


class UnreadableError(Exception):
    """No key of this portal opens it: a key went away."""


def seal(text: str) -> str:
    """The text, encrypted with the first key."""
    return SEALED + _ring().encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    """What was sealed, with any of the keys."""
    if not text.startswith(SEALED):
        return text
    try:
        return _ring().decrypt(text.removeprefix(SEALED)).decode()
    except InvalidToken as error:
        raise UnreadableError from error


def reseal(text: str) -> str:
    """The same secret, sealed with the first key; also what was never sealed."""
    return seal(unseal(text))


def in_row(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """The data of a row of a second step with each of its secrets changed."""
    changed = dict(data)
    for name in NAMES:
        value = data.get(name)
        if isinstance(value, list):
            changed[name] = [change(one) for one in value]
        elif value is not None:
            changed[name] = change(value)
    return changed


def _ring() -> MultiFernet:
    return _made_of(tuple(settings.SECOND_STEP_KEYS), settings.SECRET_KEY)


@lru_cache(maxsize=4)
def _made_of(keys: tuple[str, ...], secret_key: str) -> MultiFernet:
    derived = salted_hmac("accounts.sealing", "second step", secret=secret_key, algorithm="sha256").digest()
    return MultiFernet([Fernet(key) for key in (*keys, base64.urlsafe_b64encode(derived).decode())])
