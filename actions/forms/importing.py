"""What is asked when a plan is read in: the file, what its columns are, the cells of a row, and the confirmation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.imports.sections import SECTIONS, section_of
from actions.models import PlanImport, Programme
from reading.plans.lexer import shortened
from reading.plans.messages import FIELD_NAMES
from reading.plans.model import Columns, PlanReading
from reading.plans.planning import FIRST_YEAR, LAST_YEAR
from tables import kinds, limits
from tables.model import Table, Tables
from tables.reading import EMPTY, OTHER, TOO_LARGE

NEITHER = _("Kies een bestand of plak een tabel.")
BOTH = _("Kies een bestand óf plak een tabel, niet allebei.")
PASTED_TOO_LARGE = _("Deze tekst is te groot om te plakken. Lever de tabel aan als bestand.")
NO_WHAT = _("Kies bij minstens één kolom ‘Wat’ of ‘Doelen’. Anders zijn er geen acties.")
BY_SECTION = _("de tussenkop erboven: elke tussenkop is een lijn")
COLUMN = "kolom-"  # begins the names of the fields of columns
NOT_READ = ""
GROUPS = (
    (_("Wat"), ("what", "how", "goals")),
    (_("Wie"), ("who", "lead", "partners")),
    (_("Wanneer"), ("planning", "start", "end", "recurrence")),
    (_("Kosten"), ("cost", "amount", "amount_max", "cost_kind", "per", "total", "funding")),
    (_("Plaats en stand"), ("line", "theme", "number", "status", "priority", "municipalities", "id")),
)
MORE = {  # what a meaning is called here, when its name alone says too little
    "who": _("wie (trekker en partners samen)"),
    "planning": _("planning (begin en eind samen)"),
    "cost": _("kosten (in woorden of als bedrag)"),
    "id": _("id (van het portaal)"),
}


class _Details(forms.Form):
    """What a file often does not say itself."""

    year = forms.IntegerField(
        label=_("Jaar van kwartalen zonder jaar"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR,
        help_text=_("Alleen nodig als er ‘Q3’ staat zonder jaar."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "utrecht-textbox input--short", "size": 6}),
        error_messages={"invalid": _("Vul een jaar in van vier cijfers, bijvoorbeeld 2026.")},
    )  # fmt: skip
    amounts_in = forms.ChoiceField(
        label=_("Bedragen staan in"), required=False,
        choices=[("", _("zoals het bestand zegt")), *PlanImport.AmountsIn.choices],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class StartForm(_Details):
    """A file, or a table that was pasted."""

    file = forms.FileField(
        label=_("Bestand"), required=False, allow_empty_file=True,
        help_text=f"{kinds.SENTENCE}, hoogstens 10 MB.",
        widget=forms.FileInput(attrs={"accept": kinds.ACCEPT}),
    )  # fmt: skip
    paste = forms.CharField(
        label=_("Of plak hier een tabel uit Word of Excel"), required=False, max_length=limits.MAX_PASTED, strip=False,
        help_text=_("Kopieer de hele tabel, ook de rij met koppen zoals Wat, Wie en Wanneer."),
        widget=forms.Textarea(attrs={"rows": 5, "cols": 60, "spellcheck": "false"}),
        error_messages={"max_length": PASTED_TOO_LARGE},
    )  # fmt: skip

    field_order = ("file", "paste", "year", "amounts_in")

    def clean_file(self) -> File[bytes] | None:
        """The file, when it is not too large and has a name with an extension."""
        file: File[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return None
        if (file.size or 0) > limits.MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        if not file.size:
            raise forms.ValidationError(EMPTY)
        if not PurePath(file.name or "").suffix:
            raise forms.ValidationError(OTHER)
        return file

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        cleaned = super().clean() or self.cleaned_data
        file, paste = cleaned.get("file"), (cleaned.get("paste") or "").strip()
        if file and paste:
            self.add_error("file", BOTH)
        elif not file and not paste and not self.errors:
            self.add_error("file", NEITHER)
        return cleaned

    @property
    def source(self) -> str:
        """The field that was used: `file` or `paste`."""
        return "file" if self.cleaned_data.get("file") else "paste"

    def content(self) -> bytes:
        """What was given, as bytes."""
        file: File[bytes] | None = self.cleaned_data.get("file")
        pasted: str = self.cleaned_data["paste"]
        return file.read() if file else pasted.encode()

    def name(self, *, pasted: str) -> str:
        """The name of the file, no longer than is kept, with its extension; `pasted` for a pasted table."""
        file: File[bytes] | None = self.cleaned_data.get("file")
        if file is None:
            return pasted
        path = PurePath(file.name or "")
        return f"{path.stem[:180]}{path.suffix[:19]}"

    def refuse(self, sentence: str) -> None:
        """Say at the field that was used why its contents cannot be read."""
        self.add_error(self.source, sentence)


@dataclass(frozen=True)
class ColumnField:
    """One column of a table, for who says what it is."""

    field: forms.BoundField
    heading: str
    examples: tuple[str, ...]
    doubt: str  # a sentence; empty when the column was recognised


@dataclass(frozen=True)
class TableFields:
    """The columns of one table of the file, or of several with the same headings."""

    number: int
    names: tuple[tuple[int, str], ...]  # number and name of each
    columns: tuple[ColumnField, ...]
    doubts: int
    is_only: bool  # no table beside it with other headings

    @property
    def title(self) -> str:
        """The name of the table, with its number where that tells it apart; of several how many they are."""
        if len(self.names) > 1:
            return gettext("%d tabellen met dezelfde koppen") % len(self.names)
        number, name = self.names[0]
        if self.is_only and name:
            return name
        return ": ".join(part for part in (gettext("Tabel %d") % number, name) if part)


class ColumnsForm(_Details):
    """What each column of each table is. `mapping` is what was chosen before; wrong codes are refused."""

    line = forms.ChoiceField(label=_("Acties zonder lijn horen bij"), required=False)
    field_order = ("line", "year", "amounts_in")

    def __init__(
        self, data: Any = None, *, programme: Programme, reading: PlanReading, tables: Tables, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.reading, self.of_table = reading, {table.number: table for table in tables.tables}
        lines = [str(line) for line in programme.lines.order_by("number")]
        line: Any = self.fields["line"]
        by_section = [(SECTIONS, BY_SECTION)] if any(map(section_of, reading.rows)) else []
        line.choices = [
            ("", _("niet nodig, of wijs ik zelf aan")),
            *by_section,
            *((name[:200], name) for name in lines),
        ]
        choices = _meanings(_years(programme, reading))
        self.groups = _groups(reading.columns)
        for number, group in self.groups.items():
            for place in self._places(group):
                heading = group[0].headings[place] or _("kolom %(number)s, zonder kop") % {"number": place + 1}
                self.fields[_name(number, place)] = forms.ChoiceField(
                    label=heading, required=False, choices=choices, initial=_known(group[0].fields[place], choices)
                )

    @property
    def tables(self) -> list[TableFields]:
        """The fields, group by group."""
        return [self._table(number, group) for number, group in self.groups.items()]

    def mapping(self, before: Mapping[int, Mapping[int, str]]) -> dict[int, dict[int, str]]:
        """What each column is, per table that the user changed (now or before) or had to look at."""
        found: dict[int, dict[int, str]] = {}
        for number, group in self.groups.items():
            chosen = {place: self.cleaned_data[_name(number, place)] for place in self._places(group)}
            changed = {place: code for place, code in chosen.items() if code != group[0].fields[place]}
            for columns in group:
                if columns.table in before or changed or self._told(columns):
                    several = sum(one.table == columns.table for one in self.reading.columns) > 1
                    found[columns.table] = {**before.get(columns.table, {}), **(changed if several else chosen)}
        return {table: of for table, of in found.items() if of}

    def clean(self) -> dict[str, Any]:
        """Without a column that says what happens there are no actions."""
        cleaned = super().clean() or self.cleaned_data
        chosen = {str(code) for name, code in cleaned.items() if name.startswith(COLUMN)}
        if not chosen & {"what", "goals"} and not self.errors:
            raise forms.ValidationError(NO_WHAT)
        return cleaned

    def _table(self, number: int, group: Sequence[Columns]) -> TableFields:
        told = [message for columns in group for message in self._told(columns)]
        fields = []
        for place in self._places(group):
            heading = " ".join(group[0].headings[place].split())
            examples = _examples([(self.of_table[one.table], one) for one in group], place)
            fields.append(ColumnField(self[_name(number, place)], heading, examples, _doubt(group[0], place, told)))
        names = tuple((one.table, one.name) for one in group)
        doubts = sum(bool(field.doubt) for field in fields)
        return TableFields(number, names, tuple(fields), doubts, is_only=len(self.groups) == 1)

    def _told(self, columns: Columns) -> list[str]:
        """What is said of the headings of a table."""
        rows = columns.header
        return [one.message for one in self.reading.problems if one.table == columns.table and one.row in rows]

    def _places(self, group: Sequence[Columns]) -> list[int]:
        """The columns with a heading, or with something in them."""
        tables = [self.of_table[one.table] for one in group]
        return [
            place
            for place, heading in enumerate(group[0].headings)
            if heading or any(any(row.texts[place : place + 1]) for table in tables for row in table.rows)
        ]


def _groups(columns: Iterable[Columns]) -> dict[int, list[Columns]]:
    """Tables with headings of their own; those with the same headings together, under the number of the first.

    Of several parts of a sheet only the first is asked about.
    """
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Columns]] = {}
    seen: set[int] = set()
    for one in columns:
        if one.header and one.table not in seen:
            seen.add(one.table)
            found.setdefault((one.headings, one.fields), []).append(one)
    return {group[0].table: group for group in found.values()}


def _name(table: int, place: int) -> str:
    return f"{COLUMN}{table}-{place}"


def _years(programme: Programme, reading: PlanReading) -> list[int]:
    """The years that costs may be of: those of the programme, and those that the file names."""
    last = min(programme.last_year or programme.first_year + 4, programme.first_year + 15)
    named = {code.partition(":")[2] for columns in reading.columns for code in columns.fields if ":" in code}
    return sorted({*range(programme.first_year, last + 1), *(int(year) for year in named if year.isdigit())})


def _meanings(years: Sequence[int]) -> list[Any]:
    """What a column can be, in groups."""
    groups: list[Any] = [(NOT_READ, _("Niet inlezen"))]
    for title, codes in GROUPS:
        options = [(code, capfirst(str(MORE.get(code, FIELD_NAMES[code])))) for code in codes]
        if "cost" in codes:
            options[1:1] = [(f"cost:{year}", f"Kosten {year}") for year in years]
        groups.append((title, options))
    return groups


def _known(code: str, choices: Sequence[Any]) -> str:
    codes = {
        option for _title, options in choices if not isinstance(options, str) for option, _label in _pairs(options)
    }
    return code if code in codes else NOT_READ


def _pairs(options: Any) -> Iterable[tuple[str, str]]:
    return options if isinstance(options, list) else ()


def _doubt(columns: Columns, place: int, told: Sequence[str]) -> str:
    """Why somebody must look at a column."""
    heading = " ".join(columns.headings[place].split())
    named = [sentence for sentence in told if heading and f"'{heading}'" in sentence]
    if named:
        return named[0]
    if not columns.fields[place] and not heading:
        return str(_("Boven deze kolom staat geen kop. Kies zelf wat het is."))
    return ""


def _examples(tables: Iterable[tuple[Table, Columns]], place: int) -> tuple[str, ...]:
    """The first two cells of a column that have something in them, each once."""
    texts = (
        row.cells[place].text
        for table, columns in tables
        for row in table.rows
        if row.number > max(columns.header, default=0) and len(row.cells) == len(columns.headings)
    )
    return tuple(shortened(text) for text in list(dict.fromkeys(filter(None, texts)))[:2])


class ConfirmForm(forms.Form):
    """What was seen, and whether new actions become public at once."""

    fingerprint = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    release = forms.ChoiceField(
        label=_("Nieuwe acties"),
        choices=[("later", _("eerst als concept: alleen de regio ziet ze")), ("now", _("meteen openbaar"))],
        initial="later",
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of nieuwe acties meteen openbaar worden.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
