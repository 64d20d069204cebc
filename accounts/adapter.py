"""How allauth behaves here."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import second_step
from accounts.devices import is_known
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No self-registration: an administrator gives access."""

    # allauth's own Dutch says "je", the portal says "u"
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Het e-mailadres of het wachtwoord klopt niet."),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "too_many_login_attempts": _("U heeft het te vaak geprobeerd. Probeer het over een uur opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Slow down who tries one password on many accounts; a device that the account knows is not held up.

        Allauth itself would count per account: then a stranger locks it for everybody.
        """
        if is_known(request, credentials.get("email") or ""):
            return
        self._login_failed_rl_usage = ratelimit.consume(
            request, app="allauth.account", action="password_failed"
        )  # taken back when the password is right
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody at the address of their account, and at no other."""
        super().send_notification_mail(template_prefix, user, context, email=user.email)

    def get_login_stages(self) -> list[str]:
        """Without our own second step for who gave one at their identity provider just now."""
        stages: list[str] = super().get_login_stages()
        if getattr(context.request, "second_step_by_provider", False):
            stages.remove("allauth.mfa.stages.AuthenticateStage")
        return stages

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The ways to show once more who one is, in our words."""
        words = {
            "reauthenticate": _("Gebruik uw wachtwoord"),
            "mfa_reauthenticate": _("Gebruik een code"),
            "mfa_reauthenticate:webauthn": _("Gebruik uw passkey"),
        }
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in found]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who just signed in and has no second step yet, sets it up without giving the password again."""
        request = context.request
        if app == "allauth.mfa" and second_step.proved_lately(request) and second_step.still_to_do(request.user):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is the password of who is signed in."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk
