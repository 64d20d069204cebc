"""Signing in through the identity provider of a municipality or organisation (OpenID Connect), with allauth.

Which providers there are stands in the settings (OIDC_PROVIDERS). Here is what is asked of one and what it answers;
who somebody is in the portal, and which roles follow, is decided above (municipalities.identity).
"""

import secrets
from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.providers import IdentityProvider

SIGNED_WITH = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
]  # no shared key


def providers() -> dict[str, IdentityProvider]:
    """All providers by key."""
    return {one.key: one for one in settings.IDENTITY_PROVIDERS}


def refusal(request: HttpRequest, sentence: str, *, status: int = 403) -> HttpResponse:
    """The page that says why somebody is not signed in, and what they can do."""
    return render(request, "socialaccount/authentication_error.html", {"sentence": sentence}, status=status)


def refuse(request: HttpRequest, sentence: str) -> ImmediateHttpResponse:
    """To raise: answers with that page."""
    return ImmediateHttpResponse(refusal(request, sentence))


def away(request: HttpRequest, name: str) -> HttpResponse:
    """The page for a provider that does not answer, or not as it should."""
    sentence = _("%s antwoordt nu niet. Probeer het over een paar minuten opnieuw, of log in met uw wachtwoord.") % name
    return refusal(request, sentence, status=502)


class PortalAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """Checks the signature of each answer, also of one that came straight from the provider."""

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        config = self.openid_config
        with get_adapter().get_requests_session() as session:
            answer = session.get(config["jwks_uri"])
            answer.raise_for_status()
        try:
            name = jwt.get_unverified_header(id_token).get("kid")
            keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if name in (None, key.key_id)]
            if len(keys) != 1:  # a token may leave out which key it was, when there is one
                raise OAuth2Error("no key for this id_token")
            needed: Any = {"require": ["exp", "iat", "iss", "aud", "sub"]}
            decoded: dict[str, Any] = jwt.decode(
                id_token, keys[0], SIGNED_WITH, options=needed, audience=app.client_id, issuer=config["issuer"]
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error("invalid id_token") from error
        return decoded

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Only with a signed token; what the provider tells besides must be of the same person."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no id_token")
        return super().complete_login(request, app, token, **kwargs)


class PortalProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """Asks with a nonce, and takes nothing of what it asks from the address of the page."""

    oauth2_adapter_class = PortalAdapter

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Always to sign in, with our own scope: the address of the page adds nothing but where to go afterwards."""
        kwargs = super().get_redirect_from_request_kwargs(request)
        nonce = secrets.token_urlsafe(24)
        wanted = {
            "process": AuthProcess.LOGIN,
            "scope": self.get_scope(),
            "auth_params": {"nonce": nonce},
            "nonce": nonce,
        }
        return {"next_url": kwargs.get("next_url")} | wanted

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> Any:
        """What it told is kept for as long as the request, not in the database."""
        login = super().sociallogin_from_response(request, response)
        login.account.extra_data = {}
        login.id_token, login.userinfo = response.get("id_token") or {}, response.get("userinfo") or {}
        return login


def checked_claims(request: HttpRequest, login: Any) -> dict[str, Any]:
    """What the provider tells of a person, if it is an answer to what this browser asked; else raises a refusal."""
    asked, told = login.state.get("nonce"), login.id_token.get("nonce")
    same_person = login.id_token.get("sub") == login.userinfo.get("sub")
    if not asked or not secrets.compare_digest(str(asked), str(told)) or not same_person:
        raise refuse(request, _("Het antwoord hoort niet bij uw vraag om in te loggen. Begin opnieuw."))
    return {**login.id_token, **login.userinfo}
