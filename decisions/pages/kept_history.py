"""The history of a row that people keep, and what two people made of it at the same time, in words."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from actions.pages.versions import Change, Version
from actions.rules.kept import Clash, Telling, put_together
from decisions.models import Commitment, ShareKey
from decisions.models.commitments import Signer
from decisions.rules.shares import lines_in_words, read_lines
from decisions.services.keeping import content_of, label_of, way_of
from municipalities.models import FormerName, Municipality, Organisation
from municipalities.services.keeping import changed, comparable
from reading import formats, quarters

GONE = "bestaat niet meer"
QUARTERS = ("planned_for", "starts_in", "ends_in")
READ_FROM_PLANNING = frozenset({"starts_in", "ends_in"})
MOMENTS = ("released_at",)  # what is asked is whether there is one
TOGETHER = (  # what people mean as one, when two of them change a row
    ("programme_id", "line_id", "theme_id"),
    ("planning_text", "starts_in", "ends_in"),
    ("kind", "lines"),
)


def versions(kind: type[Any], pk: int) -> list[Version]:
    """Every save of a row, the last one first; a fixed number of queries, however many there are."""
    lines = kind.history.filter(id=pk).select_related("history_user").order_by("history_id")
    rows = list(lines)
    contents = _contents(kind, rows)
    names = _names(kind, contents)
    before: dict[str, Any] = {}
    found = []
    for line, content in zip(rows, contents, strict=True):
        parts = [] if line.history_type == "-" else _told(kind, before, content, names)
        found.append(Version.told_by(line, parts))
        before = content if line.history_type != "-" else before
    return found[::-1]


def clash_of(row: Any, typed: dict[str, Any], *, version: int, this: str) -> Clash:
    """What two people made of the same row: `typed` on top of an older version beside what it is now."""
    kind, now = type(row), content_of(row)
    lines = list(kind.history.filter(id=row.pk).select_related("history_user").order_by("history_id"))
    known = next((line for line in lines if line.history_id == version), None)
    then = way_of(kind).then(known) if known else None
    names = _names(kind, [dict(held) for held in (then, now, typed) if held])
    telling = Telling(
        this=this,
        label=lambda name: label_of(kind, name),
        words=lambda name, held: _in_words(kind, name, held[name], names).splitlines(),
        together=TOGETHER,
        silent=READ_FROM_PLANNING,
        alike=lambda name, value: bool(value) if name in MOMENTS else comparable(value),
    )
    return put_together(telling, lines, version=version, then=then, now=now, mine=typed)


def _contents(kind: type[Any], lines: list[Any]) -> list[dict[str, Any]]:
    """What the row was at each line; of a commitment with who signed then."""
    plain = [{name: getattr(line, name) for name in kind.CONTENT} for line in lines]
    if kind is not Commitment:
        return plain
    signed = Commitment.history.model._meta.get_field("historicalsignature").related_model._default_manager
    then: dict[int, list[Any]] = {}
    for one in signed.filter(history__in=[line.history_id for line in lines]).order_by("pk"):
        then.setdefault(one.history_id, []).append((one.organisation_id, one.role, one.since, one.until))
    return [
        content | {"signers": tuple(then.get(line.history_id, ()))} for content, line in zip(plain, lines, strict=True)
    ]


def _names(kind: type[Any], contents: list[dict[str, Any]]) -> dict[str, dict[Any, str]]:
    """The names of what the contents point at, by field."""
    found: dict[str, dict[Any, str]] = {}
    for name in kind.CONTENT:
        if name.endswith("_id"):
            related: Any = kind._meta.get_field(name.removesuffix("_id")).related_model
            ids = {content[name] for content in contents} - {None}
            found[name] = {pk: str(row) for pk, row in related._default_manager.in_bulk(ids).items()} if ids else {}
    if kind is ShareKey:
        codes = {code for content in contents for code in read_lines(content["lines"])}
        found["lines"] = dict(Municipality.objects.filter(code__in=codes).values_list("code", "name"))
    parties = {signer[0] for content in contents for signer in content.get("signers", ())}
    if parties:
        former = FormerName.objects.filter(former_id__in=parties).values_list("former_id", "name")
        found["signers"] = dict(former) | dict(Organisation.objects.filter(pk__in=parties).values_list("pk", "name"))
    return found


def _told(kind: type[Any], before: dict[str, Any], content: dict[str, Any], names: Any) -> list[Change]:
    parts = changed(before, content) if before else [name for name, value in content.items() if value]
    return [
        Change(
            label_of(kind, name),
            _in_words(kind, name, before.get(name), names),
            _in_words(kind, name, content[name], names),
        )
        for name in parts
    ]


def _in_words(kind: type[Any], name: str, value: Any, names: dict[str, dict[Any, str]]) -> str:
    if value in (None, "", ()):
        return ""
    if name == "signers":
        return "\n".join(_signer(signer, names["signers"]) for signer in value)
    if name == "lines":
        return lines_in_words(value, names["lines"])
    if isinstance(value, Decimal):
        return formats.euro(value)
    if name in names:
        return names[name].get(value, GONE)
    if name in QUARTERS:
        return quarters.label(value)
    if isinstance(value, datetime.datetime):
        return formats.day(timezone.localtime(value).date())
    if isinstance(value, datetime.date):
        return formats.day(value)
    choices = dict(kind._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))


def _signer(signer: Signer, names: dict[int, str]) -> str:
    organisation, role, since, until = signer
    first = f"vanaf {formats.day(since)}" if since else ""
    last = f"tot en met {formats.day(until)}" if until else ""
    more = ", ".join(part for part in (role, " ".join(part for part in (first, last) if part)) if part)
    name = names.get(organisation, GONE)
    return f"{name} ({more})" if more else name
