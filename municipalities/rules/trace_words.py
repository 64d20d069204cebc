"""An entry of the trace in words: worded once, for the page, csv and xlsx."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import TraceEntry

Kind = TraceEntry.Kind
SENTENCES = {
    Kind.GIVEN: gettext_lazy("%(by)s gaf %(subject)s een recht"),
    Kind.CONFIRMED: gettext_lazy("%(by)s bevestigde een recht van %(subject)s"),
    Kind.REFUSED: gettext_lazy("%(by)s weigerde een recht van %(subject)s"),
    Kind.CHANGED: gettext_lazy("%(by)s wijzigde een recht van %(subject)s"),
    Kind.MOVED: gettext_lazy("%(by)s verplaatste een recht van %(subject)s"),
    Kind.ENDED: gettext_lazy("%(by)s beëindigde een recht van %(subject)s"),
    Kind.RULE_SET: gettext_lazy("%(by)s stelde een regel voor rollen in: %(subject)s"),
    Kind.RULE_REMOVED: gettext_lazy("%(by)s verwijderde een regel voor rollen: %(subject)s"),
    Kind.CLOSED: gettext_lazy("%(by)s sloot het account van %(subject)s"),
    Kind.REOPENED: gettext_lazy("%(by)s heropende het account van %(subject)s"),
    Kind.SIGNED_IN: gettext_lazy("%(by)s logde in"),
    Kind.SIGN_IN_FAILED: gettext_lazy("Inloggen mislukte voor %(subject)s"),
    Kind.SIGNED_OUT: gettext_lazy("%(by)s logde uit"),
    Kind.FACTOR_SET: gettext_lazy("%(subject)s stelde een extra stap bij het inloggen in"),
    Kind.FACTOR_REMOVED: gettext_lazy("%(subject)s haalde een extra stap bij het inloggen weg"),
    Kind.SEEN: gettext_lazy("%(by)s zag %(subject)s"),
    Kind.EXPORTED: gettext_lazy("%(by)s nam %(subject)s mee in een bestand"),
    Kind.CLASSIFIED: gettext_lazy("%(by)s wijzigde de classificatie van %(subject)s"),
    Kind.RELEASED: gettext_lazy("%(by)s gaf %(subject)s vrij"),
    Kind.WITHDRAWN: gettext_lazy("%(by)s trok %(subject)s in"),
    Kind.TRACE_EXPORTED: gettext_lazy("%(by)s nam het spoor mee in een bestand"),
    Kind.FORGOTTEN: gettext_lazy("Het portaal verwijderde wat oud genoeg was"),
}


def sentence_of(entry: TraceEntry) -> str:
    """What was done, as a sentence without its time: `Anna gaf Bram een recht (Projectleider), Noordland.`"""
    who = entry.by_name or (_("Iemand") if entry.by_id else _("Het portaal"))
    said = str(SENTENCES[Kind(entry.kind)]) % {"by": who, "subject": entry.subject_label or _("onbekend")}
    detail = f" ({entry.detail})" if entry.detail else ""
    place = f", {entry.place_name}" if entry.place_name else ""
    return f"{said}{detail}{place}."
