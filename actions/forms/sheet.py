"""An action on a page: its form and the forms of its costs, that are shown, checked and read together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from actions.forms.costs import CostFormSet, row_of
from actions.forms.editing import ActionForm, NewActionForm, initial_of
from actions.forms.folds import Fold, folds_of
from actions.forms.offer import Offer
from actions.models import Action
from actions.rules.content import PLAIN, Content, as_line, content_of
from actions.rules.reasons import reason_asked


@dataclass(frozen=True)
class Sheet:
    """The forms of one action. `action` is None while it is being added; then `places` are where it can stand."""

    form: ActionForm
    costs: CostFormSet
    offer: Offer
    action: Action | None = None
    told: frozenset[str] = frozenset()  # parts that the page speaks of: these are shown, also where they are folded

    @property
    def folds(self) -> list[Fold]:
        """The groups of fields that are folded; of an action that is being added the first one stands open."""
        return folds_of(self.form, told=self.told if self.action else {"what"})

    @property
    def is_valid(self) -> bool:
        """Whether all that was sent is right; checks both, so that all errors show at once."""
        return all([self.form.is_valid(), self.costs.is_valid()]) and self._has_its_reason

    @property
    def _has_its_reason(self) -> bool:
        """Whether a change that asks for a reason has one; not of a version that is no longer there."""
        action, typed = self.action, self.form.cleaned_data
        if action is None or typed["reason"] or typed["version"] != action.version:
            return True
        asked = reason_asked(content_of(action), self.content, is_released=action.is_released)
        if asked:
            self.form.add_error("reason", asked)
        return not asked

    @property
    def content(self) -> Content:
        """All that was typed; only of a valid sheet."""
        return self.form.content(self.costs.typed, action=self.action)

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What is wrong, in the order of the page: id of the field, its label and the sentence."""
        found = [(field.id_for_label or field.auto_id, str(field.label), field.errors) for field in self.form]
        for number, form in enumerate(self.costs.forms, start=1):
            for field in form:
                found.append((field.id_for_label, f"Kosten {number}, {field.label}", field.errors))
        rows = [(where, label, str(error)) for where, label, errors in found for error in errors]
        return rows + [("kosten", "Kosten", str(error)) for error in self.costs.non_form_errors()]


def edit_sheet(action: Action, *, offer: Offer, data: Any = None) -> Sheet:
    """The forms to edit an action: as it is, or as they were sent."""
    if data is None:
        return filled_sheet(action, content_of(action), offer=offer, version=action.version)
    known = {name: getattr(action, name) for name in PLAIN}  # what is in the plan already raises no warning
    known["goals"] = "\n".join(as_line(goal.text) for goal in action.goals.all())
    form = ActionForm(data, offer=offer, status=action.status, initial=known)
    return Sheet(form, CostFormSet(data, sources=offer.sources, of=action.pk), offer, action)


def filled_sheet(action: Action, content: Content, *, offer: Offer, version: int, **more: Any) -> Sheet:
    """The forms filled with a content that belongs to a version: the action itself, or a proposal after a conflict."""
    form = ActionForm(offer=offer, status=action.status, initial={**initial_of(content), **more, "version": version})
    return Sheet(
        form,
        CostFormSet(sources=offer.sources, rows=[row_of(item, offer.sources) for item in content.costs], of=action.pk),
        offer,
        action,
    )


def new_sheet(*, offer: Offer, places: Mapping[str, str], place: str = "", data: Any = None) -> Sheet:
    """The forms of an action that is being added, at first in a place of the plan."""
    first = {**initial_of(Content(status=Action.Status.PLANNED)), "place": place}
    form = NewActionForm(data, offer=offer, places=places, initial=first)
    return Sheet(form, CostFormSet(data, sources=offer.sources), offer)


def with_another_cost(sheet: Sheet) -> Sheet:
    """The same sheet, everything as typed and nothing checked, with an empty cost at the end that has the focus.

    A sheet of which rows are missing is shown as it came, and says so.
    """
    if not sheet.costs.is_whole:
        return sheet
    rows = [_as_typed(form) for form in sheet.costs.forms if form.has_changed()]
    sheet.form.initial = _as_typed(sheet.form)
    sheet.form.is_bound = False
    costs = CostFormSet(sources=sheet.offer.sources, rows=rows, of=sheet.action.pk if sheet.action else None)
    if costs.extra_forms:
        costs.extra_forms[-1].fields["kind"].widget.attrs["autofocus"] = True
    return replace(sheet, costs=costs)


def _as_typed(form: forms.Form) -> dict[str, Any]:
    """What was sent, unread: to show a form again without checking it."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }
