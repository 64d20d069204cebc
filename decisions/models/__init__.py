"""What councils and colleges decided, what was advised, and what was promised. A plan to decide is no decision."""

from decisions.models.adoptions import Adoption
from decisions.models.advices import Advice
from decisions.models.commitments import Commitment, Signature
from decisions.models.promises import Promise

__all__ = ["Adoption", "Advice", "Commitment", "Promise", "Signature"]
