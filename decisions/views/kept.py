"""What the views of rows that people keep one by one share: saving, removing, taking back, and the history."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import PortalRequest
from actions.forms.removing import RemoveForm
from actions.pages.taking_back import say_done, version_sent
from decisions.forms.kept import KeptForm
from decisions.pages.kept_history import clash_of, versions
from decisions.services.keeping import way_of
from municipalities.services import keeping

Make = Callable[..., KeptForm]  # the form of what was sent, or of the row itself (None); `initial`: of a proposal


@dataclass(frozen=True)
class Desk:
    """Where a row is kept: what its pages say and where they lead. `row` is None for a new one."""

    request: PortalRequest
    noun: str  # `advies`
    this: str  # `dit advies`
    base: str  # the base of the page: the region's, or that of a municipality
    template: str
    back: str  # the page that shows it
    undo: str  # the address that takes back, for a row with this id: `.../0/ongedaan/`
    context: dict[str, Any]
    row: Any = None
    links: dict[str, str] = field(default_factory=dict)  # of the row: edit, remove, history

    def page(self, template: str = "", status: int = 200, **more: Any) -> HttpResponse:
        """A page about the row."""
        title = f"{self.noun.capitalize()} {'wijzigen' if self.row else 'toevoegen'}"
        said = {"title": title, "desk": self, "row": self.row, "noun": self.noun, "back": self.back, "base": self.base}
        return render(self.request, template or self.template, self.context | said | more, status=status)

    def done(self, row: Any, said: str) -> HttpResponse:
        """Say what was done, with a button to take it back, and go where it shows."""
        line = keeping.last_line(type(row), row.pk)
        say_done(self.request, said, undo=self.undo.replace("/0/", f"/{line.id}/"), version=line.history_id)
        return redirect(self.back)


def add(desk: Desk, make: Make, save: Callable[[Any], Any]) -> HttpResponse:
    """A new row; `save` makes it of a form that is right."""
    form = make(desk.request.POST if desk.request.method == "POST" else None)
    if form.is_valid():
        return desk.done(save(form), f"Toegevoegd: {desk.noun}.")
    return desk.page(form=form)


def edit(desk: Desk, make: Make, content: Callable[[Any], dict[str, Any]]) -> HttpResponse:
    """Another content for a row. Saved by somebody else meanwhile: both are shown, and nothing typed is lost."""
    request = desk.request
    form = make(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return desk.page(form=form)
    typed, version, reason = content(form), form.cleaned_data["version"], form.cleaned_data["reason"]
    try:
        way = way_of(type(desk.row))
        parts = keeping.change(way, desk.row, typed, version=version, reason=reason, by=request.user)
    except keeping.Changed:
        return _both(desk, make, form, typed)
    if not parts:
        messages.info(request, "Er is niets veranderd.")
        return redirect(desk.back)
    told = ", ".join(way.label(name) for name in parts).lower()
    return desk.done(desk.row, f"Opgeslagen. Gewijzigd: {told}.")


def _both(desk: Desk, make: Make, form: KeptForm, typed: dict[str, Any]) -> HttpResponse:
    """What both people made of it: the form with the proposal, and what to tell the second."""
    desk.row.refresh_from_db()
    clash = clash_of(desk.row, typed, version=form.cleaned_data["version"], this=desk.this)
    proposed = form.proposed(clash.proposal) | {"version": clash.version}
    return desk.page(form=make(None, initial=proposed), conflict=clash, status=409)


def remove(desk: Desk) -> HttpResponse:
    """Ask, and then remove; it can be put back."""
    request = desk.request
    form = RemoveForm(request.POST if request.method == "POST" else None)
    changed = False
    if form.is_valid():
        pk, kind = desk.row.pk, type(desk.row)
        try:
            keeping.remove(way_of(kind), desk.row, version=form.cleaned_data["version"], by=request.user)
            return desk.done(kind(pk=pk), f"Verwijderd: {desk.noun}.")
        except keeping.Changed:
            changed = True
    form = RemoveForm(initial={"version": keeping.version_of(type(desk.row), desk.row.pk)})
    return desk.page("decisions/remove.html", form=form, changed=changed, status=409 if changed else 200)


def undo(desk: Desk, line: Any) -> HttpResponse:
    """Take back what was done last, unless somebody did something since."""
    try:
        way, version = way_of(line.instance_type), version_sent(desk.request)
        messages.success(desk.request, keeping.undo(way, line, version=version, by=desk.request.user))
    except keeping.Changed:
        messages.warning(desk.request, "Er is daarna nog iets gewijzigd. Daarom is er niets ongedaan gemaakt.")
    except keeping.Refusal as reason:
        messages.warning(desk.request, str(reason))
    return redirect(desk.back)


def history(desk: Desk) -> HttpResponse:
    """Who changed what, when and why."""
    return desk.page("decisions/history.html", versions=versions(type(desk.row), desk.row.pk))


def line_or_404(kind: type[Any], pk: int, **of: int) -> Any:
    """The last line of history of a row, which may be gone. Unknown, or of something else than `of`: 404."""
    line = keeping.last_line(kind, pk)
    if line is None or any(getattr(line, name) != value for name, value in of.items()):
        raise Http404("Dit bestaat niet.")
    return line
