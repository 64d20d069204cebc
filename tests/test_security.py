"""The access test as specification: for every address of the portal, who gets which answer. And what every answer has.

An address that is not in the table fails `test_every_address_is_in_the_table`: decide who may come there, then add it.
"""

import re
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core import signing
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client, override_settings
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from accounts.models import KeptForm
from actions.models import FundingSource, Note, Phase, PlanExport
from actions.rules.kinds import KINDS
from actions.services import importing, starting
from actions.services.answering import new_link
from decisions.models import Advice, Commitment, ShareKey
from decisions.services import reading_in
from decisions.services.keeping import way_of
from evaluations.models import Evaluation
from jobs.models import Job
from monitoring.models import FigureImport
from municipalities import services as access_services
from municipalities.models import ClaimRule
from municipalities.services import keeping
from tests import factories
from tests.answers import close, names

SHARED = {"title": "Bijdrage", "kind": "fixed", "first_year": 2025, "last_year": 2025, "agreed_by": "het overleg"}
ROLES = ("visitor", "owner", "policy_officer", "leader", "administrator", "leader_elsewhere")

LOGIN = 302  # to the sign-in page, and back after it
PUBLIC = (200, 200, 200, 200, 200, 200)
SIGNED_IN = (LOGIN, 200, 200, 200, 200, 200)
LEADER = (LOGIN, 403, 403, 200, 403, 403)
REPORTERS = (LOGIN, 403, 200, 200, 403, 403)  # who makes reports of the region
OWNER = (LOGIN, 200, 403, 200, 403, 403)  # who reports progress on the action
STARTERS = (LOGIN, 403, 403, 200, 200, 403)  # who starts and changes programmes of the region
NO_PORTAL_ROLE = (LOGIN, 403, 403, 403, 403, 403)  # for a role that nobody in this table has
GRIFFIER = (LOGIN, 403, 403, 403, 403, 403)  # who closes promises, and has no role in this table
INSIDE = (404, 404, 200, 200, 200, 404)  # not public: only for readers of the region
NOT_HERE = (404, 404, 404, 404, 404, 404)
POST_ONLY = (405, 405, 405, 405, 405, 405)


@dataclass(frozen=True)
class Row:
    """An address with the answers to a GET per role. `posts`: refused roles get the same refusal for a POST."""

    name: str
    answers: tuple[int, ...]
    arguments: tuple[str, ...] = ()
    posts: bool = False


