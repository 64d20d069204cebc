"""What is asked about the topics of a file: what each is, and how own counts hang together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.imports.choices import KNOWN, NEW, SKIP, Choices, TopicChoice
from monitoring.models import FigureImport, Indicator

MOST_CHOSEN = 50  # topics of a table of CBS that can be chosen about; an organisation sends fewer
PARTS = (Indicator.Relation.PART.value, Indicator.Relation.OVERLAPS.value)
RELATIONS = [
    ("", _("Kies")),
    (Indicator.Relation.ALONE.value, _("staat op zichzelf")),
    (Indicator.Relation.PART.value, _("is een deel van")),
    (Indicator.Relation.OVERLAPS.value, _("is een deel van, en overlapt met andere delen")),
]
ASKS = {
    "ambiguous": _("Dit lijkt op wat er al is. Kies wat het is, of kies ‘nieuw onderwerp’."),
    "double": _("Een ander onderwerp in dit bestand is dit al. Kies wat dit is."),
    "relation": _("Zeg hoe dit samenhangt met andere aantallen. Zo blijven kleine aantallen beschermd."),
}
SAY_RELATION = _("Kies hoe dit onderwerp samenhangt met andere.")
SAY_WHOLE = _("Kies waarvan dit een deel is.")
SAY_DIMENSION = _("Schrijf op welke verdeling dit is, bijvoorbeeld: aard van het geweld.")
TWICE = _("Dit onderwerp is al gekozen bij ‘{other}’.")

Line = Mapping[str, Any]  # monitoring.imports.topic_lines.TopicLine, as it was kept


@dataclass(frozen=True)
class TopicRow:
    """A topic of the file with its fields; None where there is nothing to choose."""

    line: Line
    what: forms.BoundField | None
    relation: forms.BoundField | None = None
    whole: forms.BoundField | None = None
    dimension: forms.BoundField | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether something in it has to be filled in differently."""
        fields = (self.what, self.relation, self.whole, self.dimension)
        return any(field is not None and field.errors for field in fields)

    @property
    def is_answered(self) -> bool:
        """Whether it was filled in just now, and well; another topic was not."""
        return self.what is not None and self.what.form.is_bound and not self.is_wrong

    @property
    def is_open(self) -> bool:
        """Whether the fields of its relation show: they are asked for, or filled in."""
        if self.relation is None:
            return False
        if self.is_answered:
            return self.waits and bool(self.relation.value())
        return self.is_wrong or (self.line["declares"] and self.line["asks"] in ("", "relation"))

    @property
    def asks(self) -> str:
        return "" if self.is_answered else str(ASKS.get(self.line["asks"], ""))

    @property
    def waits(self) -> bool:
        """Whether it will wait for a description."""
        if self.what is not None and self.what.form.is_bound:
            return bool(self.what.value() == NEW)
        return bool(self.line["draft"] and self.line["asks"] != "ambiguous")


