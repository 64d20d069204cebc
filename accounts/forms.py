"""Allauth's forms, where its Dutch is missing or too familiar."""

import struct
import time
from collections.abc import Callable
from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.validators import validate_deliverable

RESET_TAKES = 0.15  # seconds; many times what making the longest of the two mails takes


class LoginForm(account_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Without the link inside the field, which stands beside the button; what is wrong is said at a field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["login"].validators.append(MaxLengthValidator(254))  # as long as an address of a user can be

    def clean(self) -> Any:
        """Who may sign in; that address and password do not go together is said at a field, which points at it."""
        try:
            return super().clean()
        except ValidationError as error:
            self.add_error("login", error)
            return self.cleaned_data


class ResetPasswordForm(account_forms.ResetPasswordForm):  # type: ignore[misc]
    """Asks for a link to choose a new password."""

    def clean_email(self) -> str:
        """The address; refused when no mail can go to it."""
        validate_deliverable(self.cleaned_data["email"])
        email: str = super().clean_email()
        self.users = list(User.objects.filter(email=email.lower(), is_active=True))  # no old address opens an account
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Put the mail in the outbox; takes as long for an address with an account as for one without."""
        until = time.monotonic() + RESET_TAKES
        email: str = super().save(request, **kwargs)
        time.sleep(max(0.0, until - time.monotonic()))
        return email


class TwicePasswordForm:
    """A new password, typed twice."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password2"].label = _("Hetzelfde wachtwoord nog een keer")

    def add_error(self, field: str | None, error: Any) -> None:
        """Say it our way when the two differ; allauth gives that error as a plain text."""
        if field == "password2" and not isinstance(error, ValidationError):
            error = _("Vul twee keer hetzelfde wachtwoord in.")
        super().add_error(field, error)  # type: ignore[misc]  # of the form that this comes before


class ChangePasswordForm(TwicePasswordForm, account_forms.ChangePasswordForm):  # type: ignore[misc]
    """Another password, by who knows the present one."""


class SetPasswordForm(TwicePasswordForm, account_forms.SetPasswordForm):  # type: ignore[misc]
    """A first password, by who is signed in without one."""


class ResetPasswordKeyForm(TwicePasswordForm, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A password, by who came through a link in a mail."""


class ActivateForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of the app, to switch the extra code on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code uit de app")


class PasskeyForm:
    """What the browser answered: read with care, and what is wrong with it is said above the form, not at a field."""

    NOT_KNOWN = _("Deze passkey is niet herkend. Probeer het opnieuw, of gebruik een code.")
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages |= {"required": self.NOT_KNOWN, "invalid": self.NOT_KNOWN}
        if "name" in self.fields:
            self.fields["name"].label = _("Naam van de passkey")
            self.fields["name"].help_text = _("Zo herkent u haar later, bijvoorbeeld: telefoon of werklaptop.")
            self.fields["name"].validators.append(MaxLengthValidator(60))

    def add_error(self, field: str | None, error: Any) -> None:
        """Nobody sees the field that the script fills."""
        at = None if field == "credential" else field
        super().add_error(at, error)  # type: ignore[misc]  # of the form that this comes before

    def recognised(self, check: Callable[[], Any]) -> Any:
        """What allauth makes of the answer. It lets errors through of an answer that no browser gives."""
        try:
            return check()
        except ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise ValidationError(self.NOT_KNOWN) from error
        except (TypeError, ValueError, LookupError, AttributeError, struct.error) as error:
            raise ValidationError(self.NOT_KNOWN) from error


class AddPasskeyForm(PasskeyForm, webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey with its name."""

    def clean(self) -> Any:
        """The answer to what the page asked."""
        return self.recognised(super().clean)


class UsePasskeyForm(PasskeyForm, webauthn_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step of signing in."""

    def clean_credential(self) -> Any:
        """The passkey that answered."""
        return self.recognised(super().clean_credential)


class ReusePasskeyForm(PasskeyForm, webauthn_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey, to show once more who one is."""

    def clean_credential(self) -> Any:
        """The passkey that answered."""
        return self.recognised(super().clean_credential)


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Naam van de passkey")
        self.fields["name"].validators.append(MaxLengthValidator(60))
