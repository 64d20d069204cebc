"""What is kept by people has a history that they can read: who, when, what it was, and why."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import User


class Recorded(models.Model):
    """A plan model whose every change is kept: who, when, what it was, and why (django-simple-history)."""

    class Meta:
        abstract = True

    def save_with_reason(
        self,
        reason: str,
        *,
        by: User | None,
        on: datetime.datetime | None = None,
        sets: Mapping[str, Iterable[Any]] | None = None,
    ) -> None:
        """Save the row and its many-to-many sets as exactly one line of history.

        `on` dates the line (a plan loaded from a document gets the document's date); `sets` maps a many-to-many field
        to its new members.
        """
        is_new = self._state.adding
        if sets:
            self.skip_history_when_saving = True
            if is_new:
                self.save()
            for field, members in sets.items():
                getattr(self, field).set(members)
            del self.skip_history_when_saving
        self._change_reason, self._history_user = reason[:100], by
        if on is not None:
            self._history_date = on
        self.save()
        if is_new and sets:
            lines: Any = self.history  # type: ignore[attr-defined]
            lines.filter(pk=lines.latest("pk").pk).update(history_type="+")  # it was made by this
        for mark in ("_change_reason", "_history_user", "_history_date"):
            self.__dict__.pop(mark, None)

    def delete_with_reason(self, reason: str, *, by: User | None) -> None:
        """Delete the row; its history stays and says why."""
        self._change_reason, self._history_user = reason[:100], by
        self.delete()


def double_click() -> datetime.datetime:
    """The moment since which the same form, sent again, is a double click."""
    return timezone.now() - datetime.timedelta(seconds=30)
