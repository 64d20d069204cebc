"""Loads the reference data about places (fixtures/reference, fixtures/geo) and brings it up to date on every run."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from municipalities.loading.fixture_file import (
    Block,
    FixtureError,
    Shape,
    check,
    day,
    read_list,
    read_table,
    several,
    text,
    yes_no,
)
from municipalities.models import CentreRole, Membership, Merger, Municipality, Region, Subregion

MUNICIPALITY = Shape(
    {
        "gm_code": text, "name": text, "name_cbs": text, "province": text, "province_code": text,
        "valid_from": day, "valid_until": day, "fictitious": yes_no, "source": text,
    },
    required=("gm_code", "name", "fictitious"),
)  # fmt: skip
MERGER = Shape(
    {"date": day, "from_code": text, "to_code": text, "kind": text, "source": text},
    required=("date", "from_code", "to_code", "kind"),
)
REGION = Shape(
    {
        "slug": text, "kind": text, "code": text, "name": text, "statline_name": text, "organisation": text,
        "fictitious": yes_no, "subregions": several(text), "note": text, "source": text,
    },
    required=("slug", "kind", "name", "fictitious"),
)  # fmt: skip
MEMBERSHIP = Shape(
    {
        "region_slug": text, "gm_code": text, "subregion": text,
        "valid_from": day, "valid_until": day, "source": text, "note": text,
    },
    required=("region_slug", "gm_code", "valid_from"),
)  # fmt: skip
CENTRE_ROLE = Shape(
    {
        "centre_code": text, "gm_code": text, "domain": text,
        "valid_from": day, "valid_until": day, "source": text, "note": text,
    },
    required=("centre_code", "gm_code", "domain", "valid_from"),
)  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    """What became of one file: how many rows it has, how many were new and how many were changed."""

    name: str
    rows: int
    new: int
    changed: int

    def __str__(self) -> str:
        return f"{self.name}: {self.rows} ({self.new} nieuw, {self.changed} bijgewerkt)"


def bring_up_to_date(
    name: str, rows: Iterable[tuple[models.Model, Block]], *, key: tuple[str, ...], keep: tuple[str, ...] = ()
) -> Loaded:
    """Make the table equal to the rows of a file, found again by key.

    Rows that are not in the file stay as they are, and so do the fields of `keep` in rows that are there already.
    """
    new: list[models.Model] = []
    changed: list[models.Model] = []
    present: dict[tuple[Any, ...], models.Model] | None = None
    count = 0
    seen: set[tuple[Any, ...]] = set()
    fields: list[str] = []
    for row, block in rows:
        check(row, block)
        count += 1
        if present is None:
            present = {_key(found, key): found for found in type(row)._default_manager.all()}
            skipped = ("id", *keep)
            fields = [field.attname for field in row._meta.concrete_fields if field.name not in skipped]
        if _key(row, key) in seen:
            raise block.error("deze regel staat er twee keer.")
        seen.add(_key(row, key))
        known = present.get(_key(row, key))
        if known is None:
            new.append(row)
        elif any(getattr(known, field) != getattr(row, field) for field in fields):
            row.pk = known.pk
            changed.append(row)
    if new:
        type(new[0])._default_manager.bulk_create(new)
    if changed:
        type(changed[0])._default_manager.bulk_update(changed, fields)
    return Loaded(name, count, len(new), len(changed))


def _key(row: models.Model, key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, field) for field in key)


@transaction.atomic
def load_reference(fixtures: Path) -> list[Loaded]:
    """Load municipalities, regions and their ties, all or nothing. Raises FixtureError."""
    reference = fixtures / "reference"
    loaded = [_municipalities(reference / "municipalities.csv", fixtures / "geo" / "outlines.json")]
    codes = Places({municipality.code: municipality for municipality in Municipality.objects.all()}, "gemeente")
    loaded.append(_mergers(reference / "mergers.csv", codes))
    loaded += _regions(reference / "regions.yaml")
    loaded.append(_memberships(reference / "memberships.csv", codes))
    loaded.append(_centre_roles(reference / "centre_roles.csv", codes))
    return loaded


@dataclass(frozen=True)
class Places:
    """Rows by their code, with an error for a code that does not exist."""

    rows: dict[str, Any]
    kind: str

    def find(self, code: str, block: Block) -> Any:
        """The row with this code. Raises FixtureError."""
        if code not in self.rows:
            raise block.error(f"onbekende {self.kind} '{code}'.")
        return self.rows[code]


def _municipalities(path: Path, outlines_path: Path) -> Loaded:
    outlines: dict[str, str] = json.loads(outlines_path.read_text(encoding="utf-8"))
    blocks = list(read_table(path, MUNICIPALITY))
    unknown = {code for code in outlines if not code.startswith("_")} - {block["gm_code"] for block in blocks}
    if unknown:
        raise FixtureError(f"onbekende gemeente {', '.join(sorted(unknown))}.", path=outlines_path)
    names: dict[str, int] = {}
    for block in blocks:
        names[slugify(block["name"])] = names.get(slugify(block["name"]), 0) + 1
    rows = []
    for block in blocks:
        slug = slugify(block["name"])
        # "since, or longer": where the first day is not known, what is known is that it existed on its last one
        since = block.get("valid_from", block.get("valid_until"))
        if since is None:
            raise block.error("valid_from of valid_until ontbreekt.")
        row = Municipality(
            code=block["gm_code"],
            slug=slug if names[slug] == 1 else f"{slug}-{block['gm_code'].lower()}",
            name=block["name"],
            name_cbs=block.get("name_cbs", block["name"]),
            outline=outlines.get(block["gm_code"], ""),
            valid_from=since,
            **block.only("province", "province_code", "valid_until", "fictitious", "source"),
        )
        rows.append((row, block))
    return bring_up_to_date("gemeenten", rows, key=("code",))


def _mergers(path: Path, codes: Places) -> Loaded:
    rows = [
        (
            Merger(
                on=block["date"],
                old=codes.find(block["from_code"], block),
                new=codes.find(block["to_code"], block),
                **block.only("kind", "source"),
            ),
            block,
        )
        for block in read_table(path, MERGER)
    ]
    return bring_up_to_date("herindelingen", rows, key=("on", "old_id", "new_id"))


def _regions(path: Path) -> list[Loaded]:
    blocks = read_list(path, REGION)
    rows = [
        (
            Region(
                **block.only(
                    "slug", "kind", "code", "name", "statline_name", "organisation", "fictitious", "note", "source"
                )
            ),
            block,
        )
        for block in blocks
    ]
    loaded = bring_up_to_date("regio's", rows, key=("slug",))
    regions = {region.slug: region for region in Region.objects.all()}
    parts = [
        (Subregion(region=regions[block["slug"]], name=name), block)
        for block in blocks
        for name in block.get("subregions", [])
    ]
    return [loaded, bring_up_to_date("subregio's", parts, key=("region_id", "name"))]


def _memberships(path: Path, codes: Places) -> Loaded:
    regions = Places({region.slug: region for region in Region.objects.all()}, "regio")
    parts = {(part.region_id, part.name): part for part in Subregion.objects.all()}
    rows = []
    for block in read_table(path, MEMBERSHIP):
        region = regions.find(block["region_slug"], block)
        part = parts.get((region.pk, block.get("subregion", "")))
        if "subregion" in block and part is None:
            raise block.error(f"onbekende subregio '{block['subregion']}'.")
        municipality = codes.find(block["gm_code"], block)
        ties = block.only("valid_from", "valid_until", "source", "note")
        rows.append((Membership(region=region, municipality=municipality, subregion=part, **ties), block))
    return bring_up_to_date("deelnames aan regio's", rows, key=("region_id", "municipality_id", "valid_from"))


def _centre_roles(path: Path, codes: Places) -> Loaded:
    rows = [
        (
            CentreRole(
                centre=codes.find(block["centre_code"], block),
                municipality=codes.find(block["gm_code"], block),
                **block.only("domain", "valid_from", "valid_until", "source", "note"),
            ),
            block,
        )
        for block in read_table(path, CENTRE_ROLE)
    ]
    return bring_up_to_date("centrumgemeenten", rows, key=("centre_id", "municipality_id", "domain", "valid_from"))
