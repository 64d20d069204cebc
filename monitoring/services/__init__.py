"""Verbs on figures: reading them in, releasing and withdrawing deliveries. One module per subject."""

from monitoring.services.releasing import (
    ReleaseError,
    decides_for,
    release,
    suspected,
    undeclared,
    withdraw,
    would_publish,
)

__all__ = ["ReleaseError", "decides_for", "release", "suspected", "undeclared", "withdraw", "would_publish"]
