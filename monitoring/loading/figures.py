"""Loads sources, indicators and figures from fixtures, and brings them up to date on every run."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from actions.loading.programmes import read_programmes
from actions.models import Goal, Programme
from monitoring.models import Delivery, Figure, Indicator, Source
from monitoring.rules.areas import NETHERLANDS, PARTS, PROVINCES
from monitoring.rules.current import mark_current
from municipalities.loading.fixture_file import (
    Block,
    Shape,
    amount,
    by_key,
    check,
    read_list,
    read_table,
    several,
    text,
    whole,
    yes_no,
)
from municipalities.loading.reference import Loaded, bring_up_to_date
from municipalities.models import Municipality, Region
from reading import periods

SOURCE = Shape(
    {
        "key": text, "title": text, "publisher": text, "url": text, "licence": text, "note": text,
        "programme": text, "fictitious": yes_no, "rounds_to": whole, "veilig_thuis": text,
    },
    required=("key", "title"),
)  # fmt: skip
INDICATOR = Shape(
    {
        "slug": text, "title": text, "unit": text, "additive": yes_no, "definition": text, "interpretation": text,
        "source": text, "target": amount, "baseline": amount, "cbs_topic": text, "cbs_category": text, "region": text,
        "whole": text, "dimension": text, "relation": text, "same_as": text, "synonyms": several(text),
        "numerator": text, "denominator": text, "breaks": by_key(text, text),
        "goals": several(Shape({"programme": text, "text": text}, required=("programme", "text"))),
    },
    required=("slug", "title", "unit", "additive", "interpretation", "source"),
)  # fmt: skip
PRINTED = Shape(
    {
        "indicator": text, "area": text, "period": text, "value": amount, "qualifier": text, "as_printed": text,
        "text": text, "remark": text,
    },
    required=("indicator", "area", "value", "text"),
)  # fmt: skip
FIGURE = Shape(
    {
        "indicator": text, "area_code": text, "period": text, "value": amount, "reason": text, "qualifier": text,
        "status": text, "source": text, "delivery": text, "note": text, "url": text,
    },
    required=("indicator", "area_code", "period", "status", "source", "delivery"),
)  # fmt: skip
TIES = ("whole", "same_as", "numerator", "denominator")  # to other indicators, so set when all are there
Row = tuple[Figure, Block]
T = TypeVar("T")


@transaction.atomic
def load_figures(fixtures: Path) -> list[Loaded]:
    """Load all, or nothing. Programmes that are not loaded are passed by. Raises FixtureError."""
    blocks, _ = read_programmes(fixtures / "programmes")  # load_programmes says what cannot be read
    present = {programme.slug: programme for programme in Programme.objects.select_related("region")}
    programmes = [(present[block["slug"]], block) for block in blocks if block["slug"] in present]
    loaded = [_sources(fixtures / "reference" / "sources.yaml", present)]
    indicators = read_list(fixtures / "reference" / "indicators.yaml", INDICATOR)
    indicators += [INDICATOR(part) for _, block in programmes for part in block.get("indicators", [])]
    loaded.append(_indicators(indicators))
    places = Areas()
    for programme, block in programmes:
        if "figures_printed" in block:
            name = f"cijfers afgedrukt in {programme.slug}"
            rows = list(_printed(programme, block))
            loaded.append(_figures(name, rows, places))
            _forget_others(rows)
    for path in sorted((fixtures / "figures").glob("*.csv")):
        loaded.append(_figures(f"cijfers uit {path.name}", _delivered(path), places))
    mark_current()
    return loaded


class Areas:
    """The codes a figure may be about: country, provinces, Veilig Thuis regions, municipalities of all times."""

    def __init__(self) -> None:
        regions = Region.objects.exclude(code="").values_list("code", flat=True)
        self.codes = {NETHERLANDS, *PARTS, *PROVINCES, *regions, *Municipality.objects.values_list("code", flat=True)}

    def check(self, figure: Figure, block: Block) -> None:
        """Raises FixtureError for an area or period that does not exist."""
        if figure.area_code not in self.codes:
            raise block.error(f"onbekend gebied '{figure.area_code}'.")
        if figure.period != periods.UNSTATED and periods.kind(figure.period) == "other":
            raise block.error(f"onbekende periode '{figure.period}'.")


def _sources(path: Path, programmes: dict[str, Programme]) -> Loaded:
    rows = []
    regions = {region.slug: region for region in Region.objects.all()}
    for block in read_list(path, SOURCE):
        slug = block.get("programme")
        if slug is not None and slug not in programmes:
            raise block.error(f"programma '{slug}' is niet geladen.")
        fields = block.only("key", "title", "publisher", "url", "licence", "note", "fictitious", "rounds_to")
        source = Source(programme=programmes[slug] if slug else None, **fields)
        source.veilig_thuis = _named(block, "veilig_thuis", regions)
        known = Source.objects.filter(key=source.key, deliveries__isnull=False).first()
        if known and known.veilig_thuis_id != source.veilig_thuis_id:
            raise block.error("'veilig_thuis' verandert niet meer: er zijn al cijfers van deze bron.")
        rows.append((source, block))
    return bring_up_to_date("bronnen", rows, key=("key",), keep=("organisation",))


def _indicators(blocks: list[Block]) -> Loaded:
    sources = {source.key: source for source in Source.objects.all()}
    regions = {region.slug: region for region in Region.objects.all()}
    rows = []
    described = set(Indicator.objects.exclude(described_at=None).values_list("slug", flat=True))
    for position, block in enumerate(blocks, start=1):
        if block["slug"] in described:  # somebody wrote it in the portal since
            continue
        if block["source"] not in sources:
            raise block.error(f"onbekende bron '{block['source']}'.")
        fields = {key: value for key, value in block.items() if key not in ("source", "region", "goals", *TIES)}
        indicator = Indicator(source=sources[block["source"]], position=position, **fields)
        indicator.region = _named(block, "region", regions)
        indicator.relation = block.get("relation") or _relation(block)
        rows.append((indicator, block))
    loaded = bring_up_to_date("indicatoren", rows, key=("slug",), keep=TIES)
    _tie([block for block in blocks if block["slug"] not in described])
    return loaded


def _relation(block: Block) -> str:
    """What is defined hangs together as it is written down: a part of its whole, or alone."""
    return Indicator.Relation.PART if block.get("whole") else Indicator.Relation.ALONE


def _named(block: Block, key: str, found: Mapping[str, T]) -> T | None:
    """The row that a key of the block names. Raises FixtureError for a name that does not exist."""
    name = block.get(key)
    if name is not None and name not in found:
        raise block.error(f"onbekend bij '{key}': '{name}'.", key)
    return found[name] if name is not None else None


def _tie(blocks: list[Block]) -> None:
    """Tie indicators to the ones they are part or share of, and to the goals they say something about."""
    indicators = {indicator.slug: indicator for indicator in Indicator.objects.all()}
    goals = {(goal.programme.slug, goal.text): goal for goal in Goal.objects.select_related("programme")}
    loaded = {slug for slug, _text in goals}
    for block in blocks:
        indicator = indicators[block["slug"]]
        ties = {key: _named(block, key, indicators) for key in TIES}
        if any(getattr(indicator, key) != other for key, other in ties.items()):
            for key, other in ties.items():
                setattr(indicator, key, other)
            indicator.save(update_fields=TIES)
        named = [part for part in block.get("goals", []) if part["programme"] in loaded]
        for part in named:
            if (part["programme"], part["text"]) not in goals:
                raise part.error(f"programma '{part['programme']}' heeft geen doel '{part['text']}'.")
        if "goals" in block:
            indicator.goals.set([goals[part["programme"], part["text"]] for part in named])


def _figures(name: str, rows: Iterable[Row], areas: Areas) -> Loaded:
    """Load figures; which of them hold now is decided when all are there."""
    checked = []
    for figure, block in rows:
        areas.check(figure, block)
        checked.append((figure, block))
    key = ("indicator_id", "area_code", "period", "delivery_id")
    return bring_up_to_date(name, checked, key=key, keep=("is_current",))


def _printed(programme: Programme, block: Block) -> Iterator[Row]:
    """The figures that a programme prints, delivered by its document."""
    source = Source.objects.filter(programme=programme).first()
    if source is None:
        source = Source(key=programme.slug, title=programme.title, programme=programme)
        source.fictitious = programme.region.fictitious
        check(source, block)
        source.save()
    known = programme.dated if programme.is_day(programme.dated) else None  # a document of a year came in on no day
    delivery, _ = Delivery.objects.get_or_create(
        source=source, title=f"Afgedrukt in: {programme.short_title}", defaults={"received_on": known}
    )
    indicators = {indicator.slug: indicator for indicator in Indicator.objects.all()}
    for part in (PRINTED(item) for item in block["figures_printed"]):
        if part["indicator"] not in indicators:
            raise part.error(f"onbekende indicator '{part['indicator']}'.")
        figure = Figure(
            indicator=indicators[part["indicator"]],
            delivery=delivery,
            area_code=part["area"],
            note=part.get("remark", ""),
            document=source.document,
            is_current=False,
            **part.only("period", "value", "qualifier", "as_printed", "text"),
        )
        yield figure, part


def _forget_others(rows: Iterable[Row]) -> None:
    """Take away what the fixture said before that the document prints."""
    kept = {(figure.indicator_id, figure.area_code, figure.period) for figure, _block in rows}
    before = Figure.objects.filter(delivery__in={figure.delivery_id for figure, _block in rows})
    gone = [each.pk for each in before if (each.indicator_id, each.area_code, each.period) not in kept]
    Figure.objects.filter(pk__in=gone).delete()


def _delivered(path: Path) -> Iterator[Row]:
    """The figures of a table. A delivery that comes later in the table replaces an earlier one."""
    indicators = {indicator.slug: indicator for indicator in Indicator.objects.all()}
    sources = {source.key: source for source in Source.objects.all()}
    deliveries: dict[tuple[str, str], Delivery] = {}
    for block in read_table(path, FIGURE):
        if block["indicator"] not in indicators:
            raise block.error(f"onbekende indicator '{block['indicator']}'.")
        if block["source"] not in sources:
            raise block.error(f"onbekende bron '{block['source']}'.")
        if ("value" in block) == ("reason" in block):
            raise block.error("geef een waarde, of de reden waarom die er niet is.")
        key = (block["source"], block["delivery"])
        if key not in deliveries:
            deliveries[key], _ = Delivery.objects.get_or_create(source=sources[key[0]], title=key[1])
        figure = Figure(
            indicator=indicators[block["indicator"]],
            delivery=deliveries[key],
            is_current=False,
            exact=sources[key[0]].is_exact,
            document=sources[key[0]].document,
            **block.only("area_code", "period", "value", "reason", "qualifier", "status", "note", "url"),
        )
        yield figure, block
