"""Which figure counts, of those about the same thing."""

from django.db import DEFAULT_DB_ALIAS
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from monitoring.models import Figure
from monitoring.models.figures import LATEST_FIRST


def mark_current(using: str = DEFAULT_DB_ALIAS) -> None:
    """Of the public figures about the same thing, the one of the latest delivery holds; the others are kept.

    Of own figures of Veilig Thuis that is what was released last; they hold beside those of others, and so does what
    stands printed in a document. Exact counts and withdrawn deliveries hold never. `using`: the database, by its name.
    """
    same = (
        Figure.objects.using(using)
        .public()
        .filter(
            indicator=OuterRef("indicator"),
            area_code=OuterRef("area_code"),
            period=OuterRef("period"),
            disclosed=OuterRef("disclosed"),
            document=OuterRef("document"),
        )
    )
    latest = Subquery(same.order_by(*LATEST_FIRST).values("pk")[:1])
    Figure.objects.using(using).filter(is_current=True).exclude(pk=Coalesce(latest, 0)).update(is_current=False)
    Figure.objects.using(using).filter(is_current=False, pk=latest).update(is_current=True)
