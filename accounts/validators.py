"""What a password must be."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User

MINIMUM = 12  # characters


def validate_deliverable(email: str) -> None:
    """Refuse an address whose domain no mail server understands (IDNA), before a mail to it fails."""
    try:
        email.rpartition("@")[2].encode("idna")
    except UnicodeError:
        raise ValidationError(_("Dit e-mailadres klopt niet. Kijk of er een tikfout in staat.")) from None


class LengthValidator:
    """As Django's own for the length, whose sentence has no Dutch translation."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when the password is too short."""
        if len(password) < MINIMUM:
            text = _("Dit wachtwoord is te kort. Neem minstens %(minimum)s tekens.")
            raise ValidationError(text % {"minimum": MINIMUM}, code="password_too_short")

    def get_help_text(self) -> str:
        """The rule, for beside the field."""
        return _("Uw wachtwoord moet minstens %(minimum)s tekens lang zijn.") % {"minimum": MINIMUM}
