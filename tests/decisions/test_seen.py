"""A page that tells of the first of many promises shows only those: the others give no stamp and no trace."""

import datetime

import pytest
from django.urls import reverse

from accounts.models import TraceEntry
from tests import factories

SOON = datetime.date.today() + datetime.timedelta(days=20)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["dashboard", "council", "mine"])
def test_only_what_is_shown_counts_as_seen(client, region, programme, people, page):
    council = factories.municipality(region)
    factories.document(programme=programme, participants=[council])
    address = {
        "dashboard": reverse("region", args=[region.slug]),
        "council": council.get_absolute_url(),
        "mine": reverse("my-page"),
    }[page]
    first = [
        factories.promise(programme=programme, municipality=council, due_on=SOON + datetime.timedelta(days=day))
        for day in range(30)
    ]
    closed = factories.promise(
        programme=programme, municipality=council, state="done", closed_on=datetime.date(2026, 1, 1)
    )
    for hidden in (first[-1], closed):
        _hide(hidden)
    client.force_login(people["anna"])

    def shown():
        content = client.get(address).content.decode()
        return "stamp--confidential" in content, [entry.subject_id for entry in TraceEntry.objects.filter(kind="seen")]

    assert shown() == (False, [])
    _hide(first[0])
    assert shown() == (True, [first[0].pk])


def _hide(promise):
    promise.classification = "confidential"
    promise.save()
