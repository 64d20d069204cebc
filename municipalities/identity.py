"""Who somebody is in the portal who comes from an identity provider, and what they may do by its claims."""

from typing import Any

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.providers.base.constants import AuthError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts import identity
from accounts.identity import PortalProvider, refuse
from accounts.models import User
from accounts.providers import IdentityProvider
from municipalities import claims as rules


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Only providers of the settings; only people who have access, or get it by a rule."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Those of the settings: none is kept in the database."""
        return [
            app for found in _build_apps_from_settings(provider=provider, client_id=client_id).values() for app in found
        ]

    def get_provider(self, request: HttpRequest, provider: Any, client_id: Any = None) -> PortalProvider:
        """Ours."""
        return PortalProvider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    @transaction.atomic
    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the account, give and withdraw what its claims say, and note whether a second step was asked there."""
        provider = identity.providers()[sociallogin.account.provider]
        claims = identity.checked_claims(request, sociallogin)
        if not sociallogin.is_existing:
            sociallogin.connect(request, _account_of(request, provider, claims))
        if sociallogin.user.is_superuser:
            raise refuse(request, _("Technisch beheer logt in met een wachtwoord en een extra code."))
        rules.follow(sociallogin.user, provider=provider.key, claims=claims)
        request.second_step_by_provider = provider.had_second_step(sociallogin.id_token)  # type: ignore[attr-defined]

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Say in a sentence what went wrong."""
        if isinstance(exception, requests.RequestException):
            raise ImmediateHttpResponse(identity.away(request, provider.name))
        if error == AuthError.CANCELLED:
            raise refuse(request, _("U bent gestopt met inloggen. U bent niet ingelogd."))
        raise refuse(request, _("Het inloggen via %s is niet gelukt. Begin opnieuw.") % provider.name)


def _account_of(request: HttpRequest, provider: IdentityProvider, claims: dict[str, Any]) -> User:
    """The account with the address that the provider vouches for, of a domain that it may speak for; or a new one."""
    email = str(claims.get("email") or "").lower()
    is_verified = claims.get("email_verified") is True or provider.verified_by_issuer
    if not email or not is_verified or not provider.may_speak_for(email):
        told = {"name": provider.name}
        raise refuse(request, _("%(name)s bevestigt geen e-mailadres waarmee u hier mag inloggen.") % told)
    user = User.objects.filter(email=email).first()
    if user is None and rules.matching(provider.key, claims):
        user = User.objects.with_address(email, name=str(claims.get("name") or email)[:120])
    if user is None:
        raise refuse(request, _("U heeft nog geen toegang tot dit portaal. Vraag die aan de beheerder van uw regio."))
    return user
