"""What is asked about figures: the files and their source, the confirmation, and why a delivery is released or not."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any, ClassVar

from django import forms
from django.core.files.base import File
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from actions.models import Programme
from monitoring.imports.sources import NoSource, cbs_table
from monitoring.models import Delivery, FigureImport, Source
from monitoring.rules.rights import Reader, counted_by, keeps_figures
from municipalities.models import Region
from tables import limits
from tables.kinds import SHEETS, WORKBOOKS
from tables.model import Refused
from tables.reading import TOO_LARGE

ACCEPTED = ",".join((".csv", ".json", *SHEETS))
MAX_FILES = 50
MAX_BYTES = 40 * 1024**2  # of all files together; a table of CBS of 250,000 figures is a csv of about 10 MB
RECOGNISE = ""

Choices = list[tuple[str, Any]]


class Files(forms.FileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; gives them as a list."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file by itself, and all of them together."""
        given = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        files = [super(FilesField, self).clean(each, initial) for each in given or [None]]
        if len(files) > MAX_FILES:
            raise forms.ValidationError(_("Kies hoogstens %(count)s bestanden tegelijk."), params={"count": MAX_FILES})
        if sum(file.size for file in files) > MAX_BYTES:
            raise forms.ValidationError(_("Dit is samen meer dan 40 MB. Kies bij CBS minder perioden of onderwerpen."))
        for file in files:
            if file.size > limits.MAX_BYTES and PurePath(file.name).suffix.lower() in WORKBOOKS:
                raise forms.ValidationError(TOO_LARGE)
        return files


