"""Verbs on topics: say what they count, merge one that turns out to be known, set aside what is not described yet."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.imports.choices import key_of
from monitoring.imports.deliveries import next_title
from monitoring.models import Delivery, Figure, Indicator, Source, SourceTopic
from monitoring.rules.current import mark_current
from monitoring.rules.facts import Facts, Same
from reading.figures.model import Series

TIES = ("whole", "same_as", "numerator", "denominator")  # by which others point at an indicator


class DefineError(Exception):
    """A topic that cannot be merged or set aside; the message is for the user."""


@transaction.atomic
def define(indicator: Indicator, values: Mapping[str, Any]) -> None:
    """Write what a topic counts and says. From then on it is no draft: what was released of it shows.

    What is written here holds: loading the fixtures again leaves it.
    """
    for name, value in values.items():
        setattr(indicator, name, value)
    indicator.is_draft, indicator.described_at = False, timezone.now()
    indicator.save(update_fields=[*values, "is_draft", "described_at"])


@transaction.atomic
def merge(draft: Indicator, into: Indicator) -> None:
    """Make a draft one with an indicator that is known: all its figures move, of all deliveries, released or not.

    The next file of the same source finds it by itself. Raises DefineError when they count something else, or when one
    delivery has figures of both.
    """
    draft = Indicator.objects.select_for_update().select_related("source").get(pk=draft.pk)
    if not draft.is_draft or draft == into or into.is_draft:
        raise DefineError(_("Alleen een onderwerp dat op een omschrijving wacht, gaat op in een bekend onderwerp."))
    if draft.unit != into.unit:
        raise DefineError(_("Deze twee hebben een andere eenheid. Een aantal en een percentage zijn nooit hetzelfde."))
    same = Figure.objects.filter(
        indicator=into, delivery=OuterRef("delivery"), area_code=OuterRef("area_code"), period=OuterRef("period")
    )
    if draft.figures.filter(Exists(same)).exists():
        raise DefineError(_("In één aanlevering staan cijfers van allebei. Dan zijn het twee onderwerpen."))
    was_public = draft.figures.filter(disclosed=True).exists()  # of CBS nothing is held back: it stands there too
    before = _unprotected(draft, into) if was_public else Counter()
    draft.figures.update(indicator=into, is_current=False)
    for tie in TIES:
        Indicator.objects.filter(**{tie: draft}).exclude(pk=into.pk).update(**{tie: into})
    if was_public and _unprotected(draft, into) - before:
        raise DefineError(
            _("Deze cijfers zijn al openbaar. Samen met die van het bekende onderwerp verraden ze een klein aantal.")
        )
    draft.names.update(indicator=into)
    series = Series(None, draft.cbs_topic, draft.source_unit, tuple(draft.dimensions.items()), draft.source_path)
    kept = {"indicator": into, "words": draft.title}
    SourceTopic.objects.update_or_create(source=draft.source, key=key_of(series), defaults=kept)
    draft.delete()
    mark_current()


def _unprotected(draft: Indicator, into: Indicator) -> Counter[tuple[Hashable, Hashable]]:
    """Where hidden counts can be narrowed by all that is public."""
    same, own = Same(), Source.objects.exclude(veilig_thuis=None).select_related("veilig_thuis")
    counted = own.filter(deliveries__figures__indicator__in=[draft, into], deliveries__released_at__isnull=False)
    cells = (cell for source in counted.distinct() for cell in Facts(source, same).unprotected())
    return Counter((cell.area, cell.months) for cell in cells)


@transaction.atomic
def set_aside(delivery: Delivery) -> Delivery:
    """Move what is not described yet out of a waiting delivery, to a waiting delivery of its own: nothing is lost.

    Raises DefineError when nothing, or all, of it is not described.
    """
    delivery = Delivery.objects.select_for_update().select_related("source").get(pk=delivery.pk)
    figures = Figure.objects.exact().filter(delivery=delivery)
    drafts = figures.filter(indicator__is_draft=True)
    aside = drafts.count()
    if delivery.state != Delivery.State.WAITING or not aside:
        raise DefineError(_("In deze aanlevering wacht geen onderwerp op een omschrijving."))
    if aside == figures.count():
        raise DefineError(_("Alle onderwerpen van deze aanlevering wachten nog. Beschrijf er eerst een."))
    told = set(drafts.values_list("period", flat=True))
    made = Delivery.objects.create(
        source=delivery.source,
        title=next_title(delivery.source, told),
        received_on=delivery.received_on,
        file_name=delivery.file_name,
        new=aside,
        reason=delivery.reason,
    )
    made.imports.set(delivery.imports.all())
    drafts.update(delivery=made)
    delivery.new -= min(aside, delivery.new)
    delivery.save(update_fields=["new"])
    return made
