"""How much changed since the documents of a programme were adopted, on pages that only mention them."""

from typing import Any

from django import template
from django.db.models import Q

from actions.models import Document
from decisions.models import Adoption
from decisions.pages.since import moments_of
from decisions.pages.since_counts import since_links
from decisions.rules.naming import Naming

register = template.Library()


@register.inclusion_tag("decisions/_since_links.html", takes_context=True)
def sinds_vaststelling(context: Any, programme: Any) -> dict[str, Any]:
    """A link for each document that the reader may know to be adopted; two queries, one when there is none."""
    user = context["request"].user
    seen = Document.objects.visible_to(user).filter(programme=programme)
    rows = Adoption.objects.decisions().seen_by(user).filter(Q(seen_state__in=Adoption.DECIDED), document__in=seen)
    found: dict[int, list[Adoption]] = {}
    for row in rows.select_related("document", "municipality").order_by("document__position", "document"):
        row.document.programme = programme
        found.setdefault(row.document_id, []).append(row)
    decided = [(each[0].document, moments[0]) for each in found.values() if (moments := moments_of(each))]
    naming = Naming(document for document, _moment in decided)
    return {"links": [(naming.name(link.document), link) for link in since_links(decided).values()]}
