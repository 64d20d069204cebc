"""Rules that give a role at sign-in, as pages show them: in words, with their history, and what a try gives."""

import datetime
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from accounts.providers import holds
from municipalities.models import ClaimRule, Region
from municipalities.rules.rights import kind_of, reach
from municipalities.rules.wording import name_of


@dataclass(frozen=True)
class RuleLine:
    """A rule in words."""

    rule: ClaimRule
    may_confirm: bool = False

    @property
    def when(self) -> str:
        """`groups = griffie`."""
        return f"{self.rule.claim} = {self.rule.value}"

    @property
    def role(self) -> str:
        """`Griffier`."""
        return name_of((self.rule.role, kind_of(self.rule.place)))


@dataclass(frozen=True)
class Change:
    """One line of the history of a rule."""

    pk: int
    at: datetime.datetime
    by: str
    reason: str
    content: str


def rules_of(user: User, region: Region) -> list[RuleLine]:
    """The rules of a region; two queries, however many there are."""
    found = ClaimRule.objects.within(region).order_by("provider", "claim", "value", "pk")
    gives = reach(user, region)

    def may_confirm(rule: ClaimRule) -> bool:
        return rule.awaits and rule.given_by != user and (rule.role, kind_of(rule.place)) in gives

    return [RuleLine(rule, may_confirm(rule)) for rule in found]


def tried(lines: list[RuleLine], provider: str, claims: dict[str, Any]) -> list[RuleLine]:
    """The rules that these claims of this provider answer to, also those that still wait."""
    return [
        line for line in lines if line.rule.provider == provider and holds(claims, line.rule.claim, line.rule.value)
    ]


def history_of(rule: ClaimRule) -> list[Change]:
    """What became of a rule, the last first."""
    found = rule.history.select_related("history_user", "region", "municipality", "organisation")
    return [_change(line) for line in found.order_by("-history_id")]


def _change(line: Any) -> Change:
    line_of = RuleLine(line)
    place = line.region or line.municipality or line.organisation
    content = f"{line.provider}: {line_of.when}, {line.get_role_display()}, {place}"
    return Change(line.pk, line.history_date, str(line.history_user or ""), line.history_change_reason or "", content)
