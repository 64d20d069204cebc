"""What a programme fixture (fixtures/programmes/*.yaml) may say: every key, and how it is read."""

from typing import Any

from municipalities.loading.fixture_file import (
    Shape,
    amount,
    anything,
    by_key,
    dated,
    day,
    month,
    several,
    text,
    whole,
    yes_no,
)


def one_or_more(value: Any) -> list[str]:
    """One text or a list of them."""
    found: list[str] = several(text)(value if isinstance(value, list) else [value])
    return found


TOPIC = Shape({"slug": text, "title": text, "text": text}, required=("slug", "title"))
ORGANISATION = Shape({"name": text, "kind": text}, required=("name", "kind"))
GOAL = Shape({"key": text, "level": text, "parent": text, "text": text, "remark": text}, required=("level", "text"))
NOTE = Shape({"kind": text, "title": text, "text": text, "remark": text}, required=("kind", "text"))
PHASE = Shape({"title": text, "starts": month, "ends": month, "ends_text": text, "text": text}, required=("title",))
MOMENT = Shape(
    {
        "title": text, "kind": text, "starts_on": day, "ends_on": day, "repeats": text, "text": text,
        "internal": yes_no,
    },
    required=("title", "kind", "starts_on"),
)  # fmt: skip
ADOPTION = Shape(
    {
        "all": yes_no, "municipality": text, "municipalities": several(text), "body": text, "state": text,
        "planned_for": text, "submitted_on": day, "decided_on": day, "amendment": text, "text": text,
        "link": text, "remark": text, "kind": text, "planned_on": day, "deferred_until": dated, "reason": text,
    },
    required=("body", "state"),
)  # fmt: skip
ROUTE_STEP = Shape({"body": text, "kind": text, "planned_for": text, "planned_on": day}, required=("body", "kind"))
ADVICE = Shape(
    {
        "by": text, "kind": text, "municipality": text, "direction": text, "on": day, "text": text, "link": text,
        "response": text, "response_by": text, "response_on": day, "remark": text,
    },
    required=("by", "direction"),
)  # fmt: skip
DOCUMENT = Shape(
    {
        "key": text, "title": text, "kind": text, "first_year": whole, "last_year": whole, "period_note": text,
        "decided_by": text, "answerable": text, "portfolio_holder": text, "stated_classification": text,
        "annexes": text, "consequences": text, "dated": dated, "source_note": text, "link": text,
        "classification": text, "participants": several(text), "participant_notes": by_key(text, text),
        "mandate": text, "route": several(ROUTE_STEP), "adoptions": several(ADOPTION), "advices": several(ADVICE),
    },
    required=("key", "title", "kind"),
)  # fmt: skip
SIGNER = Shape({"organisation": text, "role": text, "since": day, "until": day}, required=("organisation",))
COMMITMENT = Shape(
    {
        "title": text, "kind": text, "purpose": text, "text": text, "planned_for": text, "signed_on": day,
        "state": text, "valid_from": day, "valid_until": day, "link": text, "parties": several(text),
        "signers": several(SIGNER),
        "remark": text,
    },
    required=("title", "state"),
)  # fmt: skip
PROMISE = Shape(
    {
        "municipality": text, "kind": text, "number": text, "text": text, "on": day, "holder": text, "owed_by": text,
        "due_on": day, "due_text": text, "answer": text, "answered_on": day, "state": text, "closed_on": day,
        "link": text, "document": text, "line": whole,
    },
    required=("municipality", "kind", "text"),
)  # fmt: skip
ADDITION = Shape(
    {
        "municipality": text, "title": text, "what": text, "status": text, "planning_text": text, "cost_text": text,
        "amount": amount, "link": text, "line": whole, "theme": text, "released": yes_no,
    },
    required=("municipality", "title", "released"),
)  # fmt: skip
FUNDING_SOURCE = Shape({"name": text, "text": text, "budgets": by_key(whole, amount)}, required=("name",))
SHARE_KEY = Shape(
    {
        "title": text, "document": text, "source": text, "first_year": whole, "last_year": whole, "kind": text,
        "basis": text, "total": amount, "numbers": by_key(text, text), "numbers_from": text, "numbers_on": day,
        "agreed_by": text, "agreed_on": day, "link": text, "note": text,
    },
    required=("title", "first_year", "last_year", "kind", "numbers", "agreed_by"),
)  # fmt: skip
COST = Shape(
    {
        "kind": text, "amount": amount, "amount_max": amount, "total": amount, "per": text, "year": whole,
        "nature": text, "stage": text, "approximate": yes_no, "funding": one_or_more, "text": text,
    },
    required=("kind",),
)  # fmt: skip
UPDATE = Shape(
    {"on": day, "by": text, "status": text, "text": text, "released": yes_no, "no_change": yes_no},
    required=("on", "released"),
)
HOME = Shape({"line": whole, "theme": text, "text": text}, required=("line",))
ORIGIN = Shape({"kind": text, "text": text}, required=("kind",))
ACTION = Shape(
    {
        "number": text, "theme": text, "what": text, "how": text,
        "planning_text": text, "starts_in": text, "ends_in": text, "recurrence": text, "approximate": yes_no,
        "planned_part": text,
        "who_text": text, "leads": several(text), "partners": several(text), "goals": several(text),
        "cost_text": text, "costs": several(COST), "status": text, "secured_with": text, "merged_into": text,
        "priority": text, "origins": several(ORIGIN), "homes": several(HOME), "topics": several(text),
        "municipalities": several(text), "for_all": yes_no, "classification": text, "released": yes_no, "remark": text,
        "updates": several(UPDATE),
    },
    required=("number",),
)  # fmt: skip
THEME = Shape(
    {
        "key": text, "title": text, "text": text, "topics": several(text), "goals": several(GOAL),
        "notes": several(NOTE), "remark": text,
    },
    required=("key", "title"),
)  # fmt: skip
LINE = Shape(
    {
        "number": whole, "title": text, "national": text, "text": text, "remark": text, "goals": several(GOAL),
        "notes": several(NOTE), "themes": several(THEME), "actions": several(ACTION),
    },
    required=("number", "title"),
)  # fmt: skip
PROGRAMME = Shape(
    {
        "region": text, "slug": text, "title": text, "short_title": text, "line_word": text, "first_year": whole,
        "last_year": whole, "predecessor": text, "summary": text, "dated": dated, "dated_note": text,
        "source_note": text, "evaluation_every_years": whole, "evaluation_note": text,
        "classification": text, "vt_region": one_or_more,
        "organisations": several(ORGANISATION), "documents": several(DOCUMENT), "commitments": several(COMMITMENT),
        "promises": several(PROMISE), "additions": several(ADDITION),
        "phases": several(PHASE), "moments": several(MOMENT),
        "partners": several(text), "goals": several(GOAL), "notes": several(NOTE),
        "themes": several(THEME), "lines": several(LINE), "share_keys": several(SHARE_KEY),
        "funding_sources": several(FUNDING_SOURCE),

        "indicators": anything, "figures_printed": anything,  # monitoring reads these two
    },
    required=("region", "slug", "title", "short_title", "line_word", "first_year", "dated"),
)  # fmt: skip
