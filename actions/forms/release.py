"""What a project leader does with concepts: change the text, release, or put back."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from actions.models import Action, ProgressUpdate
from actions.rules import privacy
from actions.rules.whole import Whole

CHOSEN, SURE = "gekozen", "zeker"  # what the buttons ask: release what has a tick, and yes, release it


class ConceptForm(CarefulForm):
    """The text of one concept, as the leader may change it before release. What looks personal is said beside it."""

    text = ParagraphField(label=_("Tekst"), required=False, max_length=5000, rows=2)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, update: ProgressUpdate) -> None:
        self.update, self.mark = update, fingerprint(update.text)
        super().__init__(data, prefix=key_of(update), initial={"text": update.text, "seen": self.mark})

    def clean(self) -> dict[str, Any]:
        """Refuse when somebody else changed the text after this page was made: what was typed stays in the field."""
        cleaned = super().clean()
        if cleaned.get("seen") != self.mark:
            raise ValidationError(
                _("Iemand anders heeft deze tekst intussen veranderd in: ‘%(text)s’. Kijk of uw tekst nog klopt."),
                params={"text": self.update.text},
            )
        if not cleaned.get("text") and "text" not in self.errors and self.update.text:
            self.add_error("text", _("De tekst kan niet leeg zijn. Leg het bericht terug als het niet openbaar wordt."))
        return cleaned


class PutBackForm(forms.Form):
    """Why a concept does not become public; its author reads it."""

    reason = forms.CharField(
        label=_("Waarom legt u dit bericht terug?"), max_length=100,
        help_text=_("De schrijver leest dit op de eigen pagina."),
        error_messages={"required": _("Schrijf waarom u het bericht teruglegt.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, update: ProgressUpdate) -> None:
        super().__init__(data, prefix=f"terug-{update.pk}", use_required_attribute=False)
        self.label_suffix = ""


def fingerprint(text: str) -> str:
    """A short mark of a text, to see whether it changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def key_of(item: ProgressUpdate | Action) -> str:
    """How a concept is called in the form."""
    return f"actie-{item.pk}" if isinstance(item, Action) else f"bericht-{item.pk}"


@dataclass(frozen=True)
class Waiting:
    """An update that waits, with the form for its text and the one to put it back."""

    update: ProgressUpdate
    form: ConceptForm
    put_back: PutBackForm
    chosen: bool = False

    @property
    def key(self) -> str:
        """How this concept is called in the form."""
        return key_of(self.update)

    @property
    def looks_personal(self) -> list[privacy.Finding]:
        """What in the text of the owner may point at a person."""
        return privacy.findings(self.update.text, today=timezone.localdate())


@dataclass(frozen=True)
class NewAction:
    """An action that waits, whole. `changed`: it is not what its reader had on screen any more."""

    whole: Whole
    chosen: bool = False
    changed: bool = False

    @property
    def action(self) -> Action:
        """The action itself."""
        return self.whole.action

    @property
    def key(self) -> str:
        """How this concept is called in the form."""
        return key_of(self.action)


