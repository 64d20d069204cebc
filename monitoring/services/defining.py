"""Verbs on topics: say what they count, merge one that turns out to be known, set aside what is not described yet."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.imports.choices import key_of
from monitoring.imports.deliveries import next_title
from monitoring.imports.fixtures import mark_current
from monitoring.imports.reading.model import Series
from monitoring.models import Delivery, Figure, Indicator, SourceTopic

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
    draft.figures.update(indicator=into, is_current=False)
    for tie in TIES:
        Indicator.objects.filter(**{tie: draft}).exclude(pk=into.pk).update(**{tie: into})
    draft.names.update(indicator=into)
    series = Series(None, draft.cbs_topic, draft.source_unit, tuple(draft.dimensions.items()), draft.source_path)
    kept = {"indicator": into, "words": draft.title}
    SourceTopic.objects.update_or_create(source=draft.source, key=key_of(series), defaults=kept)
    draft.delete()
    mark_current()


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
