"""What is asked for a new programme: the document it starts from; its name, years and lines; later what changes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.forms.importing import StartForm
from actions.imports.outlines import SHORT_TITLE, TITLE
from actions.models import ActionLine, Classification, Programme
from actions.services.starting import Details, Line
from municipalities.forms import DateField
from municipalities.models import Region
from reading.plans.planning import FIRST_YEAR, LAST_YEAR
from reading.vocabulary import Precision

SPARE = 3  # empty rows for lines
MOST = 60  # rows for lines
HIGHEST = 999
LONGEST = ActionLine._meta.get_field("title").max_length
ROW = re.compile(r"lijn-(\d{1,3})-titel")
VISIBLE = [
    (Classification.INTERNAL, _("Alleen wie in de regio werkt")),
    (Classification.PUBLIC, _("Iedereen. Wat nog een concept is, blijft verborgen tot u het vrijgeeft")),
]


PRECISIONS = [
    (Precision.DAY, _("Op de dag")),
    (Precision.MONTH, _("Alleen de maand is bekend")),
    (Precision.QUARTER, _("Alleen het kwartaal is bekend")),
    (Precision.YEAR, _("Alleen het jaar is bekend")),
]


class BeginForm(StartForm):
    """The document that a programme starts from."""

    paste = None  # type: ignore[assignment]  # Django's way to leave out a field
    year = None  # type: ignore[assignment]
    amounts_in = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        """A file; without one there is another button."""
        cleaned = super(StartForm, self).clean() or self.cleaned_data
        if not cleaned.get("file") and not self.errors:
            self.add_error("file", _("Kies het bestand met uw plan, of begin zonder bestand."))
        return cleaned


def _year(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "utrecht-textbox input--short", "size": 6}),
        error_messages={"invalid": _("Vul een jaar in van vier cijfers, bijvoorbeeld 2026.")}, **more,
    )  # fmt: skip


@dataclass(frozen=True)
class LineRow:
    """The fields of one line."""

    number: forms.BoundField
    title: forms.BoundField
    pk: forms.BoundField


class ProgrammeForm(forms.Form):
    """A programme with its lines. `programme` is the one that changes; without it a new one."""

    title = forms.CharField(label=_("Titel van het programma"), max_length=TITLE)
    short_title = forms.CharField(
        label=_("Korte titel"), max_length=SHORT_TITLE, required=False,
        help_text=_("Voor boven aan de pagina en in lijsten. Leeg: het begin van de titel."),
    )  # fmt: skip
    first_year = _year(_("Eerste jaar"))
    last_year = _year(_("Laatste jaar"), required=False, help_text=_("Leeg: er is geen laatste jaar."))
    dated = DateField(label=_("Datum van het plan"))
    dated_precision = forms.ChoiceField(
        label=_("Hoe precies is die datum?"), choices=PRECISIONS, required=False,
        help_text=_("Noemt het plan alleen een jaar? Kies dan een dag in dat jaar, en hier het jaar."),
    )  # fmt: skip
    line_word = forms.ChoiceField(label=_("Hoe heten de lijnen in dit programma?"), choices=Programme.LineWord)
    predecessor = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Volgt op"), required=False, empty_label=_("geen eerder programma"),
        help_text=_("Het eerdere programma blijft te lezen. Zodra dit programma openbaar is, komt het in de plaats."),
    )  # fmt: skip
    classification = forms.ChoiceField(
        label=_("Wie mag dit programma zien?"), choices=VISIBLE, widget=forms.RadioSelect
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        region: Region,
        proposed: Mapping[str, Any] | None = None,
        programme: Programme | None = None,
        may_publish: bool = False,
        **kwargs: Any,
    ) -> None:
        self.region, self.programme = region, programme
        self.has_lines = programme is None or may_publish  # the lines of a programme are for who may change it
        before = Details.of(programme, with_lines=self.has_lines) if programme else None
        super().__init__(data, initial=_initial(before, region, proposed or {}), label_suffix="", **kwargs)
        earlier: Any = self.fields["predecessor"]
        earlier.queryset = _before(region, programme)
        earlier.label_from_instance = lambda one: f"{one.short_title} ({one.period})"
        if not earlier.queryset:
            del self.fields["predecessor"]
        if programme is None or programme.classification != Classification.INTERNAL or not may_publish:
            del self.fields["classification"]
        lines = list(before.lines) if before else [Line(*line) for line in (proposed or {}).get("lines", [])]
        self._add_rows(lines)

    def _add_rows(self, lines: list[Line]) -> None:
        self.count = 0
        if not self.has_lines:
            return
        sent = [int(match[1]) + 1 for name in self.data for match in [ROW.fullmatch(name)] if match]
        self.count = min(max(sent, default=len(lines) + SPARE), MOST)
        for place in range(self.count):
            line = lines[place] if place < len(lines) else None
            number, title, pk = _names(place)
            self.fields[number] = forms.IntegerField(
                label=gettext("Nummer van lijn %d") % (place + 1), required=False, min_value=1, max_value=HIGHEST,
                initial=line and line.number, error_messages={"invalid": _("Vul een getal in, bijvoorbeeld 2.")},
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3}),
            )  # fmt: skip
            self.fields[title] = forms.CharField(
                label=gettext("Titel van lijn %d") % (place + 1), required=False, max_length=LONGEST,
                initial=line and line.title,
            )  # fmt: skip
            self.fields[pk] = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=line and line.pk)

    @property
    def rows(self) -> Iterator[LineRow]:
        """The rows for lines, one after the other."""
        for place in range(self.count):
            number, title, pk = _names(place)
            yield LineRow(self[number], self[title], self[pk])

    @property
    def can_grow(self) -> bool:
        """Whether there may be more rows for lines."""
        return self.has_lines and self.count < MOST

    def clean(self) -> dict[str, Any]:
        """The years in their order, and each line with a number of its own."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Het laatste jaar ligt voor het eerste jaar."))
        self.lines = self._lines(cleaned)
        return cleaned

    def _lines(self, cleaned: Mapping[str, Any]) -> tuple[Line, ...]:
        """The lines that were filled in; a row that was made empty is a line that goes."""
        known = {line.pk for line in self.programme.lines.all()} if self.programme else set()
        taken: set[int] = set()
        filled: list[tuple[int | None, str, int | None]] = []
        for place in range(self.count):
            number_name, title_name, pk_name = _names(place)
            number, title, pk = (cleaned.get(name) for name in (number_name, title_name, pk_name))
            if title and number in taken:
                self.add_error(number_name, gettext("Nummer %d staat er al.") % number)
            elif title:
                taken |= {number} if number else set()
                filled.append((number, title, pk if pk in known else None))
            elif number and title_name not in self.errors:
                self.add_error(title_name, _("Vul de titel in, of maak ook het nummer leeg."))
        free = (number for number in range(1, HIGHEST) if number not in taken)
        return tuple(Line(number or next(free), title, pk) for number, title, pk in filled)

    def details(self) -> Details:
        """What was filled in; what is not asked stays as it is."""
        cleaned, before = self.cleaned_data, self.programme
        return Details(
            title=cleaned["title"],
            short_title=cleaned["short_title"] or shortened(cleaned["title"]),
            first_year=cleaned["first_year"],
            last_year=cleaned["last_year"],
            line_word=cleaned["line_word"],
            dated=cleaned["dated"],
            dated_precision=cleaned["dated_precision"] or (before.dated_precision if before else Precision.DAY),
            predecessor=cleaned.get("predecessor", before and before.predecessor),
            classification=cleaned.get("classification")
            or (before.classification if before else Classification.INTERNAL),
            lines=tuple(sorted(self.lines, key=lambda line: line.number)),
        )


