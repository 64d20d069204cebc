"""Reads the stand of a day: which database a query goes to, and where its file is kept."""

import datetime
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, connections, models
from django.db.models import Count, Max, Value

from accounts.standing import end_of, past_day, standing_on
from monitoring.models import Delivery
from municipalities.models import (
    AccessReview,
    Assignment,
    ClaimRule,
    MunicipalityUserPermission,
    OrganisationUserPermission,
    Region,
    RegionUserPermission,
    ReviewedAccess,
)
from regiovisie.stand.copying import ALIAS, make, opened
from regiovisie.stand.parts import PARTS

PLAN = ("municipalities", "actions", "decisions", "monitoring", "evaluations")
RIGHTS = {
    AccessReview,
    Assignment,
    ClaimRule,
    MunicipalityUserPermission,
    OrganisationUserPermission,
    RegionUserPermission,
    ReviewedAccess,
}  # those of today
KEPT = 3600  # seconds that a file of a stand is kept


class StandRouter:
    """Sends what a page of an earlier day reads of the plan to the stand of that day; all else stays where it is."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str | None:
        """The stand for what belongs to the plan; people and their rights are those of today."""
        if past_day() is None:
            return None
        return ALIAS if model in _of_the_plan() else "default"

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str | None:
        """Never the stand."""
        return None if past_day() is None else "default"

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool | None:
        """A person of today may be named beside a row of then."""
        return None if past_day() is None else True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """A stand is made whole, never migrated."""
        return False if db == ALIAS else None


@cache
def _of_the_plan() -> set[type[models.Model]]:
    found = {model for app in PLAN for model in apps.get_app_config(app).get_models(include_auto_created=True)}
    return found - RIGHTS


@contextmanager
def as_it_stood(regions: Iterable[int], day: datetime.date) -> Iterator[None]:
    """From here on these regions are read as they were at the end of a day."""
    connections[ALIAS] = opened(str(file_of(sorted(regions), day)))
    try:
        with standing_on(day):
            yield
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]


def file_of(regions: list[int], day: datetime.date) -> Path:
    """The file with the stand; made when it is not there, or when something that it is made of changed since."""
    folder: Path = settings.STAND_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = hashlib.sha256(repr((regions, day, _mark(regions))).encode()).hexdigest()[:32]
    found = folder / f"{name}.sqlite3"
    _clear(folder)
    if not found.exists():
        handle, half = tempfile.mkstemp(dir=folder, suffix=".half")
        os.close(handle)
        make(Path(half), regions, end_of(day))
        Path(half).replace(found)
    return found


def _mark(regions: list[int]) -> tuple[Any, ...]:
    """Differs as soon as anything was written that a stand is made of, but for places: those follow within the hour."""
    first, *others = (
        part.model.history.order_by().annotate(part=Value(place)).values("part").annotate(last=Max("history_id"))  # type: ignore[attr-defined]
        for place, part in enumerate(PARTS)
    )
    lines = sorted(first.union(*others).values_list("part", "last"), key=lambda line: line[0])
    delivered = Delivery.objects.aggregate(Max("pk"), Count("released_at"), Count("withdrawn_at"))
    named = Region.objects.filter(pk__in=regions).order_by("pk").values_list()
    return (connection.settings_dict["NAME"], *named, *lines, *sorted(delivered.items()))


def _clear(folder: Path) -> None:
    for file in folder.iterdir():
        if time.time() - file.stat().st_mtime > KEPT:
            file.unlink(missing_ok=True)
