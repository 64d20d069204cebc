"""Which names may stand for the same organisation: proposed to a reader who decides, never taken as the same."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# Each line: what organisations of this field are called, the first of them in full.
SAME = (
    ("veilig thuis", "vt"),
    ("openbaar ministerie", "om"),
    ("raad voor de kinderbescherming", "rvdk", "rvk", "raad vd kinderbescherming"),
    ("jeugdgezondheidszorg", "jgz"),
    ("veiligheidshuis", "zorg en veiligheidshuis", "zorg en veiligheidshuizen", "veiligheidshuizen", "zvh", "vhh"),
    ("centrum seksueel geweld", "csg"),
    ("gemeentelijke gezondheidsdienst", "ggd"),
    ("geestelijke gezondheidszorg", "ggz"),
    ("gecertificeerde instelling", "gecertificeerde instellingen", "gi", "gis"),
    ("jeugdbescherming", "jb"),
    ("reclassering nederland", "rn"),
    ("leger des heils", "ldh"),
    ("centrum voor jeugd en gezin", "cjg"),
    ("geweld hoort nergens thuis", "ghnt"),
    ("maatschappelijk werk", "amw", "algemeen maatschappelijk werk"),
    ("vereniging van nederlandse gemeenten", "vng"),
    ("gemeente", "gem"),
    ("gemeenten", "gemeentes"),
)
BEFORE = frozenset({"de", "het", "een", "stichting", "gemeente", "fictief"})  # before a name it says nothing more
# Alone these are no name, but the beginning of many.
TOO_GENERAL = frozenset("gemeente gemeenten stichting regio regionale lokale afdeling team centrum raad zorg".split())
SMALL = frozenset({"de", "het", "een", "en", "van", "voor", "der", "des", "in", "op", "met", "aan"})
TYPED = 5  # letters of a word from which one wrong letter is a slip; `GGD` and `GGZ` are two names
SHORTEST_INITIALS = 3
_MARKS = re.compile(r"[^\w]+|_")
_REMARK = re.compile(r"\(fictief\)|\((?:[A-Z][A-Za-z]{1,4})\)")
_FULL = {words: group[0] for group in SAME for words in group[1:]}
_SHORT = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _FULL), key=len, reverse=True))})\b")


def alike(name: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that may be the same organisation as `name`, the likeliest first; the name itself is left out.

    For many names beside the same list, make `Lookalikes` once.
    """
    return Lookalikes(names).of(name)


@dataclass(frozen=True, slots=True)
class _Form:
    """A name as it is compared."""

    plain: str  # small letters, single spaces
    words: tuple[str, ...]  # in full, without what says nothing more
    initials: frozenset[str]  # what it may be shortened to


class Lookalikes:
    """A list of names in which names that are spelled otherwise are looked up quickly."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._forms = [_form(name) for name in self.names]
        self._by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_beginning: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_initials: dict[str, list[int]] = defaultdict(list)
        self._by_slip: dict[tuple[int, int, str], set[int]] = defaultdict(set)  # (words, place, spelling) of a word
        for index, form in enumerate(self._forms):
            self._by_words[form.words].append(index)
            for end in range(1, len(form.words)):
                self._by_beginning[form.words[:end]].append(index)
            for short in form.initials:
                self._by_initials[short].append(index)
            for place, word in enumerate(form.words):
                for spelling in _slips(word):
                    self._by_slip[len(form.words), place, spelling].add(index)

    def of(self, name: str) -> list[str]:
        """Those of the list that may be the same as a name, the likeliest first."""
        form = _form(name)
        if not form.words:
            return []
        found: dict[int, tuple[int, int]] = {}  # how sure (0 is surest), and how many words apart
        for rank, indices in enumerate((self._same(form), self._shortened(form), self._mistyped(form))):
            for index in indices:
                found.setdefault(index, (rank, self._forms[index].plain != form.plain))
        for index in self._longer_or_shorter(form):
            found.setdefault(index, (3, abs(len(self._forms[index].words) - len(form.words))))
        ordered = sorted(found, key=lambda index: (found[index], index))
        return [self.names[index] for index in ordered if self.names[index] != name]

    def _same(self, form: _Form) -> Iterable[int]:
        return self._by_words.get(form.words, ())

    def _shortened(self, form: _Form) -> Iterator[int]:
        """One is the first letters of the other: `AVZ`, `Advies Veilige Zorg`."""
        yield from self._by_initials.get(form.plain, ())
        for short in form.initials:
            yield from self._by_words.get((short,), ())

    def _mistyped(self, form: _Form) -> set[int]:
        """The same words in the same order, each but for one letter."""
        found: set[int] | None = None
        for place, word in enumerate(form.words):
            near = (self._by_slip.get((len(form.words), place, spelling), set()) for spelling in _slips(word))
            these = set().union(*near)
            found = these if found is None else found & these
            if not found:
                return set()
        return {index for index in found or () if self._forms[index].words[0][:1] == form.words[0][:1]}

    def _longer_or_shorter(self, form: _Form) -> Iterator[int]:
        """One is the beginning of the other, by whole words: `GGD`, `GGD Zuid-Limburg`."""
        if not _is_general(form.words):
            yield from self._by_beginning.get(form.words, ())
        for end in range(len(form.words) - 1, 0, -1):
            if not _is_general(form.words[:end]):
                yield from self._by_words.get(form.words[:end], ())


@lru_cache(maxsize=20_000)
def _form(name: str) -> _Form:
    plain = _spelled(_REMARK.sub(" ", name))
    full = _SHORT.sub(lambda found: _FULL[found.group()], plain).split()
    while len(full) > 1 and full[0] in BEFORE:
        full = full[1:]
    telling = [word for word in full if word not in SMALL]
    initials = {"".join(word[0] for word in words) for words in (full, telling)}
    return _Form(
        plain, tuple(full), frozenset(short for short in initials if len(short) >= SHORTEST_INITIALS and len(full) > 1)
    )


def _spelled(text: str) -> str:
    """Small letters without accents, dots and dashes: `O.M.` and `om`, `Zuid-Limburg` and `zuid limburg`."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign)).replace("'", "")
    dotted = re.sub(r"\b(?:\w\.){2,}", lambda found: found.group().replace(".", "") + " ", letters)
    return " ".join(_MARKS.sub(" ", dotted).split())


def _slips(word: str) -> set[str]:
    """The word, and if it is long enough the word without each one of its letters.

    Two words that share one of these differ by one letter (left out, added, another one) or by two that changed
    places. Numbers are never a slip of each other.
    """
    if len(word) < TYPED or not word.isalpha():
        return {word}
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_general(words: tuple[str, ...]) -> bool:
    """Whether these words alone are no name."""
    return len(words) == 1 and (words[0] in TOO_GENERAL or len(words[0]) < 2)
