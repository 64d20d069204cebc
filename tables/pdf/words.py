"""What the user is told of a pdf: why it is not read and what to do, or what to look at."""

from collections.abc import Sequence

SHOWN = 3  # examples
LONGEST = 80  # signs of one

PASSWORD = "Deze pdf is beveiligd met een wachtwoord; sla hem op zonder wachtwoord en lever die aan."
SCAN = (
    "Deze pdf is een scan: een plaatje zonder tekst; lever het Word- of Excel-bestand aan, of een pdf die uit Word of "
    "Excel is gemaakt."
)
NO_TEXT = "In deze pdf staat geen tekst; lever het Word- of Excel-bestand aan waarvan de pdf is gemaakt."
NO_LETTERS = (
    "De letters in deze pdf zijn niet te herkennen; lever het Word- of Excel-bestand aan waarvan de pdf is gemaakt."
)
NO_TABLE = (
    "In deze pdf staat geen tabel met lijnen; lever het Word- of Excel-bestand aan, of plak de tabel uit dat bestand."
)
DAMAGED = "Deze pdf is beschadigd; haal hem opnieuw op, of lever het Word- of Excel-bestand aan."
TOO_MANY_PAGES = "Deze pdf heeft meer dan 200 bladzijden; lever alleen de bladzijden met het plan aan."
TOO_HEAVY = (
    "Deze pdf is te groot of te ingewikkeld om te lezen; lever alleen de bladzijden met het plan aan, of het Word- of "
    "Excel-bestand."
)
UNCERTAIN = (
    "Een pdf bewaart geen tabellen: rijen en kolommen zijn afgeleid uit lijnen en plaatsen. Kijk elke tabel na en "
    "bevestig die."
)


def picture(page: int) -> str:
    """A page of which nothing could be read."""
    return f"Bladzijde {page} is een plaatje zonder tekst en is niet gelezen."


def without_lines(page: int) -> str:
    """Columns of text that may be a table."""
    return f"Op bladzijde {page} lijkt een tabel zonder lijnen te staan. Die is niet gelezen."


def one_word(doubts: Sequence[str]) -> str:
    """Words that the edge of a narrow cell may have cut in two."""
    return f"In een smalle kolom is niet te zien of dit één woord is: {_some(doubts)}. Kijk of het klopt."


def struck(page: int, texts: Sequence[str]) -> str:
    """What a line strikes out."""
    return f"Op bladzijde {page} is tekst doorgehaald, en niet gelezen: {_some(texts)}."


def overlap(page: int) -> str:
    """Texts over each other, of which the cell is not sure."""
    return f"Op bladzijde {page} staat tekst over andere tekst heen. Kijk daar goed of alles in de juiste rij staat."


def _some(texts: Sequence[str]) -> str:
    return ", ".join(f"'{one[:LONGEST]}'" for one in list(dict.fromkeys(texts))[:SHOWN])
