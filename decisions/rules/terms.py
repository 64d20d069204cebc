"""From when until when something holds, in the tense of the day on which it is read; and who gave advice to whom."""

import datetime

from django.utils.translation import gettext as _

from decisions.models import Addition, Advice, Commitment, Signature
from reading import formats, quarters


def term(since: datetime.date | None, until: datetime.date | None, today: datetime.date) -> str:
    """`geldt vanaf 1 mei 2026`, `gold tot en met 31 december 2024`; empty when neither day is known."""
    first, last = formats.day(since), formats.day(until)
    if until and until < today:
        text = _("gold van %(first)s tot en met %(last)s") if first else _("gold tot en met %(last)s")
    elif since and since > today:
        text = _("gaat in op %(first)s, tot en met %(last)s") if last else _("gaat in op %(first)s")
    elif first and last:
        text = _("geldt van %(first)s tot en met %(last)s")
    elif first:
        text = _("geldt vanaf %(first)s")
    else:
        text = _("geldt tot en met %(last)s") if last else ""
    return text % {"first": first, "last": last}


def term_of(commitment: Commitment, today: datetime.date) -> str:
    """From when until when a commitment holds or held."""
    return term(commitment.valid_from, commitment.valid_until, today)


def signer_in_words(signature: Signature, today: datetime.date) -> str:
    """Who signed, in which role and for how long: `GGD (directeur; geldt vanaf 1 mei 2026)`."""
    held = term(signature.since, signature.until, today)
    more = "; ".join(part for part in (signature.role, held) if part)
    return f"{signature.organisation.name} ({more})" if more else signature.organisation.name


def parties_of(commitment: Commitment, today: datetime.date) -> list[str]:
    """Who signed it, in words. Wants the signatures at hand, with their organisations."""
    return [signer_in_words(signature, today) for signature in commitment.signatures.all()]


def direction_in_words(advice: Advice) -> str:
    """For or against, as a badge tells it; what the source does not say is said."""
    if advice.direction == Advice.Direction.UNKNOWN:
        return _("Strekking niet genoemd in de bron")
    return str(advice.get_direction_display())


def to_whom(advice: Advice) -> str:
    """The kind of body and the municipality that it advised: `cliëntenraad, aan de gemeente Venlo`."""
    whom = _("aan de gemeente %s") % advice.municipality.name if advice.municipality else ""
    kind = "" if advice.kind == Advice.Kind.OTHER else str(advice.get_kind_display()).lower()
    return ", ".join(part for part in (kind, whom) if part)


def response_heading(advice: Advice) -> str:
    """Above what was done with advice: `Reactie van het college, 3 mei 2026`."""
    who = _("Reactie van %s") % advice.response_by if advice.response_by else _("Wat is ermee gedaan?")
    return ", ".join(part for part in (who, formats.day(advice.response_on)) if part)


def addition_state(addition: Addition, today: datetime.date) -> str:
    """How far a local addition is; a plan of which the time has passed was one."""
    if addition.status == Addition.Status.PLANNED and addition.ends_in and addition.ends_in < quarters.of(today):
        return _("Was gepland")
    return str(addition.get_status_display())


def addition_when(addition: Addition) -> str:
    """When it is planned: in quarters where the text says so, else in the words of the municipality."""
    return quarters.span_label(addition.starts_in, addition.ends_in) or addition.planning_text


def addition_costs(addition: Addition) -> str:
    """What it costs the municipality, in an amount, in words, or both; empty when nothing is known."""
    parts = [formats.euro(addition.amount) if addition.amount is not None else "", addition.cost_text]
    return "; ".join(part for part in parts if part)
