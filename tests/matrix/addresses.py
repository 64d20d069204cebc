"""Every address of the portal, and who comes in there. A new address without an entry fails.

`args` says what an address names: a word of `world.arguments`, or a kind of thing, which is tried in each of its
states. An entry is about who sees the thing; for others it is as if it were not there, whatever `may` says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.matrix.people import ALL, SIGNED_IN, here

LEADER = here("leader")
REPORTERS = here("leader", "policy_officer")
KEEPERS = REPORTERS | {"figure_keeper"}
ADMINISTRATORS = here("administrator")
STARTERS = here("leader", "administrator")
PORTAL = {"portal_administrator", "superuser"}
TOPIC_KEEPERS = {"figure_keeper", "portal_administrator", "superuser"}
COUNTERS = {"veilig_thuis_here"}  # a superuser has no business with exact counts
CONTACT = here("contact")
# People of the matrix administer a region, not a municipality: test_council_access has those.
GIVES_IN_COUNCIL = here("leader", "administrator")
OWN_PEOPLE = here("griffier", "contact")
KEEPS_DECISIONS = here("griffier", "contact")
GET, POST, BOTH = ("get",), ("post",), ("get", "post")


@dataclass(frozen=True)
class Entry:
    """An address. `may`: who comes in, by the methods that it takes.

    `empty`: there may be nothing to do, which is told as not found; `also`: who else looks, and may not write.
    """

    name: str
    may: frozenset[str]
    args: tuple[str, ...] = ()
    methods: tuple[str, ...] = GET
    empty: bool = False
    also: frozenset[str] = frozenset()


def entries(names: str, may: Iterable[str], *args: str, methods: tuple[str, ...] = GET, **more: Any) -> list[Entry]:
    """The same for several addresses, named in one text."""
    return [Entry(name, frozenset(may), args, methods, **more) for name in names.split()]


PUBLIC = [
    *entries("home country-map municipality-search about browser accessibility barrier-reported compare", ALL),
    *entries("health-live health-ready", ALL),
    *entries("barrier session-left", ALL, methods=BOTH),
    *entries("components", {"superuser"}),
    *entries(
        "region actions:plan actions:costs decisions:decisions monitoring:figures evaluations:list", ALL, "region"
    ),
    *entries("actions:costs-about actions:costs-csv actions:costs-xlsx", ALL, "region"),
    *entries("actions:csv actions:data-about actions:data-xlsx actions:data-excel", ALL, "region"),
    *entries("monitoring:csv monitoring:data-about monitoring:data-xlsx monitoring:data-excel", ALL, "region"),
    *(Entry("actions:export", frozenset(ALL), ("region", f"={kind}")) for kind in ("xlsx", "ods", "csv", "docx")),
    *entries("year year-feed", ALL, "region"),
    *entries("municipality", ALL, "municipality"),
    *entries("actions:topics", ALL),
    *entries("actions:topic", ALL, "topic"),
    *entries("actions:topic-new", TOPIC_KEEPERS, methods=BOTH),
    *entries("actions:topic-edit actions:topic-merge", TOPIC_KEEPERS, "topic", methods=BOTH),
    *entries("actions:topic-undo", TOPIC_KEEPERS, "topic_id", methods=POST, empty=True),
    *entries("monitoring:indicator", ALL, "region", "indicator"),
    *entries("monitoring:chart", ALL, "region", "indicator", "area", "chart"),
    *entries("actions:action", ALL, "action"),
    *entries("evaluations:evaluation evaluations:pdf", ALL, "region", "evaluation"),
    *entries("evaluations:evaluation", ALL, "region", "unfinished"),
]

# What a programme consists of, by its word in addresses, with what is named: things in each of their states.
KEPT = {
    "documenten": "document",
    "lijnen": "line",
    "themas": "theme",
    "doelen": "goal",
    "notities": "note",
    "fasen": "phase",
    "momenten": "moment",
    "dekkingsbronnen": "source",
}

PLAN = [
    *entries("actions:edit actions:move actions:close actions:remove", LEADER, "action", methods=BOTH),
    *entries("actions:undo actions:named-place", LEADER, "action", methods=POST, empty=True),
    *entries("actions:progress", here("leader", "owner", "deputy"), "action", methods=BOTH),
    *entries("actions:rounds", LEADER, "region"),
    *entries("actions:round-new", LEADER, "region", methods=BOTH),
    *entries("actions:round", LEADER, "region", "round"),
    *entries("actions:answer", ALL, "answer_link", methods=BOTH),  # whoever has the link
    *entries("actions:add actions:release actions:import-start", LEADER, "region", methods=BOTH),
    *entries("actions:release-undo", LEADER, "region", methods=POST, empty=True),
    *entries("actions:programme actions:programme-begin", STARTERS, "region", methods=BOTH),
    *entries("actions:programme-remove", STARTERS, "region", methods=POST),
    *entries("actions:programme-new", STARTERS, "region", "programme_draft", methods=BOTH),
    *entries("actions:programme-drop", STARTERS, "region", "programme_draft", methods=POST),
    *entries("actions:organisations", LEADER, "region"),
    *entries("actions:attention", REPORTERS, "region"),
    *entries("actions:organisation actions:organisation-merge", LEADER, "region", "organisation", methods=BOTH),
    *entries("actions:import actions:import-names actions:import-feedback", LEADER, "region", "import"),
    *entries("actions:import-columns actions:import-rows", LEADER, "region", "import", methods=BOTH),
    *entries("actions:import-row", LEADER, "region", "import", "table", "row", methods=BOTH),
    *entries(
        "actions:import-answer actions:import-accept actions:import-fill actions:import-confirm actions:import-undo"
        " actions:import-choose-all actions:import-delete",
        LEADER,
        "region",
        "import",
        methods=POST,
    ),
    *entries("actions:import-table", LEADER, "region", "import", "table", methods=POST),
    *entries(
        "actions:import-leave-out actions:import-choose", LEADER, "region", "import", "table", "row", methods=POST
    ),
    *entries("actions:keeping", STARTERS, "region"),
    *entries("actions:participants", LEADER, "region", "document", methods=BOTH),
    *entries("actions:classify", LEADER, "action", methods=BOTH),
    *entries("actions:classify-document", LEADER, "region", "document", methods=BOTH),
    *entries("actions:grid", LEADER, "region", methods=BOTH),
    *entries("actions:grid-undo", LEADER, "region", methods=POST, empty=True),
    *entries("actions:cover", LEADER, "region", methods=BOTH),
    *entries("actions:cover-undo", LEADER, "region", methods=POST, empty=True),
    *(
        entry
        for slug, thing in KEPT.items()
        for entry in [
            *entries("actions:kept-rows", LEADER, "region", f"={slug}", methods=BOTH),
            *entries("actions:kept", LEADER, "region", f"={slug}", thing, methods=BOTH),
            *entries("actions:kept-new", LEADER, "region", f"={slug}", methods=BOTH),
            *entries("actions:kept-remove", LEADER, "region", f"={slug}", thing, methods=BOTH),
            *entries("actions:kept-undo", LEADER, "region", f"={slug}", thing, methods=POST, empty=True),
        ]
    ),
    *entries("actions:kept", LEADER, "region", "=over", "programme", methods=BOTH),
    *entries("actions:export-file", {"policy_officer_here"}, "export"),
]

DECISIONS = [
    *entries("decisions:advice-add", LEADER | KEEPS_DECISIONS, "region", methods=BOTH),
    *entries("decisions:commitment-add", LEADER, "region", methods=BOTH),
    *entries("decisions:advice-edit decisions:advice-remove", LEADER, "region", "advice", methods=BOTH),
    *entries("decisions:advice-undo", LEADER, "region", "advice", methods=POST, empty=True),
    *entries("decisions:advice-history", LEADER, "region", "advice"),
    *entries("decisions:commitment-edit decisions:commitment-remove", LEADER, "region", "commitment", methods=BOTH),
    *entries("decisions:commitment-undo", LEADER, "region", "commitment", methods=POST, empty=True),
    *entries("decisions:commitment-history", LEADER, "region", "commitment"),
    *entries("decisions:promises-of-region decisions:shares", ALL, "region"),
    *entries("decisions:data-about decisions:data-csv decisions:data-excel decisions:data-xlsx", ALL, "region"),
    *entries("decisions:promise-data-about decisions:promise-data-csv", ALL, "region"),
    *entries("decisions:promise-data-excel decisions:promise-data-xlsx", ALL, "region"),
    *entries("decisions:since", ALL, "region", "document_key"),
    *entries("decisions:route", LEADER, "region", "document_key", methods=BOTH),
    *entries("decisions:steps", LEADER | KEEPS_DECISIONS, "region", methods=BOTH),
    *entries("decisions:row", LEADER | KEEPS_DECISIONS, "region", "municipality", methods=BOTH),
    *entries("decisions:steps-undo", LEADER | KEEPS_DECISIONS, "region", methods=POST, empty=True),
    *entries("decisions:share-add", LEADER, "region", methods=BOTH),
    *entries("decisions:share-edit decisions:share-remove", LEADER, "region", "share", methods=BOTH),
    *entries("decisions:share-undo", LEADER, "region", "share", methods=POST, empty=True),
    *entries("decisions:share-history", LEADER, "region", "share"),
    *entries("decisions:additions", ALL, "municipality"),
    *entries("decisions:addition-add", CONTACT, "municipality", methods=BOTH),
    *entries("decisions:addition-edit decisions:addition-remove", CONTACT, "municipality", "addition", methods=BOTH),
    *entries("decisions:addition-undo", CONTACT, "municipality", "addition", methods=POST, empty=True),
    *entries("decisions:addition-history", CONTACT, "municipality", "addition"),
    *entries("decisions:promises-of-council", ALL, "municipality"),
    *entries("decisions:promise-read-region", LEADER | KEEPS_DECISIONS, "region", methods=BOTH),
    *entries("decisions:promise-read-council", LEADER | KEEPS_DECISIONS, "municipality", methods=BOTH),
    *entries("decisions:promise-import", {"leader_here"}, "promise_import"),
    *entries("decisions:promise-import-confirm", {"leader_here"}, "promise_import", methods=POST, empty=True),
    *entries("decisions:promise-import-undo", {"leader_here"}, "promise_import", methods=POST, empty=True),
    *entries("decisions:promise", ALL, "promise"),
    *entries("decisions:promise-add-region", LEADER | KEEPS_DECISIONS, "region", methods=BOTH),
    *entries("decisions:promise-add-council", LEADER | KEEPS_DECISIONS, "municipality", methods=BOTH),
    *entries("decisions:promise-classify", LEADER | KEEPS_DECISIONS, "promise", methods=BOTH),
    *entries("decisions:promise-edit decisions:promise-answer", LEADER | KEEPS_DECISIONS, "promise", methods=BOTH),
    *entries("decisions:promise-close", {"griffier_here"}, "promise", methods=BOTH),
    *entries("decisions:promise-reopen", {"griffier_here"}, "promise", methods=BOTH, empty=True),
    *entries("decisions:promise-undo", LEADER | KEEPS_DECISIONS, "promise", methods=POST, empty=True),
]

FIGURES = [
    *entries("monitoring:import-start", KEEPERS | COUNTERS, "region", methods=BOTH),
    *entries("monitoring:import", KEEPERS, "region", "figure_import"),
    *entries("monitoring:import", COUNTERS, "region", "exact_import"),
    *entries("monitoring:import-offer monitoring:import-delete", KEEPERS, "region", "figure_import", methods=POST),
    *entries("monitoring:import-topics", KEEPERS, "region", "figure_import", methods=POST),
    *entries(
        "monitoring:import-confirm monitoring:import-send-back",
        {"figure_keeper", "superuser"},
        "region",
        "figure_import",
        methods=POST,
    ),
    *entries("monitoring:offered", {"figure_keeper", "superuser"}),
    *entries("monitoring:deliveries", KEEPERS | COUNTERS, "region"),
    *entries("monitoring:release monitoring:withdraw", COUNTERS, "region", "delivery", methods=BOTH),
    *entries("monitoring:set-aside", COUNTERS, "region", "delivery", methods=POST),
    *entries("monitoring:topics", KEEPERS | COUNTERS, "region"),
    *entries("monitoring:topic", {"figure_keeper", "superuser"}, "region", "shared_topic", methods=BOTH),
    *entries("monitoring:topic", REPORTERS, "region", "own_topic", methods=BOTH),
    *entries("monitoring:topic-merge", REPORTERS, "region", "own_topic", methods=POST),
]

EVALUATIONS = [
    *entries("evaluations:create", REPORTERS, "region", methods=BOTH),
    *entries("evaluations:edit", REPORTERS, "region", "evaluation", methods=BOTH),
    *entries("evaluations:classify", REPORTERS, "region", "evaluation", methods=BOTH),
    *entries("evaluations:make", REPORTERS, "region", "evaluation", methods=POST),
]

ACCESS = [
    *entries("municipalities:who-may-what", ALL),
    *entries("municipalities:my-roles", SIGNED_IN),
    *entries("municipalities:access", STARTERS, "region", methods=BOTH),
    *entries(  # the administrator gave it, and waits for somebody else
        "municipalities:confirm-access", LEADER, "region", "awaiting", methods=BOTH, also=ADMINISTRATORS
    ),
    *entries("municipalities:end-access", STARTERS, "region", "assignment", methods=BOTH),
    *entries("municipalities:review", STARTERS, "region", methods=BOTH),
    *entries("municipalities:reviews", STARTERS, "region"),
    *entries(
        "municipalities:council-access",
        GIVES_IN_COUNCIL,
        "municipality",
        methods=BOTH,
        also=OWN_PEOPLE,
    ),
    *entries("municipalities:end-council-access", GIVES_IN_COUNCIL, "municipality", "council_assignment", methods=BOTH),
    *entries("municipalities:trace", PORTAL),
    *entries("municipalities:trace-file", PORTAL, "=csv"),
    *entries("municipalities:region-trace", ADMINISTRATORS, "region"),
    *entries("municipalities:region-trace-file", ADMINISTRATORS, "region", "=csv"),
    *entries("municipalities:claim-rules municipalities:claim-rule-add", ADMINISTRATORS, "region", methods=BOTH),
    *entries("municipalities:claim-rule", ADMINISTRATORS, "region", "claim_rule", methods=BOTH),
    *entries("municipalities:claim-rule-remove", ADMINISTRATORS, "region", "claim_rule", methods=BOTH),
    *entries("municipalities:portal-access", PORTAL, methods=BOTH),
    *entries("municipalities:confirm-portal-access", PORTAL, "portal_awaiting", methods=BOTH),
    *entries("municipalities:end-portal-access", PORTAL, "portal_assignment", methods=BOTH),
]

OWN = [
    *entries("my-page", SIGNED_IN),
    *entries("jobs:detail", {"policy_officer_here", "superuser"}, "job"),
    *entries("jobs:retry", {"policy_officer_here", "superuser"}, "job", methods=POST),
    *entries("kept-form", {"leader_here"}, "kept", methods=BOTH),
]

# Views of a page, and searches for what is hidden: of the pages that have them.
QUERIES = {
    "actions:plan": (
        "q=qzx",
        "q=qzxaction",
        "weergave=volledig",
        "weergave=tijdlijn",
        "status=unknown",
        "kosten=bedrag",
    ),
    "actions:csv": ("q=qzx",),
    "municipality-search": ("q=qzx", "q=Gemeente"),
    "region": ("stand=2020-01-01",),
    "year": ("jaar=2020",),
}

# Signing in and one's own account: tests/accounts has these, and tests/test_security.py who may come there.
OWN_RULES = ("account_", "mfa_", "codes-kept", "openid_connect_", "sessions")

TABLE = [*PUBLIC, *PLAN, *DECISIONS, *FIGURES, *EVALUATIONS, *ACCESS, *OWN]
