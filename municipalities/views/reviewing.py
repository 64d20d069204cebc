"""The yearly review of who has access to a region."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import PortalRequest
from municipalities import services
from municipalities.forms import ReviewForm
from municipalities.pages.people import to_review
from municipalities.pages.reviews import reviews_of
from municipalities.views.regions import answered_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: PortalRequest, slug: str) -> HttpResponse:
    """Go through everybody, some at a time: what is ticked ends, all else on the page stays."""
    region = answered_for(request, slug)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if services.go_through(region, **form.cleaned_data, by=request.user):
            messages.success(request, _("U bent klaar. Over een jaar vragen we het opnieuw."))
            return redirect("municipalities:access", region.slug)
        messages.success(request, _("Opgeslagen. Hieronder staat wie u nog moet nalopen."))
        return redirect("municipalities:review", region.slug)
    context = {"region": region, "form": form, **to_review(request.user, region)}
    return render(request, "municipalities/review.html", context)


@login_required
@require_safe
def reviews(request: PortalRequest, slug: str) -> HttpResponse:
    """What came of going through everybody, each time that it was done."""
    region = answered_for(request, slug)
    return render(request, "municipalities/reviews.html", {"region": region, "reviews": reviews_of(region)})
