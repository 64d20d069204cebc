"""Loads plans from fixtures: once, with the document's date as the date of their history."""

import graphlib
from pathlib import Path

from django.db import transaction

from actions.loading.actions import load_actions
from actions.loading.rows import Loading, dated_fields
from actions.loading.schema import PROGRAMME, TOPIC
from actions.models import (
    ActionLine,
    Document,
    FundingBudget,
    FundingSource,
    Goal,
    Moment,
    Note,
    Participation,
    Phase,
    Programme,
    Theme,
    Topic,
)
from municipalities.loading.fixture_file import Block, FixtureError, check, read_list, read_one
from municipalities.loading.reference import Loaded, bring_up_to_date
from municipalities.models import Organisation, Region


@transaction.atomic
def load_topics(path: Path) -> Loaded:
    """Load the shared vocabulary of topics, or bring it up to date. Raises FixtureError.

    What somebody keeps in the portal stays as they made it: changed, merged or taken away.
    """
    kept = set(Topic.history.exclude(history_user=None).values_list("slug", flat=True))
    blocks = [block for block in read_list(path, TOPIC) if block["slug"] not in kept]
    rows = [(Topic(**block.only("slug", "title", "text")), block) for block in blocks]
    return bring_up_to_date("onderwerpen", rows, key=("slug",))


def read_programmes(folder: Path) -> tuple[list[Block], list[FixtureError]]:
    """The programmes of a folder, each after its predecessor, and what is wrong with the files that cannot be read."""
    found: dict[str, Block] = {}
    errors: list[FixtureError] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            found[path.stem] = read_programme(path)
        except FixtureError as error:
            errors.append(error)
    before = {
        slug: {block["predecessor"]} & found.keys() if "predecessor" in block else set()
        for slug, block in found.items()
    }
    try:
        return [found[slug] for slug in graphlib.TopologicalSorter(before).static_order()], errors
    except graphlib.CycleError:
        return [], [*errors, FixtureError("programma's zijn elkaars voorganger.", path=folder)]


def read_programme(path: Path) -> Block:
    """The programme of a file, which is named after it. Raises FixtureError."""
    block = read_one(path, PROGRAMME)
    if block["slug"] != path.stem:
        raise block.error(f"het bestand heet anders dan de slug '{block['slug']}'.")
    return block


@transaction.atomic
def load_plan(block: Block) -> Loading | None:
    """Load a programme without its decisions, all or nothing; None when it is there already, which leaves it as it is.

    Raises FixtureError for a code, name or number that does not exist.
    """
    if Programme.objects.filter(slug=block["slug"]).exists():
        return None
    loading = Loading.start(block)
    _programme(loading, block)
    for part in block.get("documents", []):
        _document(loading, part)
    _plan(loading, block)
    load_actions(loading, block)
    return loading


def _programme(loading: Loading, block: Block) -> None:
    region = loading.find(Region.objects.filter(slug=block["region"]), block, f"regio '{block['region']}'")
    for part in block.get("organisations", []):
        name = part["name"]
        if name in loading.organisations:
            raise part.error(f"organisatie '{name}' staat er twee keer.")
        organisation, is_new = Organisation.objects.get_or_create(
            region=region, name=name, defaults={"kind": part["kind"]}
        )
        if is_new:
            check(organisation, part)
        loading.organisations[name] = organisation
    veilig_thuis = [
        loading.find(Region.objects.filter(code=code), block, f"Veilig Thuis-regio '{code}'")
        for code in block.get("vt_region", [])
    ]
    predecessor = None
    if "predecessor" in block:
        earlier = Programme.objects.filter(slug=block["predecessor"])
        predecessor = loading.find(earlier, block, f"programma '{block['predecessor']}'")
    programme = Programme(
        region=region,
        predecessor=predecessor,
        **dated_fields(block),
        **block.only(
            "slug", "title", "short_title", "line_word", "first_year", "last_year", "summary", "dated_note",
            "source_note", "evaluation_every_years", "evaluation_note", "classification",
        ),
    )  # fmt: skip
    partners = loading.organisations_named(block.get("partners", []), block)
    loading.programme = programme
    loading.save(programme, block, sets={"veilig_thuis_regions": veilig_thuis, "partners": partners})


