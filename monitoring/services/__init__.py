"""Verbs on figures: reading them in, releasing and withdrawing deliveries. One module per subject."""

from monitoring.services.recalling import reports_with, withdraw
from monitoring.services.releasing import ReleaseError, decides_for, release, would_publish

__all__ = ["ReleaseError", "decides_for", "release", "reports_with", "withdraw", "would_publish"]
