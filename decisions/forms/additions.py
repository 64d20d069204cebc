"""The form of a local addition."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import ParagraphField
from actions.forms.fields import MoneyField, heading
from actions.models import Programme
from decisions.forms.kept import UNKNOWN, KeptForm, link_field
from decisions.models import Addition
from reading.plans.planning import read_planning

Choices = list[tuple[str, list[tuple[str, str]]]]


def places_in(programmes: list[Programme]) -> Choices:
    """What an addition can stand beside: a plan, or one of its lines or themes that were published."""
    offered = []
    for programme in programmes:
        mine = [(f"p{programme.pk}", str(_("Het plan als geheel")))]
        mine += [(f"l{line.pk}", str(line)) for line in programme.lines.filter(published=True)]
        mine += [(f"t{theme.pk}", str(theme)) for theme in programme.themes.filter(published=True)]
        offered.append((f"{programme.region.name}: {programme.short_title}", mine))
    return offered


class AdditionForm(KeptForm):
    """What a municipality does itself. `offer` is what it can stand beside, `programme_of` the plan of each."""

    careful: ClassVar[tuple[str, ...]] = ("title", "what", "planning_text", "cost_text")
    fields_of_row = ("title", "what", "status", "planning_text", "cost_text", "amount", "link")

    beside = forms.ChoiceField(
        label=_("Naast welk plan of welke lijn?"), error_messages={"required": _("Kies een plan of lijn."), **UNKNOWN}
    )
    title = forms.CharField(
        label=heading(Addition, "title"), max_length=200, error_messages={"required": _("Geef het een titel.")},
        help_text=_("Bijvoorbeeld: spreekuur in het wijkcentrum."),
    )  # fmt: skip
    what = ParagraphField(
        label=_("Wat doet de gemeente?"), required=False, max_length=5000, rows=4,
        help_text=_("Een paar zinnen is genoeg. Schrijf niets over personen of gezinnen."),
    )  # fmt: skip
    status = forms.ChoiceField(
        label=heading(Addition, "status"), choices=Addition.Status.choices, initial=Addition.Status.UNKNOWN,
        error_messages=UNKNOWN,
    )  # fmt: skip
    planning_text = ParagraphField(
        label=heading(Addition, "planning_text"), required=False, max_length=1000, rows=2,
        help_text=_("Bijvoorbeeld: derde kwartaal 2026. Herkennen wij de kwartalen, dan staan die op de pagina."),
    )  # fmt: skip
    amount = MoneyField(
        label=_("Bedrag in euro's"),
        required=False,
        max_length=40,
        help_text=_("Weet u het niet? Laat dit leeg. Kost het niets? Vul 0 in."),
    )
    cost_text = forms.CharField(
        label=_("Over de kosten"), required=False, max_length=500,
        help_text=_("Bijvoorbeeld: per jaar, uit het Wmo-budget van de gemeente."),
    )  # fmt: skip
    link = link_field()
    release = forms.BooleanField(label=_("Openbaar: iedereen mag dit lezen"), required=False, initial=True)

    def __init__(self, data: Any = None, *, offer: Choices, row: Addition | None = None, **options: Any) -> None:
        super().__init__(data, row=row, **options)
        beside: Any = self.fields["beside"]
        beside.choices = [("", _("Kies een plan of lijn")), *offer]
        if row is not None:
            self.initial.update(self.shown(self.initial))

    @property
    def content(self) -> dict[str, Any]:
        """What was filled in; the planning as written and as it is read, the moment of publication where it is new."""
        planning = read_planning(self.cleaned_data["planning_text"])
        ordered = not (planning.start and planning.end and planning.start > planning.end)
        before = self.row.released_at if self.row else None
        return {
            **super().content,
            **self._beside(),
            "starts_in": planning.start if ordered else None,
            "ends_in": planning.end if ordered else None,
            "released_at": (before or timezone.now()) if self.cleaned_data["release"] else None,
        }

    def shown(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """With what it stands beside as one choice."""
        return dict(content) | {"beside": _code(content), "release": content["released_at"] is not None}

    def _beside(self) -> Mapping[str, int | None]:
        kind, pk = self.cleaned_data["beside"][0], int(self.cleaned_data["beside"][1:])
        found = Programme.objects.filter(**{{"p": "pk", "l": "lines", "t": "themes"}[kind]: pk})
        return {
            "programme_id": found.get().pk,
            "line_id": pk if kind == "l" else None,
            "theme_id": pk if kind == "t" else None,
        }


def _code(content: Mapping[str, Any]) -> str:
    if content["theme_id"]:
        return f"t{content['theme_id']}"
    return f"l{content['line_id']}" if content["line_id"] else f"p{content['programme_id']}"
