"""What councils and colleges decided, what was advised, and what was promised. A plan to decide is no decision."""

from decisions.models.additions import Addition
from decisions.models.adoptions import Adoption, RouteStep
from decisions.models.advices import Advice
from decisions.models.commitments import Commitment, Signature
from decisions.models.promises import Promise
from decisions.models.reminders import PromiseReminder
from decisions.models.shares import ShareKey

__all__ = [
    "Addition",
    "Adoption",
    "Advice",
    "Commitment",
    "Promise",
    "PromiseReminder",
    "RouteStep",
    "ShareKey",
    "Signature",
]
