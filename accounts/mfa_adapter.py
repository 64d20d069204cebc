"""How the second step of allauth behaves here."""

import logging
from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.utils.translation import gettext_lazy as _

from accounts import passkeys
from accounts.models import User
from accounts.sealing import UnreadableError, seal, unseal

logger = logging.getLogger(__name__)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Its secrets are kept encrypted, and it speaks our Dutch."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("Zet eerst de extra code aan. Daarna kunt u noodcodes maken."),
        "incorrect_code": _("Deze code klopt niet. Vul de code in die de app nu toont."),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who asks for a passkey, as the browser shows it."""
        return {"id": passkeys.host_of(context.request), "name": "Regiovisieportaal"}

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """What a new passkey is called."""
        return passkeys.name_of_new(context.request, user)

    def encrypt(self, text: str) -> str:
        """As it is kept."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As it was. When no key opens it any more, something to which no code fits: nobody comes in by it."""
        try:
            return unseal(encrypted_text)
        except UnreadableError:
            logger.error("a second step cannot be read: was a key of SECOND_STEP_KEYS or SECRET_KEY taken away?")
            return str(generate_totp_secret())
