"""The organisations of a region for who keeps its plan: where they are used, which look alike, what merging does."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.asked import numbered
from actions.models import Action
from actions.services.organisations import pointing
from municipalities.models import FormerName, Organisation, Region
from municipalities.rules.alike import Lookalikes
from municipalities.rules.merging import relations

PER_PAGE = 100
PAIRS = 50  # pairs of look-alikes that are shown at once
LISTED = 50  # actions of which the names are shown


@dataclass
class Row:
    """One organisation and where it is used, in words."""

    organisation: Organisation
    uses: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Pair:
    """Two organisations that may be the same: the one that would go, and the one that would stay."""

    old: Organisation
    new: Organisation


@dataclass(frozen=True)
class Organisations:
    """One page of the organisations of a region, with all that look alike."""

    page: Page[Any]
    rows: list[Row]
    pairs: list[Pair]
    more_pairs: int


def organisations_of(region: Region, *, number: str) -> Organisations:
    """The organisations of a region by name. The number of queries does not depend on how many there are."""
    found = sorted(region.organisations.all(), key=lambda one: (one.name.casefold(), one.pk))
    page = numbered(found, PER_PAGE, number)
    counts = _counts(region)
    rows = [Row(one, uses) for one in page for uses in [_in_words(counts, one.pk)]]
    pairs = _pairs(found, counts)
    return Organisations(page, rows, pairs[:PAIRS], max(0, len(pairs) - PAIRS))


Counts = dict[Any, dict[int, int]]


def _counts(region: Region) -> Counts:
    """Per relation how many rows point to each organisation of a region: one query per relation."""
    counts: Counts = {}
    for relation in relations():
        name, model = relation.field.name, relation.related_model
        if model is FormerName:
            continue
        rows = model._base_manager.filter(**{f"{name}__region": region}).order_by()
        counts[relation] = dict(rows.values_list(name).annotate(Count("pk", distinct=True)))
    return counts


def _in_words(counts: Counts, pk: int) -> list[str]:
    return [_use(relation, of[pk]) for relation, of in counts.items() if of.get(pk)]


def _use(relation: Any, count: int) -> str:
    """So many uses of one kind: `trekker van 3 acties`, `1 keer bij programma's`."""
    model, name = relation.related_model, relation.field.name
    if model is Action:
        word = _("trekker van") if name == "leads" else _("partner bij")
        return f"{word} {ngettext('%d actie', '%d acties', count) % count}"
    return ngettext("%(count)d keer bij %(what)s", "%(count)d keer bij %(what)s", count) % {
        "count": count,
        "what": model._meta.verbose_name_plural,
    }


def _pairs(found: list[Organisation], counts: Counts) -> list[Pair]:
    """Who may be the same as whom, each pair once; the one that is used less would go."""
    by_name = {one.name: one for one in found}
    names = Lookalikes(by_name)
    used = {one.pk: sum(of.get(one.pk, 0) for of in counts.values()) for one in found}
    pairs: dict[frozenset[int], Pair] = {}
    for one in found:
        for other in map(by_name.__getitem__, names.of(one.name)):
            old, new = sorted((one, other), key=lambda each: (used[each.pk], len(each.name), -each.pk))
            pairs.setdefault(frozenset({old.pk, new.pk}), Pair(old, new))
    return list(pairs.values())


def alike_first(organisation: Organisation) -> list[Organisation]:
    """The other organisations of its region: those that look like it first, then by name."""
    others = {one.name: one for one in organisation.region.organisations.exclude(pk=organisation.pk).order_by("name")}
    alike = Lookalikes(others).of(organisation.name)
    return [others[name] for name in dict.fromkeys([*alike, *others])]


@dataclass(frozen=True)
class Effect:
    """What merging would change, before it is done."""

    actions: list[Action]
    others: list[str]  # other kinds of rows, in words
    people: list[str]  # who has access for the organisation that goes

    @property
    def shown(self) -> list[Action]:
        """The first of the actions."""
        return self.actions[:LISTED]

    @property
    def more(self) -> int:
        """How many actions are not shown."""
        return len(self.actions) - len(self.shown)


def effect_of(old: Organisation) -> Effect:
    """What changes when an organisation becomes another."""
    rows = [moving.row for moving in pointing(old) if not isinstance(moving.row, FormerName)]
    ids = [row.pk for row in rows if isinstance(row, Action)]
    actions = Action.objects.filter(pk__in=ids).select_related("programme__region", "line").prefetch_related("goals")
    kinds = Counter(str(row._meta.verbose_name_plural) for row in rows if not isinstance(row, Action))
    people = [f"{one.user} ({one.period_in_words})" for one in old.assignments.select_related("user")]
    others = [f"{kind}: {count}" for kind, count in sorted(kinds.items())]
    return Effect(list(actions.in_plan_order()), others, people)


def names_before(organisation: Organisation) -> list[FormerName]:
    """The names that it had, the last first."""
    return list(organisation.former_names.select_related("by"))
