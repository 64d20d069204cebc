"""Verbs on deliveries: releasing the exact counts of Veilig Thuis."""

from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import trace
from accounts.models import User
from actions.models import Programme
from monitoring.models import Delivery, Figure, Indicator, Source
from monitoring.rules import facts
from monitoring.rules.current import mark_current
from monitoring.rules.disclosure import DisclosureError, Release, rate
from monitoring.rules.rights import counted_by
from monitoring.rules.small_counts.suspicions import adding_up

PER = {Indicator.Unit.PERCENT.value: 100, Indicator.Unit.PER_THOUSAND.value: 1000}


class ReleaseError(Exception):
    """A delivery that cannot be released or withdrawn; the message is for the user."""


@transaction.atomic
def release(delivery: Delivery, *, interpretation: str, by: User, drafts_too: bool = False) -> list[Figure]:
    """Make the exact counts of a delivery public, with the words of Veilig Thuis on what they do and do not say.

    A topic that nobody described is never released by accident: only with `drafts_too`.

    What is published is decided once, by the disclosure rule, together with all that the source released before, and
    kept as rows. Raises ReleaseError; then nothing is released.
    """
    Source.objects.select_for_update().get(pk=delivery.source_id)  # one release at a time: each leans on those before
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("source__veilig_thuis")
    delivery = rows.get(pk=delivery.pk)
    if not delivery.source.is_exact:
        raise ReleaseError(_("Deze aanlevering is al openbaar: alleen eigen cijfers van Veilig Thuis geeft u vrij."))
    if delivery.released_at or delivery.withdrawn_at:
        raise ReleaseError(_("Deze aanlevering is al vrijgegeven of ingetrokken."))
    if not interpretation.strip():
        raise ReleaseError(_("Schrijf erbij wat deze cijfers wel en niet zeggen."))
    if not drafts_too and Figure.objects.exact().filter(delivery=delivery, indicator__is_draft=True).exists():
        raise ReleaseError(_("Beschrijf eerst alle onderwerpen, of kies wat er met de andere gebeurt."))
    if unknown := undeclared(delivery):
        raise ReleaseError(
            _("Zeg eerst van deze onderwerpen of ze op zichzelf staan of een deel van een ander zijn: %(topics)s.")
            % {"topics": ", ".join(each.title for each in unknown)}
        )
    disclosed = would_publish(delivery)
    delivery.released_at, delivery.released_by = delivery.source.next_moment(), by
    delivery.interpretation = interpretation.strip()
    delivery.save(update_fields=["released_at", "released_by", "interpretation"])
    made = Figure.objects.bulk_create(disclosed)
    mark_current()
    trace.record(trace.Kind.RELEASED, by=by, on=delivery, region_id=region_of(delivery))
    return made


def region_of(delivery: Delivery) -> int | None:
    """The region whose administrators read in the trace what happens to a delivery."""
    source = delivery.source
    if source.programme_id:
        return int(source.programme.region_id) if source.programme else None
    found = Programme.objects.filter(veilig_thuis_regions=source.veilig_thuis_id or 0).first()
    return found.region_id if found else None


def decides_for(programme: Programme, user: User | AnonymousUser) -> bool:
    """Whether somebody may release or withdraw own figures of Veilig Thuis about this programme's region."""
    return bool(counted_by(user, programme))


def undeclared(delivery: Delivery) -> list[Indicator]:
    """The topics with counts of which nobody said how they hang together with others; those are asked about first."""
    counted = Indicator.objects.filter(
        pk__in=Figure.objects.exact().filter(delivery=delivery).values("indicator"), unit=Indicator.Unit.COUNT
    )
    lost = Q(relation__in=[Indicator.Relation.PART, Indicator.Relation.OVERLAPS], whole=None)
    return list(counted.filter(Q(relation=Indicator.Relation.UNDECLARED) | lost))


def suspected(delivery: Delivery) -> list[tuple[Indicator, list[Indicator]]]:
    """Topics that are, exactly or nearly, the sum of some others in this delivery while nobody said that they are.

    Whatever the answer is, the rule takes them as sums: who knows better than was said may do that too.
    """
    exact = list(Figure.objects.exact().filter(delivery=delivery).select_related("indicator__source"))
    same = facts.Same()
    counts = facts.counts_of(exact, same)
    indicators = {same.of(each.indicator_id): each.indicator for each in exact}
    found = adding_up(counts, facts.declared(indicators, same), facts.shared(indicators))
    return [(indicators[each.total], [indicators[part] for part in each.parts]) for each in found]


def would_publish(delivery: Delivery) -> list[Figure]:
    """The public figures that a release would make of a delivery now, not saved. Raises ReleaseError."""
    exact = list(Figure.objects.exact().filter(delivery=delivery).select_related("indicator"))
    try:
        same = facts.Same()
        published = facts.Facts(delivery.source, same).publish(facts.counts_of(exact, same))
        return [_disclosed(figure, published, same) for figure in exact]
    except DisclosureError as error:
        raise ReleaseError(str(error)) from error


def _disclosed(figure: Figure, published: Release, same: facts.Same) -> Figure:
    """The public row beside an exact figure. Words beside the exact count may tell it, so they stay with that."""
    value = _public_value(figure, published, same) if figure.value is not None else None
    reason = figure.reason if figure.value is None else "" if value is not None else Figure.Reason.PROTECTED
    return Figure(
        indicator=figure.indicator,
        delivery_id=figure.delivery_id,
        area_code=figure.area_code,
        period=figure.period,
        value=value,
        reason=reason,
        status=figure.status,
        disclosed=True,
        is_current=False,
    )


def _public_value(figure: Figure, published: Release, same: facts.Same) -> Decimal | None:
    """A count as published, or a share of published counts; a share of what is not published here stays hidden."""
    indicator, cell = figure.indicator, facts.cell_of(figure, same)
    if indicator.unit == Indicator.Unit.COUNT:
        count = published.shown(cell)
        return None if count is None else Decimal(count)
    if indicator.numerator_id is None or indicator.denominator_id is None:
        return None
    part, whole = (
        cell._replace(indicator=same.of(each)) for each in (indicator.numerator_id, indicator.denominator_id)
    )
    if part not in published.counts or whole not in published.counts:
        return None
    return rate(published.shown(part), published.shown(whole), per=PER[indicator.unit])
