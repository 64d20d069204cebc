"""The rows of a file that is read in: correcting one, leaving it out, and saying what rows are after all."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import PortalRequest
from actions.forms.import_rows import FillForm, MoveForm, RowForm
from actions.imports import previews
from actions.imports.questions import Choices
from actions.imports.repeated import repeated_in
from actions.imports.shown_rows import problems_by_field, with_warnings
from actions.models import PlanImport
from actions.pages.import_rows import RowsPage
from actions.pages.importing import ALL, raw_cells
from actions.pages.region import RegionPage
from actions.services import drafts
from actions.views.import_drafts import NO_ROW, action_row, back_at_row, knows_filter, of_draft, of_draft_file
from reading.plans.model import PlanReading
from tables.model import Refused, Tables


@require_http_methods(["GET", "HEAD", "POST"])
@of_draft_file
def row(
    request: PortalRequest,
    page: RegionPage,
    found: PlanImport,
    tables: Tables,
    reading: PlanReading,
    table: int,
    number: int,
) -> HttpResponse:
    """Correct a row of the file, its cells and what has no column; then the preview again, at that row."""
    typed = previews.with_fields(found, reading)
    action = next((one for one in typed.rows if (one.table, one.row) == (table, number)), None)
    cells = list(action.cells) if action else raw_cells(tables, reading.columns, table, number)
    if not cells or not knows_filter(request):
        raise Http404(NO_ROW)
    key = f"{table}:{number}"
    data = request.POST if request.method == "POST" else None
    form = RowForm(data, cells=cells, row=action, typed=found.fields.get(key, {}))
    if form.is_valid():
        try:
            preview = drafts.correct_cells(found, form.texts(table, number), fields={key: form.typed()})
            return back_at_row(
                request, page, found, preview, key, said=_("Rij %(row)s is opgeslagen en opnieuw gelezen.")
            )
        except Refused as reason:
            form.add_error(None, str(reason))
    preview = with_warnings(previews.compared(found, reading))
    proposal = next((one for one in preview.proposals if one.key == key), None)
    form.beside_plan(problems_by_field(proposal, form.beside), Choices.of(preview))
    asked = request.POST or request.GET
    back = {name: asked.get(name, default) for name, default in (("toon", ALL), ("pagina", "1"))}
    context = page.context("plan", form=form, plan_import=found, table=table, number=number, back=back)
    template = "actions/_import_row_form.html" if request.wants_fragment else "actions/import_row.html"
    return render(request, template, context, status=400 if form.errors else 200)


@require_POST
@of_draft_file
def leave_out(
    request: PortalRequest,
    page: RegionPage,
    found: PlanImport,
    tables: Tables,
    reading: PlanReading,
    table: int,
    number: int,
) -> HttpResponse:
    """Do not take over a row, or do after all."""
    key = action_row(request, reading, table, number)
    out = request.POST.get("overnemen") == "nee"
    found = drafts.leave_out(found, key, out=out)
    said = _("Rij %(row)s wordt niet overgenomen.") if out else _("Rij %(row)s wordt overgenomen.")
    return back_at_row(request, page, found, previews.compared(found, reading), key, said=said)


@require_POST
@of_draft
def fill(request: PortalRequest, page: RegionPage, found: PlanImport) -> HttpResponse:
    """Put one text in all rows of which the same is said; then the preview again."""
    form = FillForm(request.POST)
    if not form.is_valid():
        messages.warning(request, " ".join(str(error) for error in form.errors.get("text", [NO_ROW])))
        return redirect(f"{found.get_absolute_url()}#zelfde-titel")
    one = form.chosen(repeated_in(with_warnings(previews.preview_of(found))))
    if one is None:
        raise Http404(NO_ROW)
    cells, fields = one.mended(form.cleaned_data["text"])
    drafts.correct_cells(found, cells, fields=fields)
    count = len(one.proposals)
    said = ngettext("Het is bij %(count)d actie ingevuld.", "Het is bij %(count)d acties ingevuld.", count)
    messages.success(request, said % {"count": count})
    return redirect(f"{found.get_absolute_url()}#overzicht")


@require_http_methods(["GET", "HEAD", "POST"])
@of_draft_file
def rows(
    request: PortalRequest, page: RegionPage, found: PlanImport, tables: Tables, reading: PlanReading
) -> HttpResponse:
    """Every row of the file and where it ended, heap by heap; rows can be put on another one."""
    shown = RowsPage(found, tables, reading, asked=request.GET)
    form = MoveForm(request.POST if request.method == "POST" else None, known=shown.movable)
    if form.is_valid():
        keys = shown.all_keys if "alle" in request.POST else form.cleaned_data["rows"]
        if not keys:
            form.add_error("rows", "Kies eerst een of meer rijen.")
        else:
            try:
                drafts.move_rows(found, keys, heap=form.chosen)
                _tell_moved(request, len(keys))
                return redirect(_back(request, found, shown))
            except Refused as reason:
                form.add_error(None, str(reason))
    context = page.context("plan", plan_import=found, shown=shown, form=form)
    return render(request, "actions/import_rows.html", context, status=400 if form.errors else 200)


def _tell_moved(request: PortalRequest, count: int) -> None:
    said = ngettext(
        "%(count)d rij is verplaatst. Het hele bestand is opnieuw gelezen.",
        "%(count)d rijen zijn verplaatst. Het hele bestand is opnieuw gelezen.",
        count,
    )
    messages.success(request, said % {"count": count})


def _back(request: PortalRequest, found: PlanImport, shown: RowsPage) -> str:
    """The preview, for who came from there; else the same list."""
    return found.get_absolute_url() if request.POST.get("terug") == "voorbeeld" else shown.address