@dataclass(frozen=True)
class ReleaseSheet:
    """What waits for release on one page. What was sent concerns only what its reader had on screen."""

    waiting: list[Waiting]
    actions: list[NewAction]
    data: Any = None
    missing: list[str] = field(default_factory=list)  # texts typed for concepts that are concepts no more
    more: int = 0  # concepts that do not fit on the page: they follow when these are done

    @property
    def wanted(self) -> set[str]:
        """The keys of what is to be released: what has a tick, or the one whose own button was pressed."""
        asked = self.data.get("vrijgeven", "")
        return set(self.data.getlist("kies")) if asked in (CHOSEN, SURE) else {asked}

    @property
    def sent(self) -> list[Waiting]:
        """The updates that were on screen and still wait."""
        return [item for item in self.waiting if item.form.is_bound]

    @property
    def back(self) -> Waiting | None:
        """The update that is to be put back."""
        return next((item for item in self.waiting if item.put_back.is_bound), None)

    @property
    def is_valid(self) -> bool:
        """Whether every text that was sent can stand."""
        checked = [item.form.is_valid() for item in self.sent]  # all of them, so that all errors show
        return all(checked) and (self.back is None or self.back.put_back.is_valid())

    @property
    def updates(self) -> list[Waiting]:
        """The updates to release."""
        return [item for item in self.sent if item.key in self.wanted]

    @property
    def new_actions(self) -> list[NewAction]:
        """The actions to release."""
        return [item for item in self.actions if item.key in self.wanted]

    @property
    def public(self) -> list[NewAction]:
        """Those of them that everybody will read."""
        return [item for item in self.new_actions if item.whole.is_public]

    @property
    def changed(self) -> list[NewAction]:
        """Those of them that somebody changed after this page was made."""
        return [item for item in self.new_actions if item.changed]

    @property
    def is_gone(self) -> bool:
        """Whether something that was chosen does not wait any more."""
        found = {item.key for item in self.updates} | {item.key for item in self.new_actions}
        return any(key.startswith(("bericht-", "actie-")) for key in self.wanted - found)

    @property
    def texts(self) -> dict[ProgressUpdate, str]:
        """The updates to release, with their texts."""
        return {item.update: item.form.cleaned_data["text"] for item in self.updates}

    @property
    def other_texts(self) -> dict[ProgressUpdate, str]:
        """Texts that were changed on screen for updates that are not released now: they are kept."""
        done = {*self.texts, *([self.back.update] if self.back else [])}
        rest = [item for item in self.sent if item.update not in done and item.form.has_changed()]
        return {item.update: item.form.cleaned_data["text"] for item in rest}

    @property
    def marks(self) -> dict[int, str]:
        """What the actions to release looked like, by id."""
        return {item.action.pk: item.whole.mark for item in self.new_actions}


def keys_sent(data: Any) -> dict[str, set[int]]:
    """The ids of the updates and actions that were on screen: `bericht` and `actie`."""
    found: dict[str, set[int]] = {"bericht": set(), "actie": set()}
    for name in data:
        kind, _dash, number = name.removesuffix("-seen").partition("-")
        if name.endswith("-seen") and kind in found and number.isdecimal() and len(number) < 19:
            found[kind].add(int(number))
    return found


def release_sheet(updates: Iterable[ProgressUpdate], actions: Iterable[Whole], *, data: Any = None) -> ReleaseSheet:
    """The forms for what waits: as it is, or as it was sent."""
    waiting = [_waiting(update, data) for update in updates]
    known = {f"{item.key}-seen" for item in waiting}
    gone = [
        name for name in (data or {}) if name.startswith("bericht-") and name.endswith("-seen") and name not in known
    ]
    texts = ((data[name], data.get(name.removesuffix("seen") + "text", "")) for name in gone)
    missing = [text for seen, text in texts if fingerprint(text.replace("\r\n", "\n")) != seen]
    return ReleaseSheet(waiting, [_new_action(whole, data) for whole in actions], data, missing)


def _waiting(update: ProgressUpdate, data: Any) -> Waiting:
    shown = data is not None and f"{key_of(update)}-seen" in data
    put_back = data is not None and data.get("terugleggen") == str(update.pk)
    form, back = (
        ConceptForm(data if shown else None, update=update),
        PutBackForm(data if put_back else None, update=update),
    )
    return Waiting(update, form, back, _has_tick(update, "berichten", data))


def _new_action(whole: Whole, data: Any) -> NewAction:
    changed = data is not None and data.get(f"{key_of(whole.action)}-seen") != whole.mark
    return NewAction(whole, not changed and _has_tick(whole.action, "acties", data), changed)


def _has_tick(item: ProgressUpdate | Action, heading: str, data: Any) -> bool:
    """Whether its box has a tick: as it was sent, or as the button of its heading asks."""
    if data is None:
        return False
    asked = heading in (data.get("aanvinken"), data.get("uitvinken"))
    return data.get("aanvinken") == heading if asked else key_of(item) in data.getlist("kies")
