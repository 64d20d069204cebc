"""What changed in the plan itself: another title of a line, theme or document, another text of a goal; in one query.

Only what everybody may know: of what is public, from before until after the change; and never what it said before.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from actions.models import ActionLine, Classification, Document, Goal, Programme, Theme
from actions.pages.news import News

NAMED: dict[str, tuple[Any, str]] = {
    "lijn": (ActionLine, "title"),
    "thema": (Theme, "title"),
    "doel": (Goal, "text"),
    "document": (Document, "title"),
}


def plan_news(programme: Programme, *, most: int) -> list[News]:
    """The last changes of the plan itself, the last first."""
    if not programme.is_public:
        return []
    first, *others = (_told(kind, programme) for kind in NAMED)
    rows = first.union(*others, all=True).order_by("-history_date")[:most]
    return [_news(programme, *row) for row in rows]


def _told(kind: str, programme: Programme) -> Any:
    """The lines of history in which somebody named something of this kind otherwise, or added it."""
    model, name = NAMED[kind]
    seen = model.objects.visible_to(AnonymousUser()).filter(programme=programme)
    earlier = model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    renamed = Q(history_type="~") & ~Q(before=F(name))
    told = model.history.filter(id__in=seen.values("pk"), history_user__isnull=False)
    if model is Goal:
        told = told.filter(action=None)
    for field, open_value in (("published", True), ("classification", Classification.PUBLIC)):
        if field in {one.name for one in model._meta.get_fields()}:
            told = told.filter(**{field: open_value}).annotate(open_before=Subquery(earlier.values(field)[:1]))
            renamed &= Q(open_before=open_value)
    return (
        told.annotate(before=Subquery(earlier.values(name)[:1]))
        .filter(Q(history_type="+") | renamed)
        .annotate(
            said_kind=Value(kind, output_field=CharField()),
            said_name=Cast(Substr(Subquery(seen.filter(pk=OuterRef("id")).values(name)[:1]), 1, 200), CharField()),
        )
        .order_by()
        .values_list("said_kind", "said_name", "history_type", "history_date")
    )


def _news(programme: Programme, kind: str, title: str, history_type: str, moment: Any) -> News:
    renamed = _("Andere tekst van dit doel.") if kind == "doel" else _("Andere titel van dit %s.") % kind
    if kind == "lijn":
        renamed = _("Andere titel van deze lijn.")
    text = _("Nieuw in het plan (%s).") % kind if history_type == "+" else renamed
    place = "decisions:decisions" if kind == "document" else "actions:plan"
    page = reverse(place, args=[programme.region.slug]) + programme.query
    return News(programme.pk, 0, timezone.localtime(moment).date(), moment, title, "", text, page=page)
