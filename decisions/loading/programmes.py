"""Loads whole programmes from fixtures: the plan, and what was decided, advised and promised about it."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from actions.loading.programmes import load_plan
from actions.loading.rows import Loading
from actions.models import Document
from decisions.models import Adoption, Advice, Commitment, RouteStep, ShareKey
from decisions.rules.shares import written_lines
from municipalities.loading.fixture_file import Block
from municipalities.models import Municipality

ROUTE_STEP = ("body", "kind", "planned_for", "planned_on")
ADOPTION = (*ROUTE_STEP, "state", "submitted_on", "decided_on", "amendment", "reason", "text", "link")


@transaction.atomic
def load_programme(block: Block) -> Loading | None:
    """Load a programme, all or nothing; None when it is there already, which leaves it as its region made it.

    Raises FixtureError for a code, name or number that does not exist.
    """
    loading = load_plan(block)
    if loading is None:
        return None
    for part in block.get("documents", []):
        _document(loading, part)
    for part in block.get("commitments", []):
        fields = part.only(
            *(
                "title",
                "kind",
                "purpose",
                "text",
                "planned_for",
                "signed_on",
                "valid_from",
                "valid_until",
                "state",
                "link",
            )
        )
        commitment = Commitment(programme=loading.programme, source_note=part.get("remark", ""), **fields)
        loading.save(commitment, part, sets={"parties": loading.organisations_named(part.get("parties", []), part)})
    for part in block.get("share_keys", []):
        _share_key(loading, part)
    return loading


def _share_key(loading: Loading, block: Block) -> None:
    """A key by which municipalities divide costs; numbers by CBS code."""
    numbers = {code: Decimal(number) for code, number in block["numbers"].items()}
    loading.municipalities_coded(list(numbers), block)
    source = block.get("source")
    fields = block.only("title", "first_year", "last_year", "kind", "basis", "total", "numbers_from", "numbers_on")
    key = ShareKey(
        programme=loading.programme,
        document=loading.documents[block["document"]] if "document" in block else None,
        source=loading.known(loading.funding_sources, source, block, "dekkingsbron") if source else None,
        lines=written_lines(numbers),
        **fields,
        **block.only("agreed_by", "agreed_on", "link", "note"),
    )
    loading.save(key, block)


def _document(loading: Loading, block: Block) -> None:
    document = loading.documents[block["key"]]
    for position, part in enumerate(block.get("route", []), start=1):
        loading.save(RouteStep(document=document, position=position, **part.only(*ROUTE_STEP)), part)
    for part in block.get("adoptions", []):
        _adoptions(loading, document, part, loading.municipalities_coded(block.get("participants", []), block))
    for part in block.get("advices", []):
        source_note = part.get("remark", "")
        advice = Advice(document=document, source_note=source_note, **part.only("by", "direction", "on", "text"))
        loading.save(advice, part)


def _deferred(block: Block) -> dict[str, Any]:
    """Until when it was put off, as precise as the file says."""
    until = block.get("deferred_until")
    return {"deferred_until": until.day, "deferred_precision": until.precision} if until else {}


def _adoptions(loading: Loading, document: Document, block: Block, participants: list[Municipality]) -> None:
    codes = block.get("municipalities", [block["municipality"]] if "municipality" in block else [])
    if bool(block.get("all")) == bool(codes):
        raise block.error("noem 'all', 'municipality' of 'municipalities'.")
    for municipality in participants if block.get("all") else loading.municipalities_coded(codes, block):
        adoption = Adoption(
            document=document,
            municipality=municipality,
            source_note=block.get("remark", ""),
            **block.only(*ADOPTION),
            **_deferred(block),
        )
        loading.save(adoption, block)
