"""Verbs on figures: reading them in, releasing and withdrawing deliveries. One module per subject."""

from monitoring.services.narrowing import Narrowed, narrowed_by
from monitoring.services.recalling import reports_with, withdraw
from monitoring.services.releasing import ReleaseError, decides_for, release, suspected, undeclared, would_publish

__all__ = [
    "Narrowed",
    "ReleaseError",
    "decides_for",
    "narrowed_by",
    "release",
    "reports_with",
    "suspected",
    "undeclared",
    "withdraw",
    "would_publish",
]
