"""The loading of one programme: what is known so far, by the names and codes that its file uses."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from django.db import models
from django.utils import timezone

from actions.models import ActionLine, Classified, Document, FundingSource, Goal, Programme, Recorded, Theme, Topic
from municipalities.loading.fixture_file import Block, check
from municipalities.models import Municipality, Organisation

Row = TypeVar("Row", bound=models.Model)
REASON = "Overgenomen uit het document"


def dated_fields(block: Block) -> dict[str, Any]:
    """The date of a document with its precision, as the fields of its model; nothing when the block has no date."""
    found = block.get("dated")
    return {"dated": found.day, "dated_precision": found.precision} if found else {}


def noon(day: datetime.date) -> datetime.datetime:
    """The middle of a day in the Netherlands: documents have a date, history a moment."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


@dataclass
class Loading:
    """What was loaded of a programme so far. Every row it saves gets one line of history, dated as the document."""

    at: datetime.datetime
    municipalities: dict[str, Municipality]
    topics: dict[str, Topic]
    programme: Programme = field(init=False)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    lines: dict[int, ActionLine] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    funding_sources: dict[str, FundingSource] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    positions: Counter[str] = field(default_factory=Counter)

    @classmethod
    def start(cls, block: Block) -> Self:
        """Start with what all programmes share."""
        return cls(
            at=noon(block["dated"].day),
            municipalities={municipality.code: municipality for municipality in Municipality.objects.all()},
            topics={topic.slug: topic for topic in Topic.objects.all()},
        )

    def next_position(self, kind: str) -> int:
        """1, 2, 3...: the order of the document, per kind of row."""
        self.positions[kind] += 1
        return self.positions[kind]

    def save(
        self,
        row: Recorded,
        block: Block,
        *,
        sets: Mapping[str, Iterable[Any]] | None = None,
        reason: str = REASON,
        on: datetime.datetime | None = None,
    ) -> None:
        """Check a row and save it with one line of history, dated as the document unless `on` is given."""
        if isinstance(row, Classified):
            row.settle_secrecy(on=(on or self.at).date())
        check(row, block)
        is_new = row.pk is None
        row.save_with_reason(
            reason, by=None, on=on or self.at, sets={key: rows for key, rows in (sets or {}).items() if rows}
        )
        if is_new:
            self.counts[type(row).__name__] += 1

    def find(self, rows: "models.QuerySet[Row]", block: Block, name: str) -> Row:
        """The only row of a query. Raises FixtureError with the name when there is none."""
        row = rows.first()
        if row is None:
            raise block.error(f"onbekend(e) {name}.")
        return row

    def organisations_named(self, names: Iterable[str], block: Block) -> list[Organisation]:
        """Organisations that the file lists under `organisations`."""
        return [self.known(self.organisations, name, block, "organisatie") for name in names]

    def topics_named(self, slugs: Iterable[str], block: Block) -> list[Topic]:
        """Topics by slug."""
        return [self.known(self.topics, slug, block, "onderwerp") for slug in slugs]

    def municipalities_coded(self, codes: Iterable[str], block: Block) -> list[Municipality]:
        """Municipalities by CBS code."""
        return [self.known(self.municipalities, code, block, "gemeente") for code in codes]

    def known(self, rows: Mapping[Any, Row], key: Any, block: Block, kind: str) -> Row:
        """The row with this key. Raises FixtureError when the file names something that it did not define."""
        if key not in rows:
            raise block.error(f"{kind} '{key}' bestaat niet.")
        return rows[key]
