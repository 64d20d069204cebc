"""The identity providers that the settings name. Imported by the settings: it knows nothing of Django."""

import ipaddress
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit


@dataclass(frozen=True)
class IdentityProvider:
    """What we know of a provider, and how far we believe it."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    domains: frozenset[str]  # whose addresses it may speak for; no other account is ever opened through it
    verified_by_issuer: bool = False  # it gives no email_verified, and only addresses that it handed out itself
    second_step: dict[str, list[str]] = field(default_factory=dict)  # claim of the id token -> values that mean one

    @classmethod
    def read(cls, given: Any) -> Self:
        """From a block of OIDC_PROVIDERS; ValueError says in Dutch what is wrong with it."""
        needed = {"key", "name", "issuer", "client_id", "client_secret", "domains"}
        known = needed | {"verified_by_issuer", "second_step"}
        if not isinstance(given, dict) or needed - given.keys() or given.keys() - known:
            raise ValueError(
                f"elke aanbieder heeft {', '.join(sorted(needed))}, en hoogstens ook verified_by_issuer en second_step"
            )
        key = str(given["key"])  # stands in an address, and with each role that it gives
        if not (key.isascii() and key.replace("-", "").isalnum() and len(key) <= 50):
            raise ValueError("key is een korte naam van letters, cijfers en streepjes")
        if urlsplit(given["issuer"]).scheme not in ("https", "http"):
            raise ValueError("issuer is het adres van de aanbieder, met https ervoor")
        if not isinstance(given["domains"], list):
            raise ValueError("domains is een lijst, ook als het er één is")
        return cls(**given | {"domains": frozenset(domain.lower() for domain in given["domains"])})

    @property
    def origin(self) -> str:
        """Where a form may lead to."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def is_in_the_clear(self) -> bool:
        """Whether what it says of people travels without encryption, and further than this machine."""
        parts = urlsplit(self.issuer)
        return parts.scheme != "https" and not _is_this_machine(parts.hostname or "")

    def may_speak_for(self, email: str) -> bool:
        """Whether an address is of one of its domains."""
        return email.rpartition("@")[2].lower() in self.domains

    def had_second_step(self, id_token: dict[str, Any]) -> bool:
        """Whether it says, in the signed part of its answer, that it asked a second step itself."""
        return any(holds(id_token, claim, value) for claim, values in self.second_step.items() for value in values)

    def for_allauth(self) -> dict[str, Any]:
        """As allauth wants it."""
        return {
            "provider_id": self.key,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.client_secret,
            "settings": {"server_url": self.issuer.rstrip("/"), "oauth_pkce_enabled": True},
        }


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def holds(claims: dict[str, Any], claim: str, value: str) -> bool:
    """Whether a claim has a value, or has it among others."""
    found = claims.get(claim)
    return (
        value in [str(one) for one in found] if isinstance(found, list) else found is not None and str(found) == value
    )
