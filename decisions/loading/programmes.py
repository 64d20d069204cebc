"""Loads whole programmes from fixtures: the plan, and what was decided, advised and promised about it."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from actions.loading.programmes import load_plan
from actions.loading.rows import Loading
from actions.models import Document
from decisions.loading.of_municipalities import load_of_municipalities
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
        _commitment(loading, part)
    for part in block.get("share_keys", []):
        _share_key(loading, part)
    load_of_municipalities(loading, block)
    return loading


def _commitment(loading: Loading, block: Block) -> None:
    """What partners promised; of who signed their role and term are written before its one line of history."""
    terms = ("planned_for", "signed_on", "valid_from", "valid_until")
    fields = block.only("title", "kind", "purpose", "text", "state", "link", *terms)
    commitment = Commitment(programme=loading.programme, source_note=block.get("remark", ""), **fields)
    signers = block.get("signers", [])
    names = [*block.get("parties", []), *(signer["organisation"] for signer in signers)]
    loading.save(commitment, block, sets={"parties": loading.organisations_named(names, block)})
    for signer in signers:
        (organisation,) = loading.organisations_named([signer["organisation"]], signer)
        told = signer.only("role", "since", "until")
        commitment.signatures.filter(organisation=organisation).update(**told)
        then = Commitment.history.model._meta.get_field("historicalsignature").related_model._default_manager
        then.filter(commitment=commitment, organisation=organisation).update(**told)


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
        told = part.only("by", "kind", "direction", "on", "text", "link", "response", "response_by", "response_on")
        codes = [part["municipality"]] if "municipality" in part else []
        place = next(iter(loading.municipalities_coded(codes, part)), None)
        advice = Advice(document=document, source_note=part.get("remark", ""), municipality=place, **told)
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