class UploadForm(forms.Form):
    """Files with figures, and where they come from."""

    use_required_attribute = False  # a field is not wrong before anything was sent

    file = FilesField(
        label=_("Bestanden"), allow_empty_file=True,
        help_text=_(
            "Csv of JSON van CBS (samen hoogstens 40 MB), of Excel (.xlsx of .xls) of OpenDocument (.ods) van hoogstens"
            " 10 MB. Is een tabel in stukken gehaald? Kies dan alle bestanden tegelijk."
        ),
        widget=Files(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Kies een bestand met cijfers.")},
    )  # fmt: skip
    source = forms.ChoiceField(
        label=_("Bron"), required=False,
        help_text=_("Meestal staat in het bestand van wie de cijfers zijn. Dan hoeft u niets te kiezen."),
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, by: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        own = _own(counted_by(by, programme))
        others = by.has_perm("actions.report_programme", programme) or keeps_figures(by)
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(RECOGNISE, _("Herken het zelf")), *_groups(own)] if others else own
        self.only_own = not others
        if self.only_own:
            field.label, field.help_text = _("Namens welke organisatie?"), ""
        if self.only_own and len(own) == 1:  # it is shown, and needs no choice
            self.organisation = own[0][1]
            field.widget, field.initial = forms.HiddenInput(), own[0][0]

    def uploads(self) -> list[File[bytes]]:
        """The files."""
        return list(self.cleaned_data["file"])

    def refuse(self, reason: Refused) -> None:
        """Say at the field that it is about why the files cannot be read."""
        self.add_error("source" if isinstance(reason, NoSource) else "file", str(reason))


def _own(regions: Sequence[Region]) -> Choices:
    """The organisations that somebody loads counts for, by the key of their source."""
    own = {
        source.veilig_thuis_id: source.key for source in Source.objects.filter(veilig_thuis__in=regions).order_by("-pk")
    }
    named = [each for each in regions if each.organisation]
    return [(own.get(each.pk) or slugify(each.organisation), each.organisation) for each in named]


def _groups(organisations: Choices) -> Iterator[tuple[str, Choices]]:
    """The sources to choose from: own Veilig Thuis organisations, and the tables of CBS that the portal knows."""
    if organisations:
        yield str(_("Eigen aantallen van Veilig Thuis")), organisations
    tables = [source for source in Source.objects.filter(key__startswith="cbs-") if cbs_table(source)]
    if tables:
        yield str(_("Tabellen van CBS")), [(source.key, f"{cbs_table(source)}: {source.title}") for source in tables]


class SendBackForm(CarefulForm):
    """Why figures go back to the officer who offered them."""

    careful: ClassVar[tuple[str, ...]] = ("reason",)
    use_required_attribute = False

    reason = ParagraphField(
        label=_("Waarom stuurt u deze cijfers terug?"), max_length=1000, rows=3,
        help_text=_("Wie ze aanbood, leest dit. Zeg wat er niet klopt en wat er moet veranderen."),
        error_messages={"required": _("Schrijf op waarom u deze cijfers terugstuurt.")},
    )  # fmt: skip


class ConfirmForm(forms.Form):
    """The confirmation of what the preview said."""

    count = forms.IntegerField()

    def __init__(self, *args: Any, figure_import: FigureImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figure_import = figure_import

    def clean_count(self) -> int:
        """The number of figures on the button must be that of the preview."""
        count: int = self.cleaned_data["count"]
        if count != self.figure_import.writes:
            raise forms.ValidationError(_("Het voorbeeld is intussen veranderd. Kijk het nog eens na."))
        return count


class ReleaseForm(CarefulForm):
    """What Veilig Thuis says with its own counts; `fingerprint` is that of the table that was looked at."""

    careful: ClassVar[tuple[str, ...]] = ("interpretation",)
    use_required_attribute = False

    interpretation = ParagraphField(
        label=_("Wat zeggen deze cijfers wel en niet?"), max_length=2000, rows=4,
        help_text=_("Deze uitleg staat straks bij elk cijfer. Schrijf geen namen of gegevens van mensen op."),
        error_messages={"required": _("Schrijf erbij wat deze cijfers wel en niet zeggen.")},
    )  # fmt: skip
    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False)
    drafts_too = forms.BooleanField(
        label=_("Geef ook vrij wat nog geen omschrijving heeft. Het staat er dan bij als ‘zonder omschrijving’."),
        required=False,
    )

    def __init__(self, *args: Any, fingerprint: str, drafts: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, initial={"fingerprint": fingerprint}, **kwargs)
        self.expected = fingerprint
        if not drafts:
            del self.fields["drafts_too"]

    def clean_drafts_too(self) -> bool:
        """What nobody described is released on purpose only."""
        if not self.cleaned_data["drafts_too"]:
            raise forms.ValidationError(_("Beschrijf de onderwerpen, zet ze apart, of vink dit aan."))
        return True

    def clean(self) -> dict[str, Any]:
        """What was looked at must be what would be published."""
        cleaned = super().clean()
        if cleaned.get("fingerprint") != self.expected:
            self.add_error(None, _("De tabel is intussen veranderd. Kijk hem nog eens na en geef dan vrij."))
        return cleaned


class WithdrawForm(CarefulForm):
    """Why a delivery is taken back."""

    careful: ClassVar[tuple[str, ...]] = ("reason",)
    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("Wat is er aan de hand?"), choices=Delivery.WithdrawnKind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom u deze aanlevering intrekt.")},
    )  # fmt: skip
    close_reports = forms.BooleanField(
        label=_("Sluit deze rapporten meteen"), required=False,
        help_text=_("Bezoekers lezen dan dat het rapport tijdelijk gesloten is. De inhoud blijft bewaard."),
    )  # fmt: skip
    reason = ParagraphField(
        label=_("Waarom trekt u deze aanlevering in?"), max_length=2000, rows=3,
        help_text=_("Deze reden blijft bij de aanlevering staan. Schrijf geen namen of gegevens van mensen op."),
        error_messages={"required": _("Schrijf op waarom u deze aanlevering intrekt.")},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A closed report says that its figures told too much, so it closes for no other reason."""
        cleaned = super().clean()
        if cleaned.get("close_reports") and cleaned.get("kind") not in (None, Delivery.WithdrawnKind.TOO_MUCH):
            self.add_error("close_reports", _("Een rapport sluiten kan alleen als de cijfers te veel verraden."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What withdrawing is told, from a form that is valid."""
        return {name: self.cleaned_data[name] for name in ("reason", "kind", "close_reports")}
