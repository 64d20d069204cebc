"""What councils and colleges decided on the documents of a programme, what was advised, and what was promised."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import standing
from accounts.models import PortalRequest
from accounts.standing import shows_past
from actions.pages.region import region_page
from decisions.models import Commitment
from decisions.pages.adoptions import papers
from decisions.pages.keepers import Keeper
from decisions.pages.turns import plans_of, turns_of
from decisions.rules.terms import parties_of, term_of
from decisions.rules.wording import of_commitment


@shows_past("region")
@require_safe
def decisions(request: PortalRequest, slug: str) -> HttpResponse:
    """Per document who decides and how far they are; advices and commitments."""
    page = region_page(request, slug)
    today = standing.today()
    keeper = Keeper(page)
    shown = papers(page.programme, request.user, today)
    keeps = None if keeper.leads else [place.pk for place in keeper.own]
    commitments = Commitment.objects.visible_to(request.user).filter(programme=page.programme)
    context = page.context(
        "decisions",
        papers=shown,
        turns=turns_of(plans_of(paper.document for paper in shown), today, keeps) if keeper.may_advise else [],
        commitments=[
            (commitment, of_commitment(commitment, today), term_of(commitment, today), parties_of(commitment, today))
            for commitment in commitments.prefetch_related("signatures__organisation")
        ],
        keeper=keeper,
        own_ids={place.pk for place in keeper.own},
        partners=page.programme.partners.all(),
    )
    return render(request, "decisions/decisions.html", context)
