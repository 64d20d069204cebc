"""The costs of an action: one small form per cost, with what covers it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms.renderers import get_default_renderer
from django.utils.translation import gettext_lazy as _

from actions.forms.fields import MoneyField, heading
from actions.models import Cost
from actions.rules.content import COST_FIELDS, CostItem, Cover, Named
from actions.rules.cost_words import item_in_words

MOST_COSTS = 30
MOST_SOURCES = 8
SHOWN = "kosten-getoond"
COVER_FIELDS = ("source", "new_source", "covered")
UNKNOWN = _("Maak een keuze uit de lijst.")
NOT_WHOLE = _("De kosten zijn niet volledig aangekomen. Er is niets veranderd. Laad de pagina opnieuw.")


class CostForm(forms.Form):
    """One cost. An amount belongs to the kind 'bedrag' only; every other kind says why there is none."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=heading(Cost, "kind"),
        choices=Cost.Kind.choices,
        initial=Cost.Kind.AMOUNT,
        error_messages={"invalid_choice": UNKNOWN},
    )
    amount = MoneyField(label=_("Bedrag in euro"), required=False)
    amount_max = MoneyField(label=_("Hoogstens"), required=False, help_text=_("Alleen bij ‘van … tot …’."))
    per = forms.ChoiceField(
        label=_("Hoe vaak"),
        choices=[
            (Cost.Per.UNSTATED, _("Staat er niet bij")),
            (Cost.Per.ONCE, _("Eenmalig")),
            (Cost.Per.YEAR, _("Elk jaar")),
        ],
        initial=Cost.Per.UNSTATED,
        error_messages={"invalid_choice": UNKNOWN},
    )
    year = forms.IntegerField(
        label=_("Alleen voor het jaar"), required=False, min_value=2000, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4}),
        error_messages={
            "invalid": _("Schrijf een jaartal, bijvoorbeeld 2026."),
            "min_value": _("Schrijf een jaartal vanaf 2000."),
            "max_value": _("Schrijf een jaartal tot en met 2100."),
        },
    )  # fmt: skip
    approximate = forms.BooleanField(label=_("Ongeveer (circa)"), required=False)
    nature = forms.ChoiceField(
        label=heading(Cost, "nature"), required=False,
        choices=[("", _("Niet gezegd")), *Cost.Nature.choices], error_messages={"invalid_choice": UNKNOWN},
    )  # fmt: skip
    stage = forms.ChoiceField(
        label=heading(Cost, "stage"), choices=Cost.Stage.choices, initial=Cost.Stage.ESTIMATED,
        error_messages={"invalid_choice": UNKNOWN},
    )  # fmt: skip
    total = MoneyField(
        label=_("Totaal over de hele looptijd"), required=False, help_text=_("Alleen als het plan dat noemt.")
    )
    text = forms.CharField(label=_("Omschrijving"), required=False, max_length=500)

    def __init__(self, *args: Any, sources: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.sources = sources
        self.slots = self._slots()
        choices = [("", _("Niet gezegd")), *((str(key), name) for key, name in sources.items())]
        for slot in range(self.slots):
            self.fields[f"source_{slot}"] = forms.ChoiceField(
                label=_("Dekking uit"), required=False, choices=choices, error_messages={"invalid_choice": UNKNOWN}
            )
            self.fields[f"new_source_{slot}"] = forms.CharField(
                label=_("Of een nieuwe dekkingsbron"), required=False, max_length=160
            )
            self.fields[f"covered_{slot}"] = MoneyField(
                label=_("Hoeveel daarvan"), required=False, help_text=_("Leeg: de bron betaalt alles.")
            )

    def _slots(self) -> int:
        """How many sources of cover can be filled in: as many as were sent, or one more than the cost has."""
        if self.is_bound:
            sent = (slot for slot in range(MOST_SOURCES) if self.add_prefix(f"source_{slot}") not in self.data)
            return max(1, next(sent, MOST_SOURCES))
        filled = [slot for slot in range(MOST_SOURCES) if any(self.initial.get(f"{n}_{slot}") for n in COVER_FIELDS)]
        return min(max(filled, default=-1) + 2, MOST_SOURCES)

    @property
    def slot_fields(self) -> list[list[Any]]:
        """The fields of each source of cover, for the template."""
        return [[self[f"{name}_{slot}"] for name in COVER_FIELDS] for slot in range(self.slots)]

    @property
    def opens(self) -> bool:
        """Whether the fields show at once: something is wrong with them, or they are asked for."""
        return "autofocus" in self.fields["kind"].widget.attrs or bool(self.errors)

    @property
    def words(self) -> str:
        """The cost of the form in words: as it was filled, or as typed; empty for a new or unreadable one."""
        if self.is_bound:
            return item_in_words(self.item, self.sources) if self.is_valid() and self.has_changed() else ""
        return str(self.initial.get("words", ""))

    def clean(self) -> dict[str, Any]:
        """Refuse amounts that the kind does not allow, a range that runs backwards and more cover than cost."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("DELETE"):
            return cleaned
        amount, highest = cleaned.get("amount"), cleaned.get("amount_max")
        if cleaned.get("kind") == Cost.Kind.AMOUNT and amount is None and "amount" not in self.errors:
            self.add_error("amount", _("Vul een bedrag in, of kies een andere soort, zoals ‘Nader te bepalen’."))
        if cleaned.get("kind") not in (None, Cost.Kind.AMOUNT):
            for name in ("amount", "amount_max"):
                if cleaned.get(name) is not None:
                    self.add_error(name, _("Een bedrag hoort bij de soort ‘Bedrag’. Kies die soort, of maak dit leeg."))
        if amount is not None and highest is not None and highest < amount:
            self.add_error("amount_max", _("Het hoogste bedrag kan niet lager zijn dan het bedrag ervoor."))
        self._clean_cover(cleaned, limit=amount if highest is None else highest)
        return cleaned

    def _clean_cover(self, cleaned: dict[str, Any], *, limit: Decimal | None) -> None:
        seen: set[Named] = set()
        covered = Decimal(0)
        for slot in range(self.slots):
            source, new = cleaned.get(f"source_{slot}"), " ".join((cleaned.get(f"new_source_{slot}") or "").split())
            part = cleaned.get(f"covered_{slot}")
            if source and new:
                self.add_error(
                    f"new_source_{slot}", _("Kies een bron uit de lijst of schrijf een nieuwe, niet allebei.")
                )
            elif part is not None and not (source or new) and f"source_{slot}" not in self.errors:
                self.add_error(f"source_{slot}", _("Kies uit welke bron dit bedrag komt."))
            named = self._named(source, new)
            if named and named in seen:
                self.add_error(f"source_{slot}", _("Deze bron staat er al bij."))
            seen.add(named)
            covered += part or 0
            if limit is not None and part is not None and covered > limit:
                self.add_error(f"covered_{slot}", _("De dekking kan niet hoger zijn dan de kosten."))

    def _named(self, source: str | None, new: str) -> Named:
        """The id of a source, also when its name was typed; else the new name; empty for none."""
        if source:
            return int(source)
        return {name.casefold(): key for key, name in self.sources.items()}.get(new.casefold(), new)

    @property
    def item(self) -> CostItem:
        """The cost as typed; only of a valid form."""
        cleaned = self.cleaned_data
        cover = []
        for slot in range(self.slots):
            new = " ".join(cleaned[f"new_source_{slot}"].split())
            if named := self._named(cleaned[f"source_{slot}"], new):
                cover.append(Cover(named, cleaned[f"covered_{slot}"]))
        return CostItem(pk=cleaned["pk"], cover=tuple(cover), **{name: cleaned[name] for name in COST_FIELDS})


class CostFormSet(forms.BaseFormSet[CostForm]):
    """The costs of one action; an untouched empty row is no cost. `rows` fill a form that was not sent yet.

    The page tells itself, signed, how many rows it has and of which costs (`shown`): rows that did not come back remove
    nothing. After a conflict those are the rows of the proposal.
    """

    form, renderer = CostForm, get_default_renderer()
    extra, min_num, max_num, absolute_max = 1, 0, MOST_COSTS, MOST_COSTS + 1
    can_delete, can_delete_extra, can_order = True, False, False
    validate_min = validate_max = False
    default_error_messages: ClassVar[dict[str, Any]] = {"missing_management_form": NOT_WHOLE}

    def __init__(
        self,
        data: Any = None,
        *,
        sources: Mapping[int, str],
        rows: Sequence[dict[str, Any]] = (),
        of: int | None = None,
    ) -> None:
        self.sources, self.of = sources, of
        super().__init__(data, initial=list(rows), prefix="kosten")

    @property
    def shown(self) -> str:
        """What the page remembers: the action, the numbers of rows and the ids of the costs in them."""
        if self.is_bound:
            return str(self.data.get(SHOWN, ""))
        keys = [form.initial.get("pk") for form in self.initial_forms]
        return signing.dumps([self.of, self.total_form_count(), self.initial_form_count(), keys], salt=SHOWN)

    @property
    def is_whole(self) -> bool:
        """Whether every row that the page had came back. An action that is being added has no costs to lose."""
        if not self.management_form.is_valid():
            return False
        try:
            of, total, first, keys = signing.loads(self.shown, salt=SHOWN)
        except signing.BadSignature:
            return self.of is None
        sent = [self.data.get(form.add_prefix("pk"), "") for form in self.initial_forms]
        told = [str(key or "") for key in keys]
        return (of, total, first, told) == (self.of, self.total_form_count(), self.initial_form_count(), sent)

    def add_fields(self, form: CostForm, index: int | None) -> None:
        """The box that removes a cost says so in Dutch."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Verwijder deze kosten")

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Each form gets the sources that it may choose."""
        return {**super().get_form_kwargs(index), "sources": self.sources}

    @property
    def typed(self) -> tuple[CostItem, ...]:
        """The costs as typed, without removed and untouched rows; only of a valid formset."""
        kept = (form for form in self.forms if not form.cleaned_data.get("DELETE"))
        return tuple(
            form.item for form in kept if form.has_changed() or form.cleaned_data.get("pk") or not form.empty_permitted
        )

    def clean(self) -> None:
        """Refuse more costs than a person types, and a form that did not arrive whole: that would remove costs."""
        if not self.is_whole:
            raise ValidationError(NOT_WHOLE)
        if len(self.forms) > MOST_COSTS:
            raise ValidationError(_("Een actie kan hoogstens 30 kostenposten hebben."))


def row_of(item: CostItem, sources: Mapping[int, str]) -> dict[str, Any]:
    """A cost as its form shows it, and in words."""
    row: dict[str, Any] = {"pk": item.pk, **{name: getattr(item, name) for name in COST_FIELDS}}
    row["words"] = item_in_words(item, sources)
    for slot, part in enumerate(item.cover):
        name = "source" if isinstance(part.source, int) else "new_source"
        row |= {f"{name}_{slot}": str(part.source), f"covered_{slot}": part.amount}
    return row
