"""Tables that lie otherwise than one action per row: made ordinary before headings are searched.

`laid_out` is the way in. `calendar` reads quarters, months or years as columns with crosses; `cards` reads a table of
labels with values, one action each. Rows keep their numbers, and no row gets lost: `Laid.heaps` says where those are
that an action took together.
"""

from reading.plans.layouts.laying import laid_out, real_place
from reading.plans.layouts.model import Laid, Spot

__all__ = ["Laid", "Spot", "laid_out", "real_place"]
