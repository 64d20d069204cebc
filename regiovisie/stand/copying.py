"""Makes the database of a stand: a SQLite file with the regions asked for, as they were at a moment.

Of each model with a history the lines up to the moment are copied, and of each row the last of them, unless that says
that it was removed. A row that is classified more strictly today keeps today's classification, and what is a concept
again today is one then: nothing opens again by asking for an earlier day.
"""

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection as main
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from actions.models.base import Classification
from actions.models.classified import STRICTNESS, Classified
from monitoring.models import Delivery, Figure
from monitoring.rules.current import mark_current
from municipalities.models import Region
from regiovisie.stand.parts import AS_IT_IS, PARTS, Part

ALIAS = "stand"
APPS = ("contenttypes", "auth", "accounts", "municipalities", "actions", "decisions", "monitoring", "evaluations")
BATCH = 2000


def opened(path: str, *, to_write: bool = False) -> BaseDatabaseWrapper:
    """A connection to the database of a stand; to read it, unless said otherwise."""
    name = path if to_write else f"file:{path}?mode=ro&immutable=1"
    settings = dict(main.settings_dict) | {
        "ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": {"uri": True} if not to_write else {},
        "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "ATOMIC_REQUESTS": False, "AUTOCOMMIT": True,
    }  # fmt: skip
    return DatabaseWrapper(settings, ALIAS)


def make(path: Path, regions: Iterable[int], moment: datetime.datetime) -> None:
    """Write the stand of some regions at a moment to a new file. Reads the main database, and changes nothing in it."""
    target = sqlite3.connect(path)
    target.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _schema())
    with target:
        _Copy(target, moment).fill(sorted(regions))
    target.close()
    connections[ALIAS] = opened(str(path), to_write=True)
    try:
        mark_current(using=ALIAS)
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]


@cache
def _schema() -> str:
    """The statements that make the tables, without their indexes: a stand is small."""
    memory = opened(":memory:", to_write=True)
    with memory.schema_editor(atomic=False) as editor:
        for app in APPS:
            for model in apps.get_app_config(app).get_models():
                editor.create_model(model)
    with memory.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%%'")
        tables = [row[0] for row in cursor.fetchall()]
    memory.close()
    return ";".join(tables) + ";"


