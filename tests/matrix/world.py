"""Two regions alike: `here`, where the things are, and `there`. Made once for all questions that are asked of it."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from accounts.models import KeptForm
from actions.models import Phase, PlanExport
from actions.services import importing, starting
from actions.services.answering import new_link
from decisions.models import Addition, Commitment, ShareKey
from decisions.services import reading_in
from jobs.models import Job
from monitoring.models import FigureImport
from municipalities import services as access_services
from municipalities.models import ClaimRule
from tests import factories
from tests.matrix import people, things


def place(name: str, code: str) -> dict[str, Any]:
    """A region with a programme, a line, something public of every kind, and those who work there."""
    region = factories.region(name=f"Regio {name}", slug=f"regio-{name}")
    counting = factories.region(kind="veilig_thuis", code=code, slug=f"vt-{name}", name=f"Veilig Thuis {name}")
    programme = factories.programme(region=region, slug=f"programma-{name}", veilig_thuis_regions=[counting])
    made = {
        "region": region,
        "counting": counting,
        "programme": programme,
        "line": factories.line(programme=programme),
        "organisation": factories.organisation(region=region, name=f"Organisatie {name}"),
        "municipality": factories.municipality(region, name=f"Gemeente {name}", slug=f"gemeente-{name}"),
    }
    factories.theme(line=made["line"]).topics.add(factories.topic())
    return made


def make() -> dict[str, Any]:
    """Places, people with a session each, and things by title."""
    places = {"here": place("hier", "VT91"), "there": place("daar", "VT92")}
    found = things.all_things(places["here"])
    accounts = people.make(places)
    world = {
        "places": places,
        "things": {thing.title: thing for thing in found},
        "accounts": accounts,
        "sessions": {name: _session(account) for name, account in accounts.items()},
    }
    return world | {"arguments": arguments(world)}


def _session(account: Any) -> str:
    client = Client()
    client.force_login(account)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def browser(world: dict[str, Any], person: str) -> Client:
    """A browser in which this person is signed in; `visitor` is not."""
    client = Client()
    if person != "visitor":
        client.cookies[settings.SESSION_COOKIE_NAME] = world["sessions"][person]
    return client


def arguments(world: dict[str, Any]) -> dict[str, Any]:
    """What addresses name that is not hidden by a state of its own: work in progress, accounts, figures."""
    here, accounts = world["places"]["here"], world["accounts"]
    leader, officer = accounts["leader_here"], accounts["policy_officer_here"]
    region, programme = here["region"], here["programme"]
    measured = factories.indicator()
    for period in ("2023", "2024"):
        factories.figure(indicator=measured, period=period)
    awaiting = access_services.give_access(
        factories.user(), role="policy_officer", place=region, by=accounts["administrator_here"]
    )
    portal_awaiting = access_services.give_access(
        factories.user(), role="administrator", place=None, by=factories.portal_administrator()
    )
    exact = factories.delivery(source=factories.source(veilig_thuis=here["counting"]))
    job = Job.objects.create(kind="toets", title="Toets", queued_at=timezone.now(), created_by=officer)
    kept = signing.dumps([{"what": ["Getypt"]}, []], salt=f"accounts.kept.{leader.pk}")
    export = PlanExport(programme=programme, format="csv", created_by=officer, contents_known=True)
    export.file.save("toets.csv", ContentFile(b"id"))
    made = factories.progress_round(programme=programme)
    quiet = factories.organisation(region=region, name="Organisatie zonder acties")
    topic = factories.topic()
    return {
        "round": made.pk,
        "answer_link": new_link(factories.asked(quiet, round=made)),
        "region": region.slug,
        "municipality": here["municipality"].slug,
        "organisation": here["organisation"].pk,
        "programme": programme.pk,
        "phase": Phase.objects.create(programme=programme, title="Eerste fase").pk,
        "topic": topic.slug,
        "topic_id": topic.pk,
        "indicator": measured.slug,
        "shared_topic": measured.pk,
        "own_topic": factories.indicator(region=region).pk,
        "area": "nl01",
        "chart": "jaar",
        "programme_draft": starting.begin(region, content=None, name="", by=leader).pk,
        "import": importing.keep_file(programme, content=b"Wat;Wie\nEen;Twee", name="plan.csv", by=None).pk,
        "figure_import": FigureImport.objects.create(programme=programme, applied_at=timezone.now()).pk,
        "exact_import": FigureImport.objects.create(programme=programme, veilig_thuis=here["counting"]).pk,
        "delivery": exact.pk,
        "awaiting": awaiting.pk,
        "portal_awaiting": portal_awaiting.pk,
        "claim_rule": ClaimRule.objects.create(
            provider="stad", claim="groups", value="beleid", role="policy_officer", region=region
        ).pk,
        "assignment": officer.assignments.get().pk,
        "council_assignment": accounts["council_member_here"].assignments.get().pk,
        "portal_assignment": accounts["figure_keeper"].assignments.get().pk,
        "commitment": Commitment.objects.create(programme=programme, title="Convenant").pk,
        "document_key": factories.document(programme=programme, participants=[here["municipality"]]).key,
        "promise_import": reading_in.keep(
            programme,
            here["municipality"],
            content=b"Toezegging;Datum\nIets;1-2-2026",
            name="lijst.csv",
            pasted=False,
            by=leader,
        ).pk,
        "share": ShareKey.objects.create(
            programme=programme,
            kind=ShareKey.Kind.FIXED,
            first_year=programme.first_year,
            last_year=programme.last_year,
        ).pk,
        "addition": Addition.objects.create(
            programme=programme, municipality=here["municipality"], title="Eigen aanpak"
        ).pk,
        "job": job.key,
        "kept": KeptForm.objects.create(user=leader, action="/weg/", page="/weg/", content=kept).key,
        "export": export.pk,
        "table": 1,
        "row": 2,
    }