DATA = ("data", "promise-data")
TABLE = [
    # Public pages
    Row("home", PUBLIC),
    Row("country-map", PUBLIC),
    Row("region", PUBLIC, ("region",)),
    Row("year", PUBLIC, ("region",)),
    Row("year-feed", PUBLIC, ("region",)),
    Row("municipality-search", PUBLIC),
    Row("municipality", PUBLIC, ("municipality",)),
    Row("about", PUBLIC),
    Row("browser", PUBLIC),
    Row("accessibility", PUBLIC),
    Row("barrier", PUBLIC, posts=True),
    Row("barrier-reported", PUBLIC),
    Row("components", NOT_HERE),  # for a superuser only: test_components
    Row("health-live", PUBLIC),
    Row("health-ready", PUBLIC),
    Row("actions:plan", PUBLIC, ("region",)),
    Row("actions:costs", PUBLIC, ("region",)),
    Row("decisions:decisions", PUBLIC, ("region",)),
    Row("decisions:promises-of-region", PUBLIC, ("region",)),
    Row("decisions:promises-of-council", PUBLIC, ("municipality",)),
    Row("decisions:promise", PUBLIC, ("promise",)),
    Row("actions:csv", PUBLIC, ("region",)),
    *(Row(f"actions:data-{kind}", PUBLIC, ("region",)) for kind in ("xlsx", "excel", "about")),
    *(Row(f"monitoring:data-{kind}", PUBLIC, ("region",)) for kind in ("xlsx", "excel", "about")),
    Row("actions:export", PUBLIC, ("region", "xlsx")),
    Row("actions:topics", PUBLIC),
    Row("actions:topic", PUBLIC, ("topic",)),
    Row("actions:topic-new", NO_PORTAL_ROLE, posts=True),
    Row("actions:topic-edit", NO_PORTAL_ROLE, ("topic",), posts=True),
    Row("actions:topic-merge", NO_PORTAL_ROLE, ("topic",), posts=True),
    Row("actions:topic-undo", POST_ONLY, ("topic_id",)),
    Row("actions:action", PUBLIC, ("action",)),
    Row("monitoring:figures", PUBLIC, ("region",)),
    Row("monitoring:csv", PUBLIC, ("region",)),
    Row("monitoring:indicator", PUBLIC, ("region", "indicator")),
    Row("monitoring:indicator", NOT_HERE, ("region", "unknown")),
    Row("monitoring:chart", PUBLIC, ("region", "indicator", "area", "kind")),
    Row("monitoring:chart", NOT_HERE, ("region", "indicator", "unknown", "kind")),
    Row("compare", PUBLIC),
    Row("evaluations:list", PUBLIC, ("region",)),
    Row("evaluations:evaluation", PUBLIC, ("region", "evaluation")),
    Row("evaluations:pdf", PUBLIC, ("region", "evaluation")),
    # What is not released or not public
    Row("actions:action", (404, 200, 200, 200, 200, 404), ("concept",)),  # its owner sees it too
    Row("actions:action", INSIDE, ("internal",)),
    Row("actions:action", (404, 404, 404, 200, 404, 404), ("secret",)),
    Row("actions:edit", (404, 404, 403, 200, 403, 404), ("internal",), posts=True),
    Row("actions:progress", (404, 200, 403, 200, 403, 404), ("concept",), posts=True),
    Row("decisions:promise", INSIDE, ("internal_promise",)),
    Row("decisions:promise", (404, 404, 404, 200, 404, 404), ("secret_promise",)),
    Row("decisions:promise-edit", (404, 404, 403, 200, 403, 404), ("internal_promise",), posts=True),
    Row("region", NOT_HERE, ("veilig_thuis",)),
    Row("actions:plan", NOT_HERE, ("veilig_thuis",)),
    Row("evaluations:evaluation", INSIDE, ("region", "draft")),
    Row("evaluations:pdf", INSIDE, ("region", "draft")),
    # What councils asked and were promised: with the griffier and the contact in test_promises
    Row("decisions:promise-add-region", LEADER, ("region",), posts=True),
    Row("decisions:promise-add-council", LEADER, ("municipality",), posts=True),
    Row("decisions:promise-edit", LEADER, ("promise",), posts=True),
    Row("decisions:promise-classify", LEADER, ("promise",)),
    Row("decisions:promise-answer", LEADER, ("promise",), posts=True),
    Row("decisions:promise-close", GRIFFIER, ("promise",), posts=True),
    Row("decisions:promise-reopen", GRIFFIER, ("promise",), posts=True),
    Row("decisions:promise-undo", POST_ONLY, ("promise",)),
    Row("decisions:promise-read-region", LEADER, ("region",), posts=True),
    Row("decisions:promise-read-council", LEADER, ("municipality",), posts=True),
    Row("decisions:promise-import", (404, 404, 404, 200, 404, 404), ("promise_import",)),
    Row("decisions:promise-import-confirm", POST_ONLY, ("promise_import",)),
    Row("decisions:promise-import-undo", POST_ONLY, ("promise_import",)),
    # Work on the plan
    Row("actions:edit", LEADER, ("action",), posts=True),
    Row("actions:move", LEADER, ("action",), posts=True),
    Row("actions:classify", LEADER, ("action",), posts=True),
    Row("actions:classify", (404, 404, 404, 200, 404, 404), ("secret",)),
    Row("actions:classify-document", LEADER, ("region", "paper")),
    Row("actions:close", LEADER, ("action",), posts=True),
    Row("actions:remove", LEADER, ("action",), posts=True),
    Row("actions:undo", POST_ONLY, ("action",)),
    Row("actions:named-place", POST_ONLY, ("action",)),
    Row("actions:progress", OWNER, ("action",), posts=True),
    Row("actions:progress", LEADER, ("led_by_nobody",), posts=True),
    Row("actions:rounds", LEADER, ("region",)),
    Row("actions:round-new", LEADER, ("region",), posts=True),
    Row("actions:round", LEADER, ("region", "round")),
    Row("actions:round", (LOGIN, 403, 403, 403, 403, 404), ("region_elsewhere", "round")),
    Row("actions:answer", PUBLIC, ("answer_link",)),  # whoever has the link
    Row("actions:answer", NOT_HERE, ("unknown",)),
    Row("actions:add", LEADER, ("region",), posts=True),
    Row("actions:release", LEADER, ("region",), posts=True),
    Row("actions:release-undo", POST_ONLY, ("region",)),
    Row("actions:programme", STARTERS, ("region",), posts=True),
    Row("actions:programme-remove", POST_ONLY, ("region",)),
    Row("actions:participants", LEADER, ("region", "kept_documenten"), posts=True),
    Row("actions:participants", (LOGIN, 403, 403, 403, 403, 404), ("region_elsewhere", "kept_documenten")),
    Row("actions:keeping", STARTERS, ("region",)),
    *(
        Row(f"actions:{name}", LEADER, ("region", f"kind_{kind.slug}", *rest), posts=True)
        for kind in KINDS
        for name, rest in (("kept-rows", ()), ("kept", (f"kept_{kind.slug}",)))
    ),
    *(
        Row(f"actions:{name}", LEADER, ("region", f"kind_{kind.slug}", *rest), posts=True)
        for kind in KINDS
        if kind.can_be_added
        for name, rest in (("kept-new", ()), ("kept-remove", (f"kept_{kind.slug}",)))
    ),
    *(Row("actions:kept-undo", POST_ONLY, ("region", f"kind_{kind.slug}", f"kept_{kind.slug}")) for kind in KINDS),
    Row("actions:kept", (LOGIN, 403, 403, 403, 403, 404), ("region_elsewhere", "kind_lijnen", "kept_lijnen")),
    Row("actions:programme-begin", STARTERS, ("region",), posts=True),
    Row("actions:programme-begin", (LOGIN, 403, 403, 403, 403, 403), ("region_empty",), posts=True),
    Row("actions:programme-begin", NOT_HERE, ("veilig_thuis",)),
    Row("actions:programme-new", STARTERS, ("region", "programme_draft"), posts=True),
    Row("actions:programme-new", (LOGIN, 403, 403, 403, 403, 404), ("region_elsewhere", "programme_draft")),
    Row("actions:programme-drop", POST_ONLY, ("region", "programme_draft")),
    Row("region", NOT_HERE, ("region_empty",)),
    Row("actions:organisations", LEADER, ("region",)),
    Row("actions:attention", REPORTERS, ("region",)),
    Row("actions:organisation", LEADER, ("region", "organisation"), posts=True),
    Row("actions:organisation", (LOGIN, 403, 403, 403, 403, 404), ("region_elsewhere", "organisation")),
    Row("actions:organisation-merge", LEADER, ("region", "organisation"), posts=True),
    *(Row(f"decisions:{kind}-add", LEADER, ("region",), posts=True) for kind in ("advice", "commitment")),
    *(
        Row(f"decisions:{kind}-{what}", LEADER, ("region", kind), posts=what != "history")
        for kind in ("advice", "commitment")
        for what in ("edit", "remove", "history")
    ),
    *(
        Row(f"decisions:{data}-{kind}", PUBLIC, ("region",))
        for data in DATA
        for kind in ("csv", "xlsx", "excel", "about")
    ),
    Row("decisions:additions", PUBLIC, ("municipality",)),
    Row("decisions:addition-add", (LOGIN, 403, 403, 403, 403, 403), ("municipality",), posts=True),  # its contact may
    *(
        Row(f"decisions:addition-{what}", (LOGIN, 403, 403, 403, 403, 403), ("municipality", "addition"), posts=posts)
        for what, posts in (("edit", True), ("remove", True), ("history", False))
    ),
    Row("decisions:addition-undo", POST_ONLY, ("municipality", "addition")),
    *(Row(f"decisions:{kind}-undo", POST_ONLY, ("region", kind)) for kind in ("advice", "commitment")),
    *(Row(f"actions:costs-{kind}", PUBLIC, ("region",)) for kind in ("csv", "about", "xlsx")),
    Row("actions:grid", LEADER, ("region",), posts=True),
    Row("actions:grid-undo", POST_ONLY, ("region",)),
    Row("actions:cover", LEADER, ("region",), posts=True),
    Row("actions:cover-undo", POST_ONLY, ("region",)),
    Row("decisions:steps", LEADER, ("region",), posts=True),  # and a municipality's own people, for their row
    Row("decisions:row", LEADER, ("region", "municipality"), posts=True),
    Row("decisions:since", PUBLIC, ("region", "document_key")),
    Row("decisions:route", LEADER, ("region", "document_key"), posts=True),
    Row("decisions:steps-undo", POST_ONLY, ("region",)),
    Row("decisions:shares", PUBLIC, ("region",)),
    Row("decisions:share-add", LEADER, ("region",), posts=True),
    *(
        Row(f"decisions:share-{what}", LEADER, ("region", "share_key"), posts=what != "history")
        for what in ("edit", "remove", "history")
    ),
    Row("decisions:share-undo", POST_ONLY, ("region", "share_key")),
    Row("actions:import-start", LEADER, ("region",), posts=True),
    Row("actions:import", LEADER, ("region", "import")),
    Row("actions:import", NOT_HERE, ("veilig_thuis", "import")),
    Row("actions:import", (LOGIN, 403, 403, 403, 403, 404), ("region_elsewhere", "import")),
    Row("actions:import-columns", LEADER, ("region", "import"), posts=True),
    Row("actions:import-row", LEADER, ("region", "import", "table", "row"), posts=True),
    Row("actions:import-rows", LEADER, ("region", "import"), posts=True),
    Row("actions:import-names", LEADER, ("region", "import")),
    Row("actions:import-answer", POST_ONLY, ("region", "import")),
    Row("actions:import-accept", POST_ONLY, ("region", "import")),
    Row("actions:import-fill", POST_ONLY, ("region", "import")),
    Row("actions:import-table", POST_ONLY, ("region", "import", "table")),
    Row("actions:import-feedback", LEADER, ("region", "import")),
    Row("actions:import-confirm", POST_ONLY, ("region", "import")),
    Row("actions:import-leave-out", POST_ONLY, ("region", "import", "table", "row")),
    Row("actions:import-choose-all", POST_ONLY, ("region", "import")),
    Row("actions:import-choose", POST_ONLY, ("region", "import", "table", "row")),
    Row("actions:import-undo", POST_ONLY, ("region", "import")),
    Row("actions:import-delete", POST_ONLY, ("region", "import")),
    Row("monitoring:import-start", REPORTERS, ("region",), posts=True),
    Row("monitoring:import", REPORTERS, ("region", "figure_import")),
    Row("monitoring:import", NOT_HERE, ("veilig_thuis", "figure_import")),
    Row("monitoring:import", (LOGIN, 403, 403, 403, 403, 404), ("region_elsewhere", "figure_import")),
    Row("monitoring:import-confirm", POST_ONLY, ("region", "figure_import")),
    Row("monitoring:import-topics", POST_ONLY, ("region", "figure_import")),
    Row("monitoring:import-delete", POST_ONLY, ("region", "figure_import")),
    Row("monitoring:import-offer", POST_ONLY, ("region", "figure_import")),
    Row("monitoring:import-send-back", POST_ONLY, ("region", "figure_import")),
    Row("monitoring:import", (LOGIN, 403, 404, 404, 403, 403), ("region", "figure_import_exact")),
    Row("monitoring:offered", (LOGIN, 403, 403, 403, 403, 403)),
    Row("monitoring:topics", REPORTERS, ("region",)),
    Row("monitoring:topic", (LOGIN, 403, 403, 403, 403, 403), ("region", "shared_topic"), posts=True),
    Row("monitoring:topic", REPORTERS, ("region", "own_topic"), posts=True),
    Row("monitoring:topic", NOT_HERE, ("region_elsewhere", "own_topic"), posts=True),
    Row("monitoring:topic-merge", POST_ONLY, ("region", "own_topic")),
    Row("monitoring:set-aside", POST_ONLY, ("region", "delivery")),
    Row("monitoring:deliveries", REPORTERS, ("region",)),
    Row("monitoring:release", (LOGIN, 403, 403, 403, 403, 403), ("region", "delivery"), posts=True),  # Veilig Thuis may
    Row("monitoring:withdraw", (LOGIN, 403, 403, 403, 403, 403), ("region", "delivery"), posts=True),
    Row("monitoring:withdraw", NOT_HERE, ("region_elsewhere", "delivery"), posts=True),
    Row("evaluations:create", REPORTERS, ("region",), posts=True),
    Row("evaluations:edit", REPORTERS, ("region", "evaluation"), posts=True),
    Row("evaluations:edit", (404, 404, 200, 200, 403, 404), ("region", "draft"), posts=True),
    Row("evaluations:make", POST_ONLY, ("region", "evaluation")),
    Row("evaluations:classify", REPORTERS, ("region", "evaluation")),
    Row("evaluations:classify", (404, 404, 200, 200, 403, 404), ("region", "draft")),
    Row("municipalities:who-may-what", PUBLIC),
    Row("municipalities:my-roles", SIGNED_IN),
    Row("municipalities:access", STARTERS, ("region",), posts=True),
    Row("municipalities:confirm-access", (LOGIN, 403, 403, 200, 200, 403), ("region", "awaiting"), posts=True),
    Row(
        "municipalities:confirm-access", (LOGIN, 403, 403, 403, 403, 404), ("region_elsewhere", "awaiting"), posts=True
    ),
    Row("municipalities:trace", (LOGIN, 403, 403, 403, 403, 403)),
    Row("municipalities:trace-file", (LOGIN, 403, 403, 403, 403, 403), ("file_kind",)),
    Row("municipalities:region-trace", (LOGIN, 403, 403, 403, 200, 403), ("region",)),
    Row("municipalities:region-trace-file", (LOGIN, 403, 403, 403, 200, 403), ("region", "file_kind")),
    Row("municipalities:end-access", STARTERS, ("region", "assignment")),
    Row("municipalities:reviews", STARTERS, ("region",)),
    Row("municipalities:council-access", STARTERS, ("municipality",), posts=True),
    Row("municipalities:end-council-access", STARTERS, ("municipality", "council_assignment")),
    Row("municipalities:review", STARTERS, ("region",), posts=True),
    Row("municipalities:claim-rules", (LOGIN, 403, 403, 403, 200, 403), ("region",), posts=True),
    Row("municipalities:claim-rule-add", (LOGIN, 403, 403, 403, 200, 403), ("region",), posts=True),
    Row("municipalities:claim-rule", (LOGIN, 403, 403, 403, 200, 403), ("region", "claim_rule"), posts=True),
    Row("municipalities:claim-rule-remove", (LOGIN, 403, 403, 403, 200, 403), ("region", "claim_rule"), posts=True),
    Row("municipalities:portal-access", (LOGIN, 403, 403, 403, 403, 403), posts=True),
    Row("municipalities:confirm-portal-access", (LOGIN, 403, 403, 403, 403, 403), ("portal_awaiting",), posts=True),
    Row("municipalities:end-portal-access", (LOGIN, 403, 403, 403, 403, 403), ("portal_assignment",), posts=True),
    # One's own
    Row("my-page", SIGNED_IN),
    Row("actions:export-file", (LOGIN, 404, 200, 404, 404, 404), ("plan_export",)),  # the policy officer asked for it
    Row("jobs:detail", (LOGIN, 404, 200, 404, 404, 404), ("job",)),  # the policy officer started it
    Row("jobs:retry", (LOGIN, 405, 405, 405, 405, 405), ("job",)),
    Row("kept-form", (LOGIN, 404, 404, 200, 404, 404), ("kept",), posts=True),  # the leader typed it
    Row("account_email", SIGNED_IN),
    Row("account_change_password", SIGNED_IN),
    Row("account_reauthenticate", SIGNED_IN),
    Row("mfa_index", SIGNED_IN),
    Row("mfa_reauthenticate", (LOGIN, 302, 302, 302, 302, 302)),  # by password, until there is an extra code
    Row("mfa_activate_totp", (LOGIN, 302, 302, 302, 302, 302)),  # asks the password once more
    Row("mfa_deactivate_totp", (LOGIN, 404, 404, 404, 404, 404)),  # it is not on
    Row("mfa_view_recovery_codes", (LOGIN, 404, 404, 404, 404, 404)),
    Row("mfa_download_recovery_codes", (LOGIN, 404, 404, 404, 404, 404)),
    Row("mfa_list_webauthn", (LOGIN, 302, 302, 302, 302, 302)),  # they stand with the other second steps
    Row("mfa_add_webauthn", (LOGIN, 302, 302, 302, 302, 302)),  # asks the password once more
    Row("mfa_edit_webauthn", (LOGIN, 302, 302, 302, 302, 302), ("assignment",)),
    Row("mfa_remove_webauthn", (LOGIN, 302, 302, 302, 302, 302), ("assignment",)),
    Row("mfa_reauthenticate_webauthn", (LOGIN, 302, 302, 302, 302, 302)),  # by password, until there is a passkey
    Row("sessions", SIGNED_IN),
    Row("openid_connect_login", NOT_HERE, ("unknown",)),
    Row("openid_connect_callback", NOT_HERE, ("unknown",)),
    Row("codes-kept", (LOGIN, 405, 405, 405, 405, 405)),
    Row("mfa_generate_recovery_codes", (LOGIN, 302, 302, 302, 302, 302)),
    # Signing in
    Row("account_login", (200, 302, 302, 302, 302, 302)),
    Row("session-left", PUBLIC),
    Row("account_logout", (302, 200, 200, 200, 200, 200)),
    Row("account_signup", (200, 302, 302, 302, 302, 302)),  # says who gives access
    Row("account_inactive", PUBLIC),
    Row("account_email_verification_sent", PUBLIC),
    Row("account_confirm_email", PUBLIC, ("unknown",)),
    Row("account_confirm_login_code", (302, 302, 302, 302, 302, 302)),  # not in use
    Row("account_set_password", (LOGIN, 302, 302, 302, 302, 302)),  # they have one
    Row("account_reset_password", PUBLIC),
    Row("account_reset_password_done", PUBLIC),
    Row("account_reset_password_from_key", PUBLIC, ("unknown", "unknown")),  # says that the link does not work
    Row("account_reset_password_from_key_done", PUBLIC),
    Row("mfa_authenticate", (302, 302, 302, 302, 302, 302)),  # only half-way signing in
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The people of the roles and the things that addresses name, by the words of the table; made once."""
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder), django_db_blocker.unblock(), transaction.atomic():
        made = people_and_things()
        yield made | {"sessions": {role: session_of(made[role]) for role in ROLES if made[role]}}
        transaction.set_rollback(True)


def session_of(person):
    """The cookie of somebody who signed in."""
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def objects(world, db):
    return world


def people_and_things():
    region = factories.region()
    programme = factories.programme(region=region)
    line = factories.line(programme=programme)
    elsewhere = factories.programme().region
    organisation = factories.organisation(region=region)
    owned = {"line": line, "leads": [organisation]}
    officer = factories.policy_officer(region)
    job = Job.objects.create(kind="toets", title="Toets", queued_at=timezone.now(), created_by=officer)
    measured = factories.indicator()
    for period in ("2023", "2024"):
        factories.figure(indicator=measured, period=period)
    leader = factories.leader(region)
    council = factories.municipality(region)
    made = factories.progress_round(programme=programme)
    return {
        "round": made.pk,
        "answer_link": new_link(factories.asked(organisation, round=made)),
        "visitor": None,
        "owner": factories.owner(organisation),
        "organisation": organisation.pk,
        "policy_officer": officer,
        "leader": leader,
        "administrator": factories.administrator(region),
        "leader_elsewhere": factories.leader(elsewhere),
        "portal_administrator": factories.portal_administrator(),
        "region": region.slug,
        "document_key": factories.document(programme=programme, key="regiovisie").key,
        "file_kind": "csv",
        "paper": factories.document(programme=programme).pk,
        "region_elsewhere": elsewhere.slug,
        "region_empty": factories.region().slug,
        "programme_draft": starting.begin(region, content=None, name="", by=leader).pk,
        "advice": advice(programme, leader).pk,
        "commitment": keeping.add(
            way_of(Commitment), Commitment(programme=programme), {"title": "Convenant"}, under=programme, by=leader
        ).pk,
        "share_key": keeping.add(
            way_of(ShareKey), ShareKey(programme=programme), SHARED, under=programme, by=leader
        ).pk,
        "import": importing.keep_file(programme, content=b"Wat;Wie\nEen;Twee", name="plan.csv", by=None).pk,
        "table": 1,
        "row": 2,
        "veilig_thuis": factories.region(kind="veilig_thuis", code="VT01").slug,
        "municipality": council.slug,
        "addition": factories.addition(municipality=council, programme=programme).pk,
        "contact": factories.contact(council),
        "indicator": measured.slug,
        "area": "nl01",
        "kind": "jaar",
        "promise": factories.promise(programme=programme, municipality=council).pk,
        "internal_promise": factories.promise(programme=programme, classification="internal").pk,
        "secret_promise": factories.promise(programme=programme, **factories.classified("secret")).pk,
        "griffier": factories.griffier(council),
        "promise_import": reading_in.keep(
            programme, council, content=b"Toezegging;Datum\nIets;1-2-2026", name="lijst.csv", pasted=False, by=leader
        ).pk,
        "topic": (topic := factories.topic()).slug,
        "topic_id": topic.pk,
        "action": factories.action(**owned).pk,
        "concept": factories.action(**owned, released_at=None).pk,
        "internal": factories.action(line=line, classification="internal").pk,
        "secret": factories.action(**owned, classification="secret").pk,
        "led_by_nobody": factories.action(line=line).pk,
        "evaluation": evaluation(programme, classification="public").pk,
        "draft": evaluation(programme).pk,
        "awaiting": access_services.give_access(
            factories.user(), role="policy_officer", place=region, by=factories.administrator(region)
        ).pk,
        "claim_rule": ClaimRule.objects.create(
            provider="stad", claim="groups", value="beleid", role="policy_officer", region=region
        ).pk,
        "portal_awaiting": access_services.give_access(
            factories.user(), role="administrator", place=None, by=factories.portal_administrator()
        ).pk,
        "kept": kept_form(leader).key,
        "assignment": officer.assignments.get().pk,
        "council_assignment": factories.griffier(council).assignments.get().pk,
        "portal_assignment": factories.figure_keeper().assignments.get().pk,
        "job": job.key,
        "xlsx": "xlsx",
        **{f"kind_{kind.slug}": kind.slug for kind in KINDS},
        **{f"kept_{slug}": pk for slug, pk in kept_things(programme, line).items()},
        "plan_export": plan_export(programme, officer).pk,
        "figure_import": FigureImport.objects.create(programme=programme, applied_at=timezone.now()).pk,
        "delivery": exact_delivery(programme).pk,
        "figure_import_exact": FigureImport.objects.create(
            programme=programme, veilig_thuis=programme.veilig_thuis_regions.get()
        ).pk,
        "shared_topic": measured.pk,
        "own_topic": factories.indicator(region=region).pk,
        "unknown": "onbekend",
    }


def advice(programme, person):
    document = factories.document(programme=programme)
    return keeping.add(way_of(Advice), Advice(document=document), {"by": "Adviesraad"}, under=document, by=person)


def kept_form(person):
    content = signing.dumps([{"what": ["Getypt"]}, []], salt=f"accounts.kept.{person.pk}")
    return KeptForm.objects.create(user=person, action="/weg/", page="/weg/", content=content)


def kept_things(programme, line):
    """A row of every kind that a programme consists of, by the kind."""
    return {
        "over": programme.pk,
        "documenten": factories.document(programme=programme).pk,
        "lijnen": line.pk,
        "themas": factories.theme(line=line).pk,
        "doelen": factories.goal(programme=programme).pk,
        "notities": Note.objects.create(programme=programme, kind="context", text="Achtergrond").pk,
        "fasen": Phase.objects.create(programme=programme, title="Eerste fase").pk,
        "momenten": factories.moment(programme=programme).pk,
        "organisaties": factories.organisation(region=programme.region).pk,
        "dekkingsbronnen": FundingSource.objects.create(programme=programme, name="DUVO").pk,
    }


def evaluation(programme, **fields):
    made = Evaluation(programme=programme, title="Evaluatie", rendered_at=timezone.now(), **fields)
    made.pdf.save("toets.pdf", ContentFile(b"%PDF-1.7\n"))
    return made


def exact_delivery(programme):
    veilig_thuis = factories.region(kind="veilig_thuis", code="VT02")
    programme.veilig_thuis_regions.add(veilig_thuis)
    return factories.delivery(source=factories.source(veilig_thuis=veilig_thuis))


def plan_export(programme, person):
    made = PlanExport(programme=programme, format="csv", created_by=person, contents_known=True)
    made.file.save("toets.csv", ContentFile(b"id"))
    return made


def address(row, objects):
    return reverse(row.name, args=[objects[argument] for argument in row.arguments])


def browser(objects, role):
    client = Client()
    if objects[role]:
        client.cookies[settings.SESSION_COOKIE_NAME] = objects["sessions"][role]
    return client


def ask(objects, role, row):
    """The answer to a GET; a file is closed again."""
    answer = browser(objects, role).get(address(row, objects))
    close(answer)
    return answer


def test_every_address_is_in_the_table():
    assert set(names()) == {row.name for row in TABLE}


def title(row):
    return " ".join([row.name, *row.arguments])


@pytest.mark.parametrize("row", TABLE, ids=title)
def test_who_may_come_where(objects, row):
    answers = tuple(ask(objects, role, row).status_code for role in ROLES)
    assert dict(zip(ROLES, answers, strict=True)) == dict(zip(ROLES, row.answers, strict=True))


@pytest.mark.parametrize("row", [row for row in TABLE if row.posts], ids=title)
def test_who_may_not_come_somewhere_may_not_write_there_either(objects, row):
    url = address(row, objects)
    for role, expected in zip(ROLES, row.answers, strict=True):
        answer = browser(objects, role).post(url)
        refused = answer.status_code in (403, 404) or "/inloggen/login/" in answer.get("Location", "")
        assert (role, answer.status_code if refused else 200) == (role, expected)


@pytest.mark.parametrize(
    ("name", "arguments", "allowed"),
    [
        ("actions:undo", ["action"], {"leader"}),
        ("decisions:addition-undo", ["municipality", "addition"], set()),
        ("decisions:advice-undo", ["region", "advice"], {"leader"}),
        ("decisions:commitment-undo", ["region", "commitment"], {"leader"}),
        ("decisions:share-undo", ["region", "share_key"], {"leader"}),
        ("actions:grid-undo", ["region"], {"leader"}),
        ("actions:cover-undo", ["region"], {"leader"}),
        ("decisions:steps-undo", ["region"], {"leader"}),
        ("actions:import-confirm", ["region", "import"], {"leader"}),
        ("actions:release-undo", ["region"], {"leader"}),
        ("actions:import-leave-out", ["region", "import", "table", "row"], {"leader"}),
        ("actions:import-choose-all", ["region", "import"], {"leader"}),
        ("actions:import-choose", ["region", "import", "table", "row"], {"leader"}),
        ("actions:import-answer", ["region", "import"], {"leader"}),
        ("actions:import-accept", ["region", "import"], {"leader"}),
        ("actions:import-fill", ["region", "import"], {"leader"}),
        ("actions:import-table", ["region", "import", "table"], {"leader"}),
        ("actions:import-undo", ["region", "import"], {"leader"}),
        ("actions:import-delete", ["region", "import"], {"leader"}),
        ("actions:programme-remove", ["region"], {"leader", "administrator"}),
        *(("actions:kept-undo", ["region", f"kind_{kind.slug}", f"kept_{kind.slug}"], {"leader"}) for kind in KINDS),
        ("monitoring:import-confirm", ["region", "figure_import"], set()),
        ("monitoring:import-send-back", ["region", "figure_import"], set()),
        ("monitoring:import-offer", ["region", "figure_import"], {"policy_officer", "leader"}),
        ("monitoring:import-offer", ["region", "figure_import_exact"], set()),
        ("monitoring:import-delete", ["region", "figure_import"], {"policy_officer", "leader"}),
        ("evaluations:make", ["region", "evaluation"], {"policy_officer", "leader"}),
        ("jobs:retry", ["job"], {"policy_officer"}),
        ("actions:topic-undo", ["topic_id"], set()),
    ],
)
def test_who_may_take_these_steps(objects, name, arguments, allowed):
    url = reverse(name, args=[objects[argument] for argument in arguments])
    for role in ROLES:
        answer = browser(objects, role).post(url, {"version": "999", "moment": "2026-01-01T00:00:00+00:00"})
        refused = answer.status_code in (403, 404) or "/inloggen/login/" in answer.get("Location", "")
        assert (role, refused) == (role, role not in allowed)


NOTHING_TO_COME_BACK_TO = ("account_logout", "account_confirm_login_code", "mfa_authenticate")


@pytest.mark.parametrize(
    "row", [row for row in TABLE if row.answers[0] == LOGIN and row.name not in NOTHING_TO_COME_BACK_TO], ids=title
)
def test_a_visitor_signs_in_and_comes_back(objects, row):
    url = address(row, objects)
    answer = Client().get(url)
    assert answer["Location"].replace("%2F", "/") == f"/inloggen/login/?next={url}"


def admin_addresses():
    """Every address of the back office that has a name, with made-up arguments."""
    resolver = next(p for p in get_resolver().url_patterns if getattr(p, "namespace", None) == "admin")
    for name in [name for name in resolver.reverse_dict if isinstance(name, str)]:
        (_form, arguments), *_more = resolver.reverse_dict.getlist(name)[0][0]
        yield reverse(f"admin:{name}", args=[{"app_label": "actions"}.get(word, "1") for word in arguments])


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_the_back_office_is_for_technical_administrators(objects, role):
    client = browser(objects, role)
    found = sorted(set(admin_addresses()) - {reverse("admin:logout")})
    assert len(found) > 20
    for url in found:
        answer = client.get(url, follow=True)
        ended = answer.redirect_chain[-1][0] if answer.redirect_chain else url
        expected = (200, True) if role == "visitor" else (403, False)
        assert (url, answer.status_code, ended.startswith("/inloggen/login/")) == (url, *expected)


# --- What every answer has ---


def directives(answer):
    policy = answer["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


HEADERS = {"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
INLINE = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)[^>]*>|\son[a-z]+=\"|javascript:", re.IGNORECASE)


@pytest.mark.slow
@pytest.mark.parametrize("row", TABLE, ids=title)
def test_every_answer_is_safe_and_every_page_helps_first(objects, row):
    for role in ROLES:
        answer = ask(objects, role, row)
        assert directives(answer) == POLICY
        told = {"Referrer-Policy": "no-referrer"} if row.name == "actions:answer" else {}
        assert {name: answer.get(name) for name in HEADERS} == HEADERS | told
        if answer.get("Content-Type", "").startswith("text/html") and answer.content:
            text = answer.content.decode()
            assert INLINE.findall(text) == []
            places = [text.index(words) for words in ("Verlaat deze site snel", "0800-2000", "<header", "<main")]
            assert places == sorted(places)
            assert len(re.findall(r"<h1[\s>]", text)) == 1


@pytest.mark.parametrize("status", [403, 404, 500])
def test_error_pages_stand_on_their_own(client, status, objects):
    if status == 500:
        client.raise_request_exception = False
        factories.User.objects.filter(pk=objects["leader"].pk).delete()  # the page must not need the user
    page = {
        403: lambda: browser(objects, "owner").get(reverse("actions:add", args=[objects["region"]])),
        404: lambda: client.get("/bestaat-niet/"),
        500: lambda: get_resolver().resolve_error_handler(500)(client.get("/").wsgi_request),
    }[status]()
    text = page.content.decode()
    assert page.status_code == status
    assert 'lang="nl"' in text
    assert "0800-2000" in text


# --- Forged forms ---


@pytest.mark.parametrize("row", [row for row in TABLE if row.posts], ids=title)
def test_a_post_from_elsewhere_is_refused(objects, row):
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.superuser())
    answer = client.post(address(row, objects), {"reason": "vervalst"})
    assert answer.status_code == 403
    assert "Niet opgeslagen" in answer.content.decode() or "formulier" in answer.content.decode()


@pytest.mark.parametrize("path", ["/inloggen/login/", "/inloggen/logout/", "/inloggen/password/reset/"])
def test_signing_in_from_elsewhere_is_refused(db, path):
    assert Client(enforce_csrf_checks=True).post(path, {"login": "a@b.example"}).status_code == 403


def test_an_unknown_host_is_refused(client, db):
    assert client.get("/", headers={"host": "kwaad.example"}).status_code == 400


# --- Files: who may send them is asked before they are read ---


class Unread:
    """A body that nobody may touch."""

    def read(self, *size):
        raise AssertionError("the body was read")

    readline = read


def large(megabytes):
    """A request that says it brings files of this size."""
    size = str(megabytes * 1024**2)
    return {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": size, "wsgi.input": Unread()}


TAKES_FILES = {
    "actions:import-start": {"leader"},
    "actions:programme-begin": {"leader", "administrator"},
    "decisions:promise-read-council": {"leader"},
    "decisions:promise-read-region": {"leader"},
    "monitoring:import-start": {"policy_officer", "leader"},
}


@pytest.mark.slow
@pytest.mark.parametrize("row", TABLE, ids=title)
def test_a_large_body_is_read_from_those_only_who_may_send_files(objects, row):
    url = address(row, objects)
    body = large(50)
    for role in ROLES:
        if role in TAKES_FILES.get(row.name, ()):
            continue
        answer = browser(objects, role).generic("POST", url, **body)
        assert (role, answer.status_code in (302, 403, 404, 405, 413)) == (role, True)
        if role == "visitor":
            assert answer["Location"].startswith("/inloggen/login/?next=")


@pytest.mark.parametrize(("second_step", "status"), [(True, None), (False, 403)])
def test_the_back_office_reads_files_of_technical_administrators_only(db, second_step, status):
    client = Client()
    client.force_login(factories.superuser(second_step=second_step))
    body = large(50)

    def send():
        return client.generic("POST", "/beheer/actions/topic/import/", **body).status_code

    if status:
        assert send() == status
    else:
        with pytest.raises(AssertionError, match="the body was read"):
            send()


@pytest.mark.parametrize("name", TAKES_FILES)
def test_what_is_too_large_for_anybody_is_said(objects, name):
    url = address(next(row for row in TABLE if row.name == name), objects)
    body = large(500)
    answer = browser(objects, "leader").generic("POST", url, **body)
    assert answer.status_code == 413
    assert "te groot om te ontvangen" in answer.content.decode()


# --- Every method, and things that are not there ---

ODD = ("HEAD", "PUT", "DELETE", "OPTIONS", "VERZONNEN")


@pytest.mark.slow
@pytest.mark.parametrize("row", TABLE, ids=title)
def test_no_method_breaks_a_page_or_opens_what_get_refuses(objects, row):
    url = address(row, objects)
    for role in ("visitor", "owner", "leader"):
        client, expected = browser(objects, role), row.answers[ROLES.index(role)]
        for method in ODD:
            answer = client.generic(method, url)
            close(answer)
            assert (role, method, answer.status_code < 500) == (role, method, True)
            if expected in (403, 404):
                tells_methods_only = method == "OPTIONS" and not answer.content
                refused = tells_methods_only or answer.status_code in (302, 403, 404, 405)
                assert (role, method, refused) == (role, method, True)


NOT_THERE = (999_999_999, 10**30)
SAYS_SO = ("account_confirm_email", "account_reset_password_from_key")  # a page that the link does not work


@pytest.mark.slow
@pytest.mark.parametrize("row", [row for row in TABLE if row.arguments], ids=title)
def test_what_is_not_there_is_not_found(objects, row):
    """Each number in an address, one by one, becomes one that no row has: also one that no database can hold."""
    given = [objects[argument] for argument in row.arguments]
    for place, value in enumerate(given):
        for other in NOT_THERE if isinstance(value, int) else ("bestaat-niet",):
            try:
                url = reverse(row.name, args=[*given[:place], other, *given[place + 1 :]])
            except NoReverseMatch:
                continue  # a key has one form only
            for role in ("visitor", "owner", "leader"):
                for method in ("get", "post"):
                    status = getattr(browser(objects, role), method)(url).status_code
                    wanted = (302, 403, 404, 405) if row.name not in SAYS_SO else (200, 302, 404)
                    assert (url, role, method, status in wanted) == (url, role, method, True)