class TopicsForm(forms.Form):
    """What the topics of the files are; which sums are chance; which odd figures are true."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, figure_import: FigureImport, known: Sequence[Indicator], **kwargs: Any) -> None:
        preview = figure_import.preview
        self.lines: list[Line] = preview["topics"]
        self.expected = f"{figure_import.pk} {len(self.lines)} {sum(len(line['key']) for line in self.lines)}"
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.expected
        self.label_suffix = ""
        self.kept = Choices.of(figure_import.choices)
        self.sums, self.odd, self.known = preview["sums"], preview["odd"], known
        self.chosen_about = [index for index, line in enumerate(self.lines) if self._is_asked(line)]
        of_cbs = [index for index in self.chosen_about if not (self.lines[index]["own"] or self.lines[index]["asks"])]
        self.chosen_about = [index for index in self.chosen_about if index not in of_cbs[MOST_CHOSEN:]]
        for index in self.chosen_about:
            self._add_topic(index, self.lines[index])
        for each in self.sums:
            self.fields[f"sum-{each['id']}"] = forms.BooleanField(
                label=_("Dit is toeval: deze aantallen zijn geen deel van elkaar"), required=False
            )
        for each in self.odd:
            label = _("Ja, dit klopt: neem ook deze cijfers over")
            self.fields[f"odd-{each['kind']}"] = forms.BooleanField(
                label=label, required=False, initial=each["confirmed"]
            )

    @staticmethod
    def _is_asked(line: Line) -> bool:
        """Whether there is something to choose: a topic of CBS that is known is what it is."""
        return bool(line["own"] or line["asks"] or line["draft"] or line["what"] == SKIP)

    def _add_topic(self, index: int, line: Line) -> None:
        words = f"{line['words']}"
        self.fields[f"t{index}-what"] = forms.ChoiceField(
            label=_("%(topic)s is") % {"topic": words},
            choices=list(self._choices(line)),
            initial="" if line["asks"] in ("ambiguous", "double") else _what(line),
            error_messages={"required": _("Kies wat dit onderwerp is.")},
        )
        if not _counts(line):
            return
        self.fields[f"t{index}-relation"] = forms.ChoiceField(
            label=_("Dit onderwerp"), choices=RELATIONS, required=False, initial=line["relation"]
        )
        self.fields[f"t{index}-whole"] = forms.ChoiceField(
            label=_("Deel van"), choices=list(self._wholes(index)), required=False, initial=line["whole"]
        )
        self.fields[f"t{index}-dimension"] = forms.CharField(
            label=_("In de verdeling"), required=False, max_length=80, initial=line["dimension"],
            help_text=_("Bijvoorbeeld: aard van het geweld."),
        )  # fmt: skip

    def _choices(self, line: Line) -> Iterator[tuple[str, Any]]:
        """What a topic may be: all that is counted in the same unit, first what it looks like."""
        same_unit = [each for each in self.known if each.unit == line["kind"]]
        likely = [each for each in same_unit if each.pk in line["among"]]
        yield "", _("Kies")
        if likely:
            yield str(_("Lijkt hierop")), [(f"{KNOWN}:{each.pk}", _("%s (bekend)") % each.title) for each in likely]
        yield NEW, _("nieuw onderwerp")
        yield SKIP, _("niet overnemen")
        others = [each for each in same_unit if each not in likely]
        if others:
            yield str(_("Bekende onderwerpen")), [(f"{KNOWN}:{each.pk}", _named(each)) for each in others]

    def _wholes(self, index: int) -> Iterator[tuple[str, Any]]:
        yield "", _("Kies")
        here = [
            (line["key"], line["words"])
            for at, line in enumerate(self.lines)
            if at != index and _counts(line) and not (line["indicator"] and not line["draft"])
        ]
        if here:
            yield str(_("In dit bestand")), here
        counted = [each for each in self.known if each.unit == Indicator.Unit.COUNT and not each.is_draft]
        if counted:
            yield str(_("Bekende onderwerpen")), [(str(each.pk), each.title) for each in counted]

    def clean(self) -> dict[str, Any]:
        """No topic twice; a new topic of exact counts says how it hangs together."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("seen") != self.expected:
            self.add_error(None, _("Het voorbeeld is intussen veranderd. Kijk het nog eens na."))
        taken: dict[str, str] = {}
        for index in self.chosen_about:
            line, what = self.lines[index], cleaned.get(f"t{index}-what", "")
            if what.startswith(KNOWN):
                if what in taken:
                    self.add_error(f"t{index}-what", TWICE.format(other=taken[what]))
                taken.setdefault(what, line["words"])
            if _counts(line) and self._declares(what):
                self._check_relation(index, cleaned)
        return cleaned

    def _declares(self, what: str) -> bool:
        """Whether a topic that is this must say how it hangs together: it is new, or still a draft."""
        drafts = {f"{KNOWN}:{each.pk}" for each in self.known if each.is_draft}
        return what == NEW or what in drafts

    def _check_relation(self, index: int, cleaned: Mapping[str, Any]) -> None:
        relation = cleaned.get(f"t{index}-relation", "")
        if not relation:
            self.add_error(f"t{index}-relation", SAY_RELATION)
        if relation in PARTS:
            if not cleaned.get(f"t{index}-whole"):
                self.add_error(f"t{index}-whole", SAY_WHOLE)
            if not cleaned.get(f"t{index}-dimension"):
                self.add_error(f"t{index}-dimension", SAY_DIMENSION)

    def choices(self) -> Choices:
        """All of it; what was chosen before and is not asked now stays."""
        topics = {**self.kept.topics}
        for index in self.chosen_about:
            topics[self.lines[index]["key"]] = self._choice(index)
        data = self.cleaned_data
        odd = {each["kind"] for each in self.odd if data.get(f"odd-{each['kind']}")}
        chance = {each["id"] for each in self.sums if data.get(f"sum-{each['id']}")}
        return Choices(topics, frozenset(odd), self.kept.chance | chance)

    def _choice(self, index: int) -> TopicChoice:
        data = self.cleaned_data
        what, _colon, pk = data[f"t{index}-what"].partition(":")
        choice: TopicChoice = {"what": what, "indicator": int(pk) if pk else None}
        relation = data.get(f"t{index}-relation", "")
        if relation and self._declares(data[f"t{index}-what"]):
            part = relation in PARTS
            choice["relation"] = relation
            choice["whole"] = data[f"t{index}-whole"] if part else ""
            choice["dimension"] = data[f"t{index}-dimension"] if part else ""
        return choice

    @property
    def rows(self) -> list[TopicRow]:
        """The topics in the order of showing."""
        return [self._row(index, line) for index, line in enumerate(self.lines)]

    def _row(self, index: int, line: Line) -> TopicRow:
        if index not in self.chosen_about:
            return TopicRow(line, None)
        names = ("relation", "whole", "dimension") if _counts(line) else ()
        return TopicRow(line, self[f"t{index}-what"], **{name: self[f"t{index}-{name}"] for name in names})

    @property
    def sum_rows(self) -> list[tuple[Mapping[str, Any], forms.BoundField]]:
        """The sums that are asked about."""
        return [(each, self[f"sum-{each['id']}"]) for each in self.sums]

    @property
    def odd_rows(self) -> list[tuple[Mapping[str, Any], forms.BoundField]]:
        """The odd figures that are asked about."""
        return [(each, self[f"odd-{each['kind']}"]) for each in self.odd]


def _what(line: Line) -> str:
    return f"{KNOWN}:{line['indicator']}" if line["what"] == KNOWN else str(line["what"])


def _counts(line: Line) -> bool:
    """Whether it is an own count: those say how they hang together."""
    return bool(line["own"] and line["kind"] == Indicator.Unit.COUNT)


def _named(indicator: Indicator) -> str:
    waits = _("%s (wacht op een omschrijving)") if indicator.is_draft else _("%s (bekend)")
    return str(waits) % indicator.title