def _document(loading: Loading, block: Block) -> None:
    participants = loading.municipalities_coded(block.get("participants", []), block)
    notes: dict[str, str] = dict(block.get("participant_notes", {}))
    joined = {municipality.code for municipality in participants}
    # A note on a municipality that does not join (Hoeksche Waard and the vision of Dordrecht) stays with the document.
    apart = [
        f"{municipality.name}: {notes[municipality.code]}"
        for municipality in loading.municipalities_coded([code for code in notes if code not in joined], block)
    ]
    document = Document(
        programme=loading.programme,
        position=loading.next_position("document"),
        source_note="\n\n".join(filter(None, [block.get("source_note", ""), *apart])),
        **dated_fields(block),
        **block.only(
            "key", "title", "kind", "first_year", "last_year", "period_note", "decided_by", "answerable",
            "portfolio_holder", "stated_classification", "annexes", "consequences", "link", "mandate", "classification",
        ),
    )  # fmt: skip
    loading.save(document, block)
    for municipality in participants:
        note = notes.get(municipality.code, "")
        loading.save(Participation(document=document, municipality=municipality, note=note), block)
    loading.documents[document.key] = document


def _plan(loading: Loading, block: Block) -> None:
    """Everything of the programme but its documents and actions."""
    for part in block.get("phases", []):
        fields = part.only("title", "starts", "ends", "ends_text", "text")
        loading.save(Phase(programme=loading.programme, position=loading.next_position("phase"), **fields), part)
    for part in block.get("moments", []):
        fields = part.only("title", "kind", "starts_on", "ends_on", "repeats", "text", "internal")
        loading.save(Moment(programme=loading.programme, **fields), part)
    for part in block.get("funding_sources", []):
        _funding_source(loading, part)
    _goals_and_notes(loading, block)
    for part in block.get("themes", []):
        _theme(loading, part, None)
    for part in block.get("lines", []):
        fields = part.only("number", "title", "national", "text")
        line = ActionLine(programme=loading.programme, source_note=part.get("remark", ""), **fields)
        loading.save(line, part)
        loading.lines[line.number] = line
        _goals_and_notes(loading, part, line=line)
        for theme in part.get("themes", []):
            _theme(loading, theme, line)


def _theme(loading: Loading, block: Block, line: ActionLine | None) -> None:
    theme = Theme(
        programme=loading.programme,
        line=line,
        position=loading.next_position("theme"),
        source_note=block.get("remark", ""),
        **block.only("key", "title", "text"),
    )
    loading.save(theme, block, sets={"topics": loading.topics_named(block.get("topics", []), block)})
    loading.themes[theme.key] = theme
    _goals_and_notes(loading, block, theme=theme)


def _goals_and_notes(
    loading: Loading, block: Block, *, line: ActionLine | None = None, theme: Theme | None = None
) -> None:
    for part in block.get("goals", []):
        parent = part.get("parent")
        if parent is not None and parent not in loading.goals:
            raise part.error(f"onbekend doel '{parent}'.")
        goal = Goal(
            programme=loading.programme,
            line=line,
            theme=theme,
            parent=loading.goals[parent] if parent else None,
            position=loading.next_position("goal"),
            source_note=part.get("remark", ""),
            **part.only("level", "text"),
        )
        loading.save(goal, part)
        if "key" in part:
            loading.goals[part["key"]] = goal
    for part in block.get("notes", []):
        note = Note(
            programme=loading.programme,
            line=line,
            theme=theme,
            position=loading.next_position("note"),
            source_note=part.get("remark", ""),
            **part.only("kind", "title", "text"),
        )
        loading.save(note, part)


def _funding_source(loading: Loading, block: Block) -> None:
    source = FundingSource(programme=loading.programme, **block.only("name", "text"))
    loading.save(source, block)
    loading.funding_sources[source.name] = source
    for year, amount in block.get("budgets", {}).items():
        loading.save(FundingBudget(source=source, year=year, amount=amount), block)
