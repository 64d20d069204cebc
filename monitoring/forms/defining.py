"""What is asked when somebody describes a topic, or merges it into one that is known."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from monitoring.models import Indicator
from reading import periods

BREAK = re.compile(r"\s*([0-9]{4}(?:[HQM][0-9]{1,2})?)\s*[:=]\s*(\S.*)")
PARTS = (Indicator.Relation.PART, Indicator.Relation.OVERLAPS)


class LinesField(ParagraphField):
    """One thing on each line; gives them as a list."""

    def clean(self, value: Any) -> Any:
        """The lines that hold something."""
        return [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]


class IndicatorForm(CarefulForm):
    """What a topic counts, what it does and does not say, and how it hangs together."""

    careful: ClassVar[tuple[str, ...]] = ("definition", "interpretation")
    use_required_attribute = False

    title = forms.CharField(
        label=_("Titel"), max_length=200, error_messages={"required": _("Geef het onderwerp een titel.")}
    )
    definition = ParagraphField(
        label=_("Wat wordt er geteld?"), max_length=2000, rows=3,
        error_messages={"required": _("Schrijf op wat er precies wordt geteld.")},
    )  # fmt: skip
    interpretation = ParagraphField(
        label=_("Wat zegt dit cijfer wel en niet?"), max_length=2000, rows=4,
        help_text=_("Deze duiding staat bij het cijfer. Bijvoorbeeld: meer meldingen zegt niet dat er meer geweld is."),
        error_messages={"required": _("Schrijf op wat dit cijfer wel en niet zegt.")},
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Eenheid"), choices=Indicator.Unit.choices)
    relation = forms.ChoiceField(
        label=_("Hoe hangt het samen met andere onderwerpen?"), required=False,
        choices=[(value, label) for value, label in Indicator.Relation.choices],
        help_text=_("Dit beschermt kleine aantallen: wat een deel is, mag niet te berekenen zijn uit de rest."),
    )  # fmt: skip
    whole = forms.ChoiceField(label=_("Deel van"), required=False)
    dimension = forms.CharField(
        label=_("Verdeling"), max_length=80, required=False, help_text=_("Bijvoorbeeld: aard van het geweld.")
    )
    numerator = forms.ChoiceField(
        label=_("Teller"), required=False, help_text=_("Een deel is openbaar als teller en noemer dat ook zijn.")
    )
    denominator = forms.ChoiceField(label=_("Noemer"), required=False)
    synonyms = LinesField(
        label=_("Andere namen in bestanden"), max_length=2000, rows=3, required=False,
        help_text=_("Eén naam per regel. Een volgend bestand met zo'n naam hoort dan vanzelf bij dit onderwerp."),
    )  # fmt: skip
    breaks = LinesField(
        label=_("Anders geteld sinds"), max_length=2000, rows=2, required=False,
        help_text=_("Eén per regel, bijvoorbeeld ‘2019: nieuw landelijk protocol’. Daar gaat geen lijn doorheen."),
    )  # fmt: skip

    def __init__(self, *args: Any, indicator: Indicator, counts: Iterable[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(indicator), **kwargs)
        self.indicator = indicator
        self.counts = {str(each.pk): each for each in counts if each.pk != indicator.pk}
        shares = indicator.unit in (Indicator.Unit.PERCENT, Indicator.Unit.PER_THOUSAND)
        for name in ("whole", "numerator", "denominator"):
            tied = getattr(indicator, name)
            if tied:
                self.counts.setdefault(str(tied.pk), tied)
            if (name == "whole") == shares:  # a share has a numerator and a denominator, a count may be a part
                del self.fields[name]
        for name in {"whole", "numerator", "denominator"} & set(self.fields):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Kies")), *((pk, each.title) for pk, each in self.counts.items())]
        if shares:
            del self.fields["relation"], self.fields["dimension"]
        if not indicator.is_draft:  # its figures were read in this unit
            self.fields["unit"].disabled = True

    def clean_breaks(self) -> dict[str, str]:
        """Period and reason on each line."""
        found = {}
        for line in self.cleaned_data["breaks"]:
            match = BREAK.fullmatch(line)
            if match is None or periods.kind(match[1]) == "other":
                raise forms.ValidationError(
                    _("Begin elke regel met een jaar en een dubbele punt, zoals ‘2019: reden’.")
                )
            found[match[1]] = match[2]
        return found

    def clean(self) -> dict[str, Any]:
        """A part says of what, and in which division; nothing is a part of itself."""
        cleaned = super().clean()
        if cleaned.get("relation") in PARTS:
            whole = self.counts.get(cleaned.get("whole", ""))
            if whole is None:
                self.add_error("whole", _("Kies waarvan dit een deel is."))
            elif self._leads_back(whole):
                self.add_error("whole", _("Dat onderwerp is zelf een deel van dit onderwerp."))
            if not cleaned.get("dimension"):
                self.add_error("dimension", _("Schrijf op welke verdeling dit is."))
        return cleaned

    def _leads_back(self, whole: Indicator) -> bool:
        seen: set[int] = set()
        at: Indicator | None = whole
        while at is not None and at.pk not in seen:
            if at.pk == self.indicator.pk:
                return True
            seen.add(at.pk)
            at = at.whole
        return False

    def values(self) -> dict[str, Any]:
        """What is written."""
        data = self.cleaned_data
        values = {name: data[name] for name in ("title", "definition", "interpretation", "unit", "synonyms", "breaks")}
        if "whole" not in self.fields:
            return values | {name: self.counts.get(data[name]) for name in ("numerator", "denominator")}
        whole = self.counts.get(data["whole"]) if data["relation"] in PARTS else None
        return values | {
            "relation": data["relation"],
            "whole": whole,
            "dimension": data["dimension"] if whole else "",
        }


class MergeForm(forms.Form):
    """Which known topic a draft turns out to be."""

    use_required_attribute = False
    into = forms.ChoiceField(label=_("Dit is hetzelfde als"), error_messages={"required": _("Kies een onderwerp.")})

    def __init__(self, *args: Any, likely: Sequence[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.found = {str(each.pk): each for each in likely}
        field = self.fields["into"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Kies")), *((pk, each.title) for pk, each in self.found.items())]

    @property
    def chosen(self) -> Indicator:
        """The known topic."""
        return self.found[self.cleaned_data["into"]]


def _initial(indicator: Indicator) -> dict[str, Any]:
    names = ("title", "definition", "interpretation", "unit", "relation", "dimension")
    return {name: getattr(indicator, name) for name in names} | {
        "whole": str(indicator.whole_id or ""),
        "numerator": str(indicator.numerator_id or ""),
        "denominator": str(indicator.denominator_id or ""),
        "synonyms": "\n".join(indicator.synonyms),
        "breaks": "\n".join(f"{since}: {why}" for since, why in indicator.breaks.items()),
    }
