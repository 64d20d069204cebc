"""How it is put into words whose turn it is: what a body should have done by now, and what it does next."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.models import Adoption
from reading import formats, quarters

State = Adoption.State
Kind = Adoption.Kind
# What a body should have done by now: `had op 3 maart 2026 moeten besluiten`.
DUTY = {
    Kind.CONSULTATION: (gettext_lazy("inspraak houden"), gettext_lazy("of dat is gebeurd, is niet bekend")),
    Kind.ADVICE: (gettext_lazy("adviseren"), gettext_lazy("advies niet bekend")),
    Kind.VIEW: (gettext_lazy("een zienswijze geven"), gettext_lazy("zienswijze niet bekend")),
    Kind.DECISION: (gettext_lazy("besluiten"), gettext_lazy("besluit niet bekend")),
}
# What a body does next: `besluit volgens de planning op 3 maart 2027`.
NEXT = {
    Kind.CONSULTATION: gettext_lazy("houdt inspraak"),
    Kind.ADVICE: gettext_lazy("adviseert"),
    Kind.VIEW: gettext_lazy("geeft een zienswijze"),
    Kind.DECISION: gettext_lazy("besluit"),
}


def turn(adoption: Adoption, today: datetime.date) -> str:
    """What is said of whose turn it is: `had op 3 maart 2026 moeten besluiten; besluit niet bekend`.

    Empty when its time has not come, or when something came of it.
    """
    if not adoption.is_overdue(on=today):
        return ""
    verb, doubt = DUTY[Kind(adoption.kind)]
    if adoption.state == State.DEFERRED and adoption.deferred_until:
        until = formats.dated(adoption.deferred_until, adoption.deferred_precision)
        return _("hield het aan tot %(until)s; %(doubt)s") % {"until": until, "doubt": doubt}
    when = _planned_when(adoption)
    return _("had %(when)s moeten %(verb)s; %(doubt)s") % {"when": when, "verb": verb, "doubt": doubt}


def next_turn(adoption: Adoption) -> str:
    """What is said of a step that comes next: `besluit volgens de planning op 3 maart 2027`; never that it will."""
    if adoption.state == State.DEFERRED:
        if not adoption.deferred_until:
            return _("hield het aan; tot wanneer is niet bekend")
        until = formats.dated(adoption.deferred_until, adoption.deferred_precision)
        return _("hield het aan tot %s") % until
    verb = NEXT[Kind(adoption.kind)]
    when = _planned_when(adoption)
    if not when:
        return _("%s hierna; wanneer is niet gepland") % verb
    return _("%(verb)s volgens de planning %(when)s") % {"verb": verb, "when": when}


def _planned_when(adoption: Adoption) -> str:
    """`op 3 maart 2026`, `in het 1e kwartaal 2027`; empty without a plan."""
    if adoption.planned_for:
        return _("in het %s") % quarters.label(adoption.planned_for)
    return _("op %s") % formats.day(adoption.planned_on) if adoption.planned_on else ""
