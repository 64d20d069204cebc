"""Finds the action line of rows: in a heading row, the name of the sheet or the headings above a Word table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reading.plans.headings import in_thousands
from reading.plans.lexer import one_of
from reading.plans.texts import plain, words
from tables.model import Paragraph, Table

SECTION = re.compile(r"^(?:hoofdstuk\s+)?\d+(?:\.\d+)*\.?\s+(?=\D)", re.IGNORECASE)  # "4.1 Actielijn 1"
LINE = re.compile(
    r"^((?:actie|ontwikkel|programma|hoofd)?lijn)\b\s*(\d+|[IVX]+\b|[A-Z]\b)?\s*([:.–—-]?)\s*", re.IGNORECASE
)
# Other words for a line, which say so only with a number: `Ambitie 2: Duurzaam herstel`.
NUMBERED = re.compile(
    r"^(?:speerpunt|pijler|ambitie|opgave|spoor)\s+(?:\d+|[IVX]+\b)\s*[:.–—-]\s*(?=\S)", re.IGNORECASE
)
THEME = re.compile(r"^(?:sub)?thema\s*\d*\s*[:.–—-]\s*", re.IGNORECASE)
OF_A_YEAR = re.compile(r"(?:(?:kalender)?jaar\s+|jaar(?:plan|schijf)\s+|acties\s+)?(20\d\d)\W*", re.IGNORECASE)
LONG = 90  # signs: a longer text begins with the title and goes on with its explanation
NO_LINE = re.compile(
    one_of(r"""
    (?:blad|sheet|tabel|werkblad|tabblad)\s*\d* |
    (?:actie|uitvoerings|jaar|meerjaren|werk)?(?:plan|planning|programma|agenda)\b.* | actiepunten |
    (?:acties|activiteiten|maatregelen|doelen|speerpunten|actielijnen)(?: .*)? |
    acti(?:e|viteiten)(?:lijst|tabel|overzicht)\b.* | def(?:initief)?\b.* | werkversie.* | kopie.* | gegevens |
    lijst.* | tabel.* | samenvatting.* | monitoring.* | governance.* | organisatie.* | wat .* | hoe .* |
    overzicht.* | vastgesteld.* | totaal.* | export.* | data | import.* | bijlage.* | invul.* | matrix.* | alles |
    concept.* | versie.* | \d[\d\s./-]* | (?:regiovisie|regioplan|visie|uitvoering)\b.* |
    aanpak(?:(?: van)?(?: de)? (?:huiselijk|geweld|hgkm).*)? | inhoud | inleiding | inhoudsopgave |
    toelichting | legenda | leeswijzer | financi.* | begroting.* | kosten.* | bedragen.*""")
)  # names of sheets and headings of documents that say nothing of a line


def line_in(text: str) -> str | None:
    """The action line that a heading names: of `4.1 Actielijn 1: In beeld: hoe eerder ...` the first two parts."""
    text = SECTION.sub("", " ".join(plain(text).split()))
    match = LINE.match(text)
    if NUMBERED.match(text) and len(text) <= LONG:
        return text
    if not match or not (match[2] or match[3]) or not text[match.end() :].strip():
        return text if match and match[2] and match.end() >= len(text) else None
    if len(text) <= LONG:
        return text
    title = re.match(r"[^:;.]+", text[match.end() :])
    return text[: match.end() + len(title[0])].strip() if title and len(title[0]) <= LONG else None


def theme_in(text: str) -> str | None:
    """The theme that a heading row names: `Thema: Onderwijs`."""
    match = THEME.match(text)
    return text[match.end() :].strip() or None if match else None


def year_in(text: str) -> int | None:
    """The year that a sheet, a heading or a heading row is about and nothing else: `2025`, `Jaar 2025`."""
    match = OF_A_YEAR.fullmatch(" ".join(plain(text).split()))
    return int(match[1]) if match else None


def heading_line(text: str) -> str | None:
    """A heading above a table as the name of a line; None when it is a title of another kind or a whole sentence."""
    text = SECTION.sub("", " ".join(plain(text).split()))
    if (
        not text
        or len(text) > LONG
        or text.endswith((".", "?"))
        or NO_LINE.fullmatch(words(text))
        or in_thousands(text)
    ):
        return None
    return text.rstrip(":")


@dataclass
class Place:
    """Where in a document the reader is: the line and theme in force."""

    titles: frozenset[str] = frozenset()  # headings above all tables alike: of the document, not of a line
    line: str | None = None
    theme: str | None = None
    named: bool = False  # the line came from a heading that says "actielijn" or the like
    level: int | None = None  # of the heading that gave the line; None when none did
    year: int | None = None  # that the sheet, the heading or the heading row names: of a quarter without one

    def enter_sheet(self, name: str) -> None:
        """Move to a sheet: its name may be its line."""
        self.line, self.theme = (line_in(name) or heading_line(name)), None
        self.year = year_in(name)

    def enter_table(self, table: Table) -> str | None:
        """Move to a table of a document: its headings may name its line and theme.

        Gives the heading that ended a line without naming another one, if any.
        """
        self.year = next(filter(None, (year_in(paragraph.text) for paragraph in reversed(table.headings))), None)
        chain = [paragraph for paragraph in table.headings if paragraph.text not in self.titles]
        plausible = [found for found in (heading_line(paragraph.text) for paragraph in chain) if found]
        lines = [(found, one.level) for one in (*chain, *table.above) if (found := line_in(one.text))]
        if lines:
            (self.line, self.level), self.named = lines[-1], True
            self.theme = plausible[-1] if plausible and line_in(chain[-1].text) is None else None
        elif self.named and self.level and any(one.level and one.level <= self.level for one in chain):
            return self._end_line(chain)
        elif self.named:  # a heading beneath a line that was named earlier
            self.theme = plausible[-1] if plausible else None
        elif plausible:
            self.line = plausible[-2] if len(plausible) > 1 else plausible[-1]
            self.theme = plausible[-1] if len(plausible) > 1 else None
        else:
            bold = _last(heading_line(paragraph.text) for paragraph in table.above if paragraph.bold)
            if bold:
                self.line, self.theme = bold, None
        return None

    def _end_line(self, chain: Sequence[Paragraph]) -> str | None:
        """A heading of the level of the line in force ends it: what is under it has a line of its own, or none."""
        own = next(one for one in reversed(chain) if one.level and one.level <= (self.level or 0))
        deeper = [heading_line(one.text) for one in chain[chain.index(own) + 1 :]]
        self.line, self.theme = heading_line(own.text), _last(deeper)
        self.named = False
        return own.text if self.line is None else None

    def enter_row(self, text: str) -> None:
        """A heading inside a table: of a line when it says so, else of a theme."""
        self.year = year_in(text) or self.year
        named = line_in(text)
        if named:
            self.line, self.theme, self.named, self.level = named, None, True, None
        else:
            self.theme = theme_in(text) or plain(text)


def titles_of(tables: Iterable[Table]) -> frozenset[str]:
    """The headings that all tables of a document share, when it has more than one."""
    chains = [{paragraph.text for paragraph in table.headings} for table in tables]
    return frozenset(set.intersection(*chains)) if len(chains) > 1 else frozenset()


def _last(found: Iterable[str | None]) -> str | None:
    return next((one for one in reversed([*found]) if one), None)
