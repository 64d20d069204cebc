"""What stands on everything that shows what is not public: on a page, a file and every page of a PDF."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from actions.models.base import Classification
from actions.models.classified import STRICTNESS, Classified

MOST_GROUNDS = 3


@dataclass(frozen=True)
class Stamp:
    """The strictest classification of what something holds, and of what is secret the grounds."""

    classification: str = Classification.PUBLIC
    grounds: tuple[str, ...] = ()
    readers: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything to stamp: what is public has none."""
        return self.classification != Classification.PUBLIC

    @property
    def word(self) -> str:
        """In one or two words: `GEHEIM`; empty for what is public."""
        words = {
            Classification.INTERNAL: _("intern (concept)"),
            Classification.CONFIDENTIAL: _("VERTROUWELIJK"),
            Classification.SECRET: _("GEHEIM"),
        }
        return words.get(Classification(self.classification), "")

    @property
    def words(self) -> str:
        """The same with the grounds: `GEHEIM: artikel 87 Gemeentewet, opgelegd door het college op 3 maart 2026`."""
        if not self.grounds:
            return self.word
        more = len(self.grounds) - MOST_GROUNDS
        told = [*self.grounds[:MOST_GROUNDS], *([_("en nog %d gronden") % more] if more > 0 else [])]
        return f"{self.word}: {'; '.join(told)}"

    @property
    def who(self) -> str:
        """For whom it is, as a sentence; empty for what is public."""
        if not self:
            return ""
        readers = self.readers or Classified.READERS[self.classification]
        said = _("Alleen voor %(readers)s.") % {"readers": readers}
        return said if self.classification == Classification.INTERNAL else f"{said} {_('Geef het niet door.')}"


def stamp_of(things: Iterable[Classified]) -> Stamp:
    """The stamp for all of these together; without any, of what is public."""
    held = list(things)
    strictest = max((thing.shown_classification for thing in held), key=STRICTNESS.index, default=Classification.PUBLIC)
    grounds = dict.fromkeys(thing.secrecy_in_words for thing in held if thing.is_secret)
    stamped = [thing for thing in held if thing.shown_classification == strictest != Classification.PUBLIC]
    readers = {str(thing.READERS[strictest]) for thing in stamped}
    return Stamp(strictest, tuple(grounds), readers.pop() if len(readers) == 1 else "")


def file_mark(stamp: Stamp) -> str:
    """What the name of a file begins with: `GEHEIM-`; nothing for what is public."""
    return f"{slugify(stamp.word).upper()}-" if stamp else ""
