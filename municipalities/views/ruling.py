"""Rules that give a role to who signs in through an identity provider: for who administers the region."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import PortalRequest
from municipalities import services
from municipalities.access import access
from municipalities.forms import ClaimRuleForm, ClaimsForm
from municipalities.models import ClaimRule, Region
from municipalities.pages.ruling import RuleLine, history_of, rules_of, tried


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: PortalRequest, slug: str) -> HttpResponse:
    """The rules of a region; and which roles would follow from what a provider tells (POST, which writes nothing)."""
    region = _administered(request, slug)
    lines = rules_of(request.user, region)
    form = ClaimsForm(request.POST or None)
    context = {"region": region, "lines": lines, "form": form, "is_tried": form.is_valid()}
    if form.is_valid():
        context["found"] = tried(lines, form.cleaned_data["asked"], form.cleaned_data["claims"])
    return render(request, "municipalities/claim_rules.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, slug: str) -> HttpResponse:
    """A new rule."""
    region = _administered(request, slug)
    form = ClaimRuleForm(request.POST or None, region=region, by=request.user)
    if form.is_valid() and _is_set(request, form):
        return redirect("municipalities:claim-rules", region.slug)
    return render(request, "municipalities/claim_rule.html", {"region": region, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Change a rule, or confirm one that waits."""
    region = _administered(request, slug)
    rule = get_object_or_404(ClaimRule.objects.within(region), pk=pk)
    is_answer = request.method == "POST" and request.POST.get("answer") == "confirm"
    if is_answer:
        return _confirmed(request, region, rule)
    form = ClaimRuleForm(request.POST or None, region=region, by=request.user, rule=rule)
    if form.is_valid() and (not form.has_changed() or _is_set(request, form)):
        return redirect("municipalities:claim-rules", region.slug)
    line = RuleLine(rule, services.may_confirm_rule(request.user, rule))
    context = {"region": region, "form": form, "line": line, "history": history_of(rule)}
    return render(request, "municipalities/claim_rule.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask whether a rule should go; then remove it."""
    region = _administered(request, slug)
    rule = get_object_or_404(ClaimRule.objects.within(region), pk=pk)
    if request.method == "POST":
        services.remove_rule(rule, by=request.user)
        messages.success(
            request, _("De regel is weg. Wie de rol erdoor had, verliest haar bij de volgende keer inloggen.")
        )
        return redirect("municipalities:claim-rules", region.slug)
    return render(request, "municipalities/claim_rule_remove.html", {"region": region, "line": RuleLine(rule)})


def _administered(request: PortalRequest, slug: str) -> Region:
    """The region of an address, for who administers it. Unknown: 404; not theirs: 403."""
    region = get_object_or_404(Region.objects.with_programme(), slug=slug)
    if not access(request.user).allows("administer_region", region):
        raise PermissionDenied
    return region


def _is_set(request: PortalRequest, form: ClaimRuleForm) -> bool:
    """Whether the rule is saved as filled in, and say so; a refusal stands in the form."""
    for name, value in form.content.items():
        setattr(form.rule, name, value)
    try:
        services.set_rule(form.rule, by=request.user)
    except services.NotYours as refusal:
        form.add_error(None, str(refusal))
        return False
    if form.rule.awaits:
        text = _("De regel is bewaard en geeft nog niets: een andere beheerder of het technisch beheer bevestigt haar.")
        messages.info(request, text)
    else:
        messages.success(request, _("De regel geldt vanaf de volgende keer dat iemand inlogt."))
    return True


def _confirmed(request: PortalRequest, region: Region, rule: ClaimRule) -> HttpResponse:
    """Confirm a rule; 403 for who is not the second person, a sentence when somebody else was earlier."""
    try:
        services.confirm_rule(rule, seen=request.POST.get("gezien", ""), by=request.user)
    except services.OwnAccess as refusal:
        raise PermissionDenied from refusal
    except LookupError:
        messages.warning(request, _("Iemand anders heeft deze regel intussen gewijzigd of bevestigd."))
    else:
        messages.success(request, _("De regel geldt vanaf de volgende keer dat iemand inlogt."))
    return redirect("municipalities:claim-rules", region.slug)
