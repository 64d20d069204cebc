"""What becomes public of a plan, and what of it is taken back, told in the trace."""

from accounts import trace
from accounts.models import User
from actions.models import Action

Kind = trace.Kind


def tell(kind: str, action: Action, *, by: User | None, detail: str = "") -> None:
    """One entry about an action; without its title when that is hidden."""
    region = action.programme.region
    trace.record(
        kind, by=by, on=action, label=action.trace_label, region_id=region.pk, place_name=region.name, detail=detail
    )
