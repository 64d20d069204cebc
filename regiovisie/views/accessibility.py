"""How accessible the portal is, as who runs it declares; and what somebody cannot use, told without an account."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import services
from accounts.models import AccessibilityStatement, PortalRequest
from regiovisie.forms import BarrierForm


@require_safe
def statement(request: PortalRequest) -> HttpResponse:
    """The statement, with what nobody filled in; what was tested, what does not work, and what to do then."""
    return render(request, "regiovisie/accessibility.html", {"statement": AccessibilityStatement.current()})


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PortalRequest) -> HttpResponse:
    """The form to say what does not work."""
    form = BarrierForm(request.POST or None, request=request)
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("problem", "page", "aid", "email")}
        services.report_barrier(**words, base=request.build_absolute_uri("/").rstrip("/"))
        return redirect("barrier-reported")
    context = {"form": form, "statement": AccessibilityStatement.current()}
    return render(request, "regiovisie/barrier.html", context)


@require_safe
def reported(request: PortalRequest) -> HttpResponse:
    """That a report has come in, what happens with it and within which time."""
    return render(request, "regiovisie/barrier_reported.html", {"statement": AccessibilityStatement.current()})
