"""What is asked about rows of a file that is read in: their cells, the fields beside them, and where rows belong."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actions.imports.accounts import MOVES
from actions.imports.answers import LINE, MUNICIPALITY, ORGANISATION, SOURCE, THEME
from actions.imports.questions import Choices
from actions.imports.repeated import Repeated
from reading.plans.messages import FIELD_NAMES
from reading.plans.model import PlanRow, Problem, SourceCell
from reading.plans.typed import as_typed, without_column
from reading.vocabulary import Heap, Priority, Status
from tables import limits

FIELD = "veld-"  # begins the names of fields that have no column
LISTS = {  # the names that may stand in a field, by its code: offered, never demanded
    "line": LINE,
    "theme": THEME,
    "who": ORGANISATION,
    "lead": ORGANISATION,
    "partners": ORGANISATION,
    "funding": SOURCE,
    "municipalities": MUNICIPALITY,
    "status": "status",
    "priority": "priority",
}
SHORT = 80  # signs that fit on one line
HELP = {
    "line": _("Kies een lijn of typ een nieuwe."),
    "lead": _("Meer trekkers: zet er een puntkomma tussen."),
    "partners": _("Meer partners: zet er een puntkomma tussen."),
    "planning": _("Bijvoorbeeld ‘Q3 2026’ of ‘2026-2027’."),
    "cost": _("Bijvoorbeeld ‘€ 5.000 per jaar’."),
    "municipalities": _("Met een puntkomma ertussen, of: alle gemeenten die meedoen. Leeg: het plan noemt er geen."),
    "goals": _("Elk doel op een eigen regel."),
}
AS_READ = "terug"  # the word for: as the portal reads it itself


class RowForm(forms.Form):
    """The cells of one row of the file, each under its heading; of an action also the fields that have no column.

    `typed` is what was typed in those before.
    """

    def __init__(
        self, data: Any = None, *, cells: Sequence[SourceCell], row: PlanRow | None, typed: Mapping[str, str]
    ) -> None:
        super().__init__(data, label_suffix="")
        self.cells = cells
        self.lists: Mapping[str, Iterable[str]] = {}
        self.doubts: list[str] = []  # about the row as a whole
        self.beside = without_column(row) if row is not None and row.own is None else ()
        for cell in cells:
            heading = " ".join(cell.heading.split())
            label = heading or _("Kolom %(number)s, zonder kop") % {"number": cell.column + 1}
            self.fields[str(cell.column)] = self._field(cell.code, label, cell.text)
        for code in self.beside:
            text = typed.get(code, as_typed(row, code) if row else "")
            self.fields[FIELD + code] = self._field(code, capfirst(str(FIELD_NAMES[code])), text)
            self.fields[FIELD + code].help_text = str(HELP.get(code, ""))

    def beside_plan(self, problems: Mapping[int | str, Sequence[str]], choices: Choices) -> None:
        """Say at each field what there is to look at, and offer the names of the plan.

        `problems` are by column, or by the code of a field without one; what is about neither is said above them all.
        """
        labels = {"status": Status.labels[1:], "priority": Priority.labels}
        self.lists = {**choices.names, **{name: [str(label) for label in of] for name, of in labels.items()}}
        doubted = {}
        for place, said in problems.items():
            name = str(place) if isinstance(place, int) else FIELD + place
            if name in self.fields:
                doubted[name] = " ".join([*said, str(self.fields[name].help_text)]).strip()
                self.fields[name].help_text = doubted[name]
            else:
                self.doubts += said
        first = next((name for name in self.fields if name in doubted), next(iter(self.fields)))
        self.fields[first].widget.attrs["autofocus"] = True

    def _field(self, code: str, label: Any, text: str) -> forms.CharField:
        """A text; on one line, with a list of names, where a name is asked."""
        widget: forms.Widget = forms.Textarea(attrs={"rows": 1 if len(text) < SHORT else 3, "cols": 60})
        if code in LISTS and "\n" not in text and len(text) < SHORT:
            widget = forms.TextInput(attrs={"list": f"lijst-{LISTS[code]}", "autocomplete": "off"})
        return forms.CharField(
            label=label,
            required=False,
            initial=text,
            max_length=limits.MAX_CELL_TEXT,
            widget=widget,
        )

    @property
    def of_cells(self) -> list[forms.BoundField]:
        """The fields of cells."""
        return [self[str(cell.column)] for cell in self.cells]

    @property
    def of_fields(self) -> list[forms.BoundField]:
        """The fields that have no column."""
        return [self[FIELD + code] for code in self.beside]

    def texts(self, table: int, row: int) -> dict[str, str]:
        """What was typed anew in cells, by `table:row:column`."""
        typed = {cell.column: (cell.text, self._typed(str(cell.column))) for cell in self.cells}
        return {f"{table}:{row}:{column}": text for column, (was, text) in typed.items() if text != was.strip()}

    def typed(self) -> dict[str, str]:
        """What was typed anew in fields without a column, by their code."""
        texts = {code: self._typed(FIELD + code) for code in self.beside}
        return {code: text for code, text in texts.items() if text != str(self.fields[FIELD + code].initial).strip()}

    def _typed(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        return text.replace("\r\n", "\n").strip()


class FillForm(forms.Form):
    """One text for all rows of which the same is said."""

    field = forms.CharField(max_length=40)
    message = forms.CharField(max_length=1_000)
    text = forms.CharField(
        max_length=limits.MAX_CELL_TEXT, error_messages={"required": _("Vul in wat er bij al deze acties moet staan.")}
    )

    def chosen(self, found: Iterable[Repeated]) -> Repeated | None:
        """What is mended, of what there is."""
        asked = Problem(self.cleaned_data["field"], self.cleaned_data["message"])
        return next((one for one in found if one.problem == asked and one.can_mend), None)


class MoveForm(forms.Form):
    """Rows, and what they are after all."""

    rows = forms.MultipleChoiceField(required=False)
    heap = forms.ChoiceField(
        label=_("De gekozen rijen zijn"),
        choices=[("", _("kies wat het is")), *MOVES, (AS_READ, _("zoals het portaal ze zelf las"))],
        error_messages={"required": _("Kies wat de rijen zijn.")},
    )

    def __init__(self, data: Any = None, *, known: Iterable[str], **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        rows: Any = self.fields["rows"]
        rows.choices = [(key, key) for key in known]

    @property
    def chosen(self) -> Heap | None:
        """The heap; None for as the portal reads them itself."""
        heap: str = self.cleaned_data["heap"]
        return None if heap == AS_READ else Heap(heap)
