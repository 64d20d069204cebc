"""The route of a document as a form: a row per step with its place in the order, who does what, and for when."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm
from actions.forms.fields import VersionField
from decisions.forms.kept import UNKNOWN
from decisions.rules.route import Planned, moment_of, possible_steps
from decisions.rules.steps import Step
from decisions.rules.wording import step_name

EMPTY_ROWS = 3


class RouteRow(NamedTuple):
    """The fields of one step."""

    number: int
    place: forms.BoundField
    step: forms.BoundField
    when: forms.BoundField


class RouteForm(CarefulForm):
    """All steps. A row without a step is left out; steps stand in the order of their numbers."""

    careful: ClassVar[tuple[str, ...]] = ("reason",)

    reason = forms.CharField(
        label=_("Reden van de wijziging"), required=False, max_length=100,
        help_text=_("Komt in de geschiedenis. U mag dit leeg laten."),
    )  # fmt: skip
    seen = VersionField()

    def __init__(self, data: Any = None, *, steps: Sequence[Planned], seen: int) -> None:
        super().__init__(data, initial={"seen": seen})
        self.offered = {Step(body, kind).key: (body, kind) for body, kind in possible_steps()}
        choices = [("", _now("Geen stap")), *((key, step_name(*step)) for key, step in self.offered.items())]
        self.size = min(len(steps) + EMPTY_ROWS, len(self.offered))
        for number in range(1, self.size + 1):
            step = steps[number - 1] if number <= len(steps) else None
            names = {"number": number}
            self.fields[f"volgorde-{number}"] = forms.IntegerField(
                label=_now("Volgorde van stap %(number)d") % names, initial=number, required=False,
                min_value=1, max_value=99, widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 2}),
                error_messages={"invalid": _("Vul een getal in, bijvoorbeeld 2.")},
            )  # fmt: skip
            self.fields[f"stap-{number}"] = forms.ChoiceField(
                label=_now("Stap %(number)d: wie doet wat") % names, choices=choices, required=False,
                initial=Step(step.body, step.kind).key if step else "", error_messages=UNKNOWN,
            )  # fmt: skip
            self.fields[f"gepland-{number}"] = forms.CharField(
                label=_now("Stap %(number)d: gepland voor alle gemeenten") % names, required=False, max_length=40,
                initial=step.when if step else "", widget=forms.TextInput(attrs={"size": 12}),
            )  # fmt: skip

    @property
    def rows(self) -> Iterator[RouteRow]:
        """The steps with their fields."""
        for number in range(1, self.size + 1):
            yield RouteRow(number, self[f"volgorde-{number}"], self[f"stap-{number}"], self[f"gepland-{number}"])

    def clean(self) -> dict[str, Any]:
        """Each step once, and a moment that can be read with a step that is there."""
        cleaned = super().clean()
        found = set()
        for number in range(1, self.size + 1):
            step, when = cleaned.get(f"stap-{number}"), cleaned.get(f"gepland-{number}") or ""
            if step and step in found:
                self.add_error(f"stap-{number}", _("Deze stap staat er al. Kies elke stap één keer."))
            found.add(step)
            if moment_of(when) is None:
                self.add_error(
                    f"gepland-{number}", _("Schrijf een dag of een kwartaal: 14-11-2026 of 4e kwartaal 2026.")
                )
            elif when and not step:
                self.add_error(f"stap-{number}", _("Kies welke stap u hier plant."))
        return cleaned

    @property
    def steps(self) -> list[Planned]:
        """What was filled in, in order; only of a valid form."""
        typed = self.cleaned_data
        filled = [number for number in range(1, self.size + 1) if typed[f"stap-{number}"]]
        filled.sort(key=lambda number: (typed[f"volgorde-{number}"] or number, number))
        return [
            Planned(*self.offered[typed[f"stap-{number}"]], *(moment_of(typed[f"gepland-{number}"]) or (None, None)))
            for number in filled
        ]
