"""Keeping the topics that all regions share: add, change, merge, and take the last change back."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import PortalRequest
from actions.forms.topics import MergeForm, TopicForm
from actions.models import Topic
from actions.pages.keeping import versions_of
from actions.pages.region import sign_in_or_refuse
from actions.pages.taking_back import say_done, version_sent
from actions.rules.kept import Clash, clash_of, values_of
from actions.rules.kinds import TOPIC
from actions.services import topics
from actions.services.keeping import way_of
from actions.views.incoming import View
from municipalities.access import access
from municipalities.services import keeping

ANY = ["GET", "HEAD", "POST"]


def _for_keepers(view: View) -> View:
    """A view for who keeps the topics."""

    @wraps(view)
    def wrapped(request: PortalRequest, **more: Any) -> HttpResponse:
        return view(request, **more) if access(request.user).allows("keep_topics", None) else sign_in_or_refuse(request)

    return wrapped


@require_http_methods(ANY)
@_for_keepers
def add(request: PortalRequest) -> HttpResponse:
    """Add a topic."""
    row = Topic()
    form = TopicForm(request.POST if request.method == "POST" else None, kind=TOPIC, row=row)
    if form.is_valid():
        try:
            row = topics.add(row, form.values, reason=form.cleaned_data["reason"], by=request.user)
        except keeping.Refusal as reason:
            form.add_error(None, str(reason))
        else:
            _tell(request, row.pk, _("Toegevoegd."))
            return redirect("actions:topic", row.slug)
    return _form_page(request, form, None, None)


@require_http_methods(ANY)
@_for_keepers
def edit(request: PortalRequest, slug: str) -> HttpResponse:
    """Change a topic. Saved by somebody else meanwhile: both are shown, and nothing typed is lost."""
    row = get_object_or_404(Topic, slug=slug)
    form: TopicForm = TopicForm(request.POST if request.method == "POST" else None, kind=TOPIC, row=row)
    clash = None
    if form.is_valid():
        typed = form.cleaned_data
        try:
            parts = keeping.change(
                way_of(TOPIC), row, form.values, version=typed["seen"], reason=typed["reason"], by=request.user
            )
        except keeping.Changed:
            row = get_object_or_404(Topic, slug=slug)
            now = values_of(TOPIC, row)
            clash = clash_of(TOPIC, row.pk, version=typed["seen"], now=now, mine=form.values)
            form = form.proposing(clash.proposal, version=clash.version, row=row)
        else:
            if parts:
                _tell(request, row.pk, _("Opgeslagen."))
            else:
                messages.info(request, _("Er is niets veranderd."))
            return redirect("actions:topic", slug)
    return _form_page(request, form, get_object_or_404(Topic, slug=slug), clash)


def _form_page(request: PortalRequest, form: TopicForm, topic: Topic | None, clash: Clash | None) -> HttpResponse:
    versions = versions_of(TOPIC, topic.pk) if topic else []
    context = {"kind": TOPIC, "form": form, "topic": topic, "conflict": clash, "versions": versions}
    return render(request, "actions/topic_form.html", context, status=409 if clash else 400 if form.errors else 200)


@require_http_methods(ANY)
@_for_keepers
def merge(request: PortalRequest, slug: str) -> HttpResponse:
    """Let another topic take the place of this one, everywhere."""
    old = get_object_or_404(Topic, slug=slug)
    form = MergeForm(request.POST if request.method == "POST" else None, topic=old)
    if form.is_valid():
        new = form.cleaned_data["to"]
        try:
            topics.merge(old, new, by=request.user)
        except keeping.Changed:
            messages.warning(request, _("Iemand anders voegde een van de twee intussen samen. Er is niets gedaan."))
            return redirect("actions:topics")
        _tell(request, old.pk, _("‘%(old)s’ heet nu overal ‘%(new)s’.") % {"old": old, "new": new})
        return redirect("actions:topic", new.slug)
    context = {"topic": old, "form": form}
    return render(request, "actions/topic_merge.html", context, status=400 if form.errors else 200)


@require_POST
@_for_keepers
def undo(request: PortalRequest, pk: int) -> HttpResponse:
    """Take the last change of a topic back, unless somebody changed it since."""
    try:
        messages.success(request, topics.undo(pk, version=version_sent(request), by=request.user))
    except keeping.Changed:
        messages.warning(request, _("Het is daarna nog gewijzigd. Daarom is er niets ongedaan gemaakt."))
    except keeping.Refusal as reason:
        messages.warning(request, str(reason))
    found = Topic.objects.filter(pk=pk).first()
    return redirect("actions:topic", found.slug) if found else redirect("actions:topics")


def _tell(request: PortalRequest, pk: int, said: str) -> None:
    """Say what was done, with a button to take it back."""
    address = reverse("actions:topic-undo", args=[pk])
    say_done(request, said, undo=address, version=keeping.version_of(Topic, pk))