class _Copy:
    """What is copied so far: the ids of the rows of each model, and of those that were removed."""

    def __init__(self, target: sqlite3.Connection, moment: datetime.datetime) -> None:
        self.target, self.moment = target, moment
        self.adapter = opened(":memory:", to_write=True)
        self.known: dict[type[models.Model], set[int]] = {User: set()}

    def fill(self, regions: Sequence[int]) -> None:
        self.known[Region] = set(regions)
        for model in AS_IT_IS:
            self.write(model, model._default_manager.values_list(*_columns(model)))
        for part in PARTS:
            self.copy(part)
        self.people()
        self.figures()

    def copy(self, part: Part) -> None:
        """The lines of history of one model, and the rows that follow from them."""
        history: Any = part.model.history.model  # type: ignore[attr-defined]
        names = _columns(history)
        of = {f"{part.column}__in": self.known[part.of]}
        told = history.objects.filter(**of).order_by("history_date", "history_id").values_list(*names)
        lines = list(told.filter(history_date__lt=self.moment))
        at = {name: place for place, name in enumerate(names)}
        last = {line[at["id"]]: line for line in lines}
        if part.undated:
            later = told.filter(history_date__gte=self.moment, history_type="+").exclude(id__in=list(last))
            last = {line[at["id"]]: line for line in later} | last
        self.known[part.model] = set(last)
        self.write(history, lines)
        by = [at[field.attname] for field in history._meta.concrete_fields if field.related_model is User]
        self.known[User] |= {line[place] for line in lines for place in by} - {None}
        here = {pk: line for pk, line in last.items() if line[at["history_type"]] != "-"}
        rows = [[line[at[name]] for name in _columns(part.model)] for line in here.values()]
        self.write(part.model, self.not_released_again(part.model, self.not_opened_again(part.model, rows)))
        ids = [line[at["history_id"]] for line in lines]
        holding = {line[at["history_id"]] for line in here.values()}
        for field in history._history_m2m_fields:
            self.copy_set(part.model, field, ids, holding)

    def copy_set(self, model: type[models.Model], field: Any, lines: Sequence[int], holding: set[int]) -> None:
        """Who belonged to a many-to-many set at each line of history, and by the lines that hold."""
        through = field.remote_field.through
        history: Any = model.history.model  # type: ignore[attr-defined]
        kept: Any = history._meta.get_field(f"historical{through._meta.model_name}").related_model
        names = _columns(kept)
        same = [name for name in _columns(through) if name in names]
        for some in _batches(lines):
            rows = list(kept.objects.filter(history__in=some).values_list(*names))
            self.write(kept, rows)
            held = [dict(zip(names, row, strict=True)) for row in rows]
            hold = [row for row in held if row["history_id"] in holding]
            self.write(through, [[row[name] for name in same] for row in hold], same)

    def not_opened_again(self, model: type[models.Model], rows: list[list[Any]]) -> list[list[Any]]:
        """The rows, with today's classification where that is stricter."""
        if not issubclass(model, Classified):
            return rows
        names = _columns(model)
        marks = [field.attname for field in Classified._meta.local_fields]
        places = [names.index(mark) for mark in marks]
        hidden = model._default_manager.exclude(classification=Classification.PUBLIC).values_list("pk", *marks)
        now = {row[0]: dict(zip(marks, row[1:], strict=True)) for row in hidden}
        key, kind = names.index("id"), names.index("classification")
        for row in rows:
            today = now.get(row[key])
            if today and STRICTNESS.index(today["classification"]) > STRICTNESS.index(row[kind]):
                for mark, place in zip(marks, places, strict=True):
                    row[place] = today[mark]
        return rows

    def not_released_again(self, model: type[models.Model], rows: list[list[Any]]) -> list[list[Any]]:
        """The rows; what went back to being a concept since is one here too."""
        names = _columns(model)
        if "released_at" not in names:
            return rows
        key, moment = names.index("id"), names.index("released_at")
        concepts = set(model._default_manager.filter(released_at=None).values_list("pk", flat=True))
        return [[*row[:moment], None, *row[moment + 1 :]] if row[key] in concepts else row for row in rows]

    def people(self) -> None:
        """Who the lines name, without their passwords and rights."""
        blank = {"password": "", "is_superuser": False, "is_staff": False}
        names = _columns(User)
        known = User.objects.filter(pk__in=self.known[User]).values_list(*names)
        self.write(User, [[blank.get(name, value) for name, value in zip(names, row, strict=True)] for row in known])

    def figures(self) -> None:
        """The public figures of what was delivered and released by then, and not withdrawn by then.

        What was called back because it told too much stays away.
        """
        day = timezone.localdate(self.moment - datetime.timedelta(microseconds=1))
        received = Q(received_on=None) | Q(received_on__lte=day)
        released = Q(source__veilig_thuis=None) | Q(released_at__lt=self.moment)
        still = Q(withdrawn_at__gte=self.moment) & ~Q(withdrawn_kind=Delivery.WithdrawnKind.TOO_MUCH)
        delivered = Delivery.objects.filter(received, released, Q(withdrawn_at=None) | still)
        blank = {"withdrawn_at": None, "withdrawn_because": "", "withdrawn_kind": ""}
        names = _columns(Delivery)
        rows = delivered.values_list(*names)
        self.write(Delivery, [[blank.get(name, value) for name, value in zip(names, row, strict=True)] for row in rows])
        self.write(Figure, Figure.objects.filter(exact=False, delivery__in=delivered).values_list(*_columns(Figure)))

    def write(self, model: type[models.Model], rows: Iterable[Sequence[Any]], names: Sequence[str] = ()) -> None:
        """Add rows to a table: values as the model has them, in the order of the columns named."""
        names = names or _columns(model)
        fields = {field.attname: field for field in model._meta.concrete_fields}
        keep = [fields[name].get_db_prep_save for name in names]
        quoted = ", ".join(f'"{fields[name].column}"' for name in names)
        statement = f'INSERT INTO "{model._meta.db_table}" ({quoted}) VALUES ({", ".join("?" * len(names))})'
        self.target.executemany(
            statement, ([kept(value, self.adapter) for kept, value in zip(keep, row, strict=True)] for row in rows)
        )


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
