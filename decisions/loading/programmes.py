"""Loads whole programmes from fixtures: the plan, and what was decided, advised and promised about it."""

from django.db import transaction

from actions.loading.programmes import load_plan
from actions.loading.rows import Loading
from actions.models import Document
from decisions.models import Adoption, Advice, Commitment
from municipalities.loading.fixture_file import Block
from municipalities.models import Municipality


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
    return loading


def _document(loading: Loading, block: Block) -> None:
    document = loading.documents[block["key"]]
    for part in block.get("adoptions", []):
        _adoptions(loading, document, part, loading.municipalities_coded(block.get("participants", []), block))
    for part in block.get("advices", []):
        source_note = part.get("remark", "")
        advice = Advice(document=document, source_note=source_note, **part.only("by", "direction", "on", "text"))
        loading.save(advice, part)


def _adoptions(loading: Loading, document: Document, block: Block, participants: list[Municipality]) -> None:
    codes = block.get("municipalities", [block["municipality"]] if "municipality" in block else [])
    if bool(block.get("all")) == bool(codes):
        raise block.error("noem 'all', 'municipality' of 'municipalities'.")
    for municipality in participants if block.get("all") else loading.municipalities_coded(codes, block):
        adoption = Adoption(
            document=document,
            municipality=municipality,
            source_note=block.get("remark", ""),
            **block.only("body", "state", "planned_for", "submitted_on", "decided_on", "amendment", "text", "link"),
        )
        loading.save(adoption, block)