def shortened(title: str) -> str:
    """The beginning of a title, by whole words, as a short title."""
    if len(title) <= SHORT_TITLE:
        return title
    return title[:SHORT_TITLE].rsplit(" ", 1)[0].rstrip(" ,:;-")


def _names(place: int) -> tuple[str, str, str]:
    return f"lijn-{place}-nummer", f"lijn-{place}-titel", f"lijn-{place}-id"


def _before(region: Region, programme: Programme | None) -> Any:
    """The programmes that one may follow: of the region, and followed by no other."""
    found = region.programmes.order_by("-first_year", "-pk")
    if programme is None:
        return found.filter(successor=None)
    return found.exclude(pk=programme.pk).filter(successor=None) | found.filter(successor=programme)


def _title(title: str, region: Region) -> str:
    """A title of one word (`Actieplan`, after the name of a file) with the region behind it."""
    return title if " " in title else f"{title} {region.name}"


def _initial(before: Details | None, region: Region, proposed: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields hold at first."""
    if before:
        values = {name: value for name, value in before.__dict__.items() if name != "lines"}
        return values | {"seen": before.fingerprint}
    today = timezone.localdate()
    earlier = _before(region, None).first()
    next_year = (earlier.last_year if earlier and earlier.last_year else 0) + 1
    first = proposed.get("first_year") or max(today.year, next_year)
    follows = earlier if earlier and earlier.first_year < first else None
    return {
        "title": _title(proposed.get("title") or gettext("Uitvoeringsprogramma"), region),
        "first_year": first,
        "last_year": proposed.get("last_year") or (None if proposed.get("first_year") else first + 3),
        "line_word": proposed.get("line_word") or (earlier.line_word if earlier else Programme.LineWord.ACTION_LINE),
        "dated": today,
        "predecessor": follows,
    }
