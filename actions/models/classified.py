"""What has a classification: who may read it, and of what is or was secret on which ground, by whom and until when."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from actions import seen
from actions.models.base import Classification
from reading import formats

# In the order of how few may read it.
STRICTNESS = (Classification.PUBLIC, Classification.INTERNAL, Classification.CONFIDENTIAL, Classification.SECRET)
GUARDED = (Classification.CONFIDENTIAL, Classification.SECRET)
UNRECORDED = "niet vastgelegd"  # what stands for a fact that a file or an earlier version of the portal did not tell

# A body of government imposes secrecy (Gemeentewet, article 87-89): nobody marks something secret for themselves.
SECRET_HAS_GROUND = models.CheckConstraint(
    condition=~Q(classification=Classification.SECRET)
    | (~Q(secret_ground="") & ~Q(secret_body="") & Q(secret_on__isnull=False)),
    name="%(class)s_secret_has_ground",
)


def opens_guarded(was: str, wanted: str) -> bool:
    """Whether a change would open what is vertrouwelijk or geheim: that asks a second look, and no file does it."""
    order = [str(each) for each in STRICTNESS]
    return was in GUARDED and order.index(wanted) < order.index(was)


class Classified(models.Model):
    """Inherited by what people classify; put `SECRET_HAS_GROUND` in the constraints of its Meta."""

    # Who reads what is not public, in words: what `visible_to` decides. For the form, and for the stamp.
    READERS: ClassVar[Mapping[str, StrOrPromise]] = {
        Classification.INTERNAL: _("wie toegang heeft tot de regio"),
        Classification.CONFIDENTIAL: _("de projectleider en beleidsmedewerkers"),
        Classification.SECRET: _("de projectleider"),
    }

    classification = models.CharField(
        _("classificatie"), max_length=15, choices=Classification, default=Classification.PUBLIC
    )
    secret_ground = models.CharField(_("grond van de geheimhouding"), max_length=200, blank=True)
    secret_body = models.CharField(_("opgelegd door"), max_length=120, blank=True)
    secret_on = models.DateField(_("opgelegd op"), null=True, blank=True)
    # Once lifted, what was imposed stays beside it.
    lifted_by = models.CharField(_("opgeheven door"), max_length=120, blank=True)
    lifted_on = models.DateField(_("opgeheven op"), null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        """Note what is read and not public: for the stamp on the page and for the trace (actions/seen.py)."""
        made = super().from_db(db, field_names, values, **more)
        made.note_when_hidden()
        return made

    def note_when_hidden(self) -> None:
        """Note that it is shown, when it is not public; reading it does so, except within `seen.not_yet`."""
        if self._hides_something:
            seen.note(self)

    @property
    def _hides_something(self) -> bool:
        """Whether it is not public, as far as what was loaded tells: asking for more would be a query."""
        return bool(self.__dict__.get("classification", Classification.PUBLIC) != Classification.PUBLIC)

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it, as far as it is released."""
        return self.classification == Classification.PUBLIC

    @property
    def is_secret(self) -> bool:
        """Whether a body of government imposed secrecy on it, and nobody lifted that."""
        return self.classification == Classification.SECRET

    @property
    def shown_classification(self) -> str:
        """What a page that shows it is stamped with; a concept of what will be public counts as internal."""
        return self.classification

    @property
    def readers_in_words(self) -> str:
        """Who may read it, as far as its classification says: `iedereen`."""
        return str(self.READERS.get(self.classification, _("iedereen")))

    @property
    def trace_label(self) -> str:
        """What the trace calls it: of what is vertrouwelijk or geheim no title, only its kind and number."""
        if self.classification in GUARDED:
            return f"{self.get_classification_display()}: {self._meta.verbose_name} {self.pk}"
        return str(self)

    @property
    def secrecy_in_words(self) -> str:
        """On which ground it is secret: `artikel 87 Gemeentewet, opgelegd door het college op 3 maart 2026`."""
        if not self.is_secret:
            return ""
        words = {"ground": self.secret_ground, "body": self.secret_body, "day": formats.day(self.secret_on)}
        return gettext("%(ground)s, opgelegd door %(body)s op %(day)s") % words

    @property
    def lifting_in_words(self) -> str:
        """What was secret, and who lifted that and when; empty for what never was, or still is."""
        if self.is_secret or not self.secret_on:
            return ""
        imposed = {"ground": self.secret_ground, "body": self.secret_body, "day": formats.day(self.secret_on)}
        said = gettext("Was geheim: %(ground)s, opgelegd door %(body)s op %(day)s.") % imposed
        if not self.lifted_on:
            return said
        lifted = {"body": self.lifted_by or gettext(UNRECORDED), "day": formats.day(self.lifted_on)}
        return said + " " + gettext("Opgeheven door %(body)s op %(day)s.") % lifted

    def settle_secrecy(self, *, on: datetime.date) -> None:
        """Note of a classification that came without its facts (a file, a version put back) that these are unknown."""
        if self.is_secret:
            self.secret_ground = self.secret_ground or UNRECORDED
            self.secret_body = self.secret_body or UNRECORDED
            self.secret_on = self.secret_on or on
            self.lifted_by, self.lifted_on = "", None
        elif self.secret_on and not self.lifted_on:
            self.lifted_by, self.lifted_on = UNRECORDED, on
