"""The names in a file that is read in: what each stands for is asked once, and holds for all its rows."""

from collections import defaultdict

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import PortalRequest
from actions.forms.import_questions import AnswerForm
from actions.forms.importing import ConfirmForm
from actions.imports import previews
from actions.imports.questions import Choices
from actions.models import PlanImport
from actions.pages.import_questions import QuestionsPage
from actions.pages.region import RegionPage
from actions.services import drafts
from actions.views.import_drafts import of_draft, shown_of


@require_safe
@of_draft
def names(request: PortalRequest, page: RegionPage, found: PlanImport) -> HttpResponse:
    """Every name that is new, doubtful or answered, to say what it stands for."""
    questions = QuestionsPage(found, previews.preview_of(found), request.GET.get("pagina", "1"))
    context = page.context("plan", plan_import=found, questions=questions, on_own_page=True)
    return render(request, "actions/import_names.html", context)


@require_POST
@of_draft
def answer(request: PortalRequest, page: RegionPage, found: PlanImport) -> HttpResponse:
    """Say what a name stands for; then the page again on which it was asked."""
    preview = previews.preview_of(found)
    form = AnswerForm(request.POST)
    if form.is_valid():
        question = form.question(preview.questions)
        if question is None:
            raise Http404("Deze vraag bestaat niet.")
        try:
            meaning = form.meaning(question, Choices.of(preview).names.get(question.kind, ()))
            found = drafts.answer(found, {question.kind: {question.name: meaning}})
            return _again(request, page, found)
        except forms.ValidationError as reason:
            form.add_error("text", reason)
    messages.warning(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return _again(request, page, found)


@require_POST
@of_draft
def accept(request: PortalRequest, page: RegionPage, found: PlanImport) -> HttpResponse:
    """Take every open question that has a likely answer as answered so."""
    meanings: dict[str, dict[str, str | None]] = defaultdict(dict)
    for question in previews.preview_of(found).open_questions:
        if question.proposed:
            meanings[question.kind][question.name] = question.proposed[0]
    count = sum(map(len, meanings.values()))
    found = drafts.answer(found, meanings)
    said = ngettext("%(count)d voorstel is overgenomen.", "%(count)d voorstellen zijn overgenomen.", count)
    messages.success(request, said % {"count": count})
    return _again(request, page, found)


def _again(request: PortalRequest, page: RegionPage, found: PlanImport) -> HttpResponse:
    """Where the question was asked: the names, or the preview; htmx gets the preview in its place."""
    if request.POST.get("terug") == "namen":
        return redirect(reverse("actions:import-names", args=[page.region.slug, found.pk]))
    if not request.wants_fragment:
        return redirect(f"{found.get_absolute_url()}#vragen")
    shown = shown_of(request, found, previews.preview_of(found))
    context = page.context("plan", plan_import=found, shown=shown, form=ConfirmForm(), answered=True)
    told = " ".join(str(message) for message in messages.get_messages(request))
    context["said"] = told or _("Het antwoord is opgeslagen.")
    return render(request, "actions/_import_preview.html", context)
