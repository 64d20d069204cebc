"""What goes into a file of the plan: the actions that its reader may see and asks for, and what it says of them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts import standing
from actions.models import Action, Programme
from actions.models.base import Viewer
from actions.rules import cells
from actions.rules.counts import Counts, counts_by, together
from actions.rules.filters import PlanFilter, options_of
from actions.rules.stamps import Stamp, file_mark, stamp_of
from municipalities.models import Organisation


@dataclass(frozen=True)
class PlanFile:
    """A plan as filtered, ready to be written."""

    programme: Programme
    actions: Sequence[Action]  # in plan order, with all that the columns ask for
    whole: Counts  # the actions that the reader may see, without the filters
    filters: tuple[str, ...]  # in words: "Status: Loopt"
    organisations: tuple[str, ...]  # the names that the drop-down of leads offers
    lines: tuple[str, ...]  # and of lines
    themes: tuple[str, ...]
    stands_on: datetime.date
    reader: Viewer = field(default_factory=AnonymousUser)  # what stands around the actions is what they may see

    @property
    def name(self) -> str:
        """The name of the file, without what it ends with."""
        return f"{file_mark(self.stamp)}plan-{self.programme.slug}-{self.stands_on:%Y-%m-%d}"

    @property
    def stamp(self) -> Stamp:
        """What stands on the file, in each of its kinds."""
        return stamp_of([self.programme, *self.actions])

    @property
    def years(self) -> list[int]:
        """The calendar years of the programme, and those that costs name."""
        programme = self.programme
        years = range(programme.first_year, (programme.last_year or programme.first_year) + 1)
        return sorted({*years, *cells.years_of(self.actions)})

    @property
    def count(self) -> str:
        """How many actions it holds, in words."""
        found = len(self.actions)
        words = self.whole.total_label
        if not self.filters:
            return words
        return _("%(found)s van %(words)s") % {"found": found, "words": words}

    @property
    def has_hidden(self) -> bool:
        """Whether it holds actions that are not public."""
        return bool(self.stamp)


def filter_of(programme: Programme, query: QueryDict, user: Viewer) -> PlanFilter:
    """The filters of an address of the plan page."""
    return PlanFilter(query, programme=programme, options=options_of(programme, user))


def count(form: PlanFilter, user: Viewer) -> int:
    """How many actions a file would hold."""
    return Action.objects.visible_to(user).filter(form.where(), programme=form.programme).count()


def select(form: PlanFilter, user: Viewer) -> PlanFile:
    """The actions that answer to the filters, as far as the user may see them."""
    seen = Action.objects.visible_to(user).filter(programme=form.programme)
    actions = list(cells.with_all(seen.filter(form.where()).in_plan_order()))
    return PlanFile(
        programme=form.programme,
        actions=actions,
        whole=together(counts_by(seen, "programme_id").values()),
        filters=tuple(f"{chip.label}: {chip.value}" for chip in form.chips),
        organisations=_organisations(form.programme, actions, user),
        lines=tuple(str(line) for line in form.options.lines),
        themes=tuple(theme.title for theme in form.options.themes),
        stands_on=standing.today(),
        reader=user,
    )


def _organisations(programme: Programme, actions: Sequence[Action], user: Viewer) -> tuple[str, ...]:
    """All of the region for who may change the plan; others see only names that are in the file anyway."""
    if user.has_perm("actions.change_programme", programme):
        found = set(Organisation.objects.filter(region=programme.region_id).values_list("name", flat=True))
    else:
        found = {row.name for action in actions for row in (*action.leads.all(), *action.partners.all())}
    return tuple(sorted(found, key=str.casefold))
