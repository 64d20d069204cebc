"""What the user is told of a pdf: why it is not read and what to do, or what to look at."""

from collections.abc import Sequence

from tables.model import Remark

SHOWN = 3  # examples

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
DAMAGED = (
    "Deze pdf is beschadigd; open hem in Word of Excel, sla hem opnieuw op als pdf, of lever dat bestand zelf aan."
)
TOO_MANY_PAGES = "Deze pdf heeft meer dan 200 bladzijden; lever alleen de bladzijden met het plan aan."
TOO_HEAVY = (
    "Deze pdf is te groot of te ingewikkeld om te lezen; lever alleen de bladzijden met het plan aan, of het Word- of "
    "Excel-bestand."
)
UNCERTAIN = Remark(
    "Een pdf bewaart geen tabellen: rijen en kolommen zijn afgeleid uit lijnen en plaatsen. Kijk elke tabel na en "
    "bevestig die."
)


def picture(page: int) -> Remark:
    """A page of which nothing could be read."""
    return Remark(f"Bladzijde {page} is een plaatje zonder tekst en is niet gelezen.")


def without_lines(page: int) -> Remark:
    """Columns of text that may be a table."""
    return Remark(f"Op bladzijde {page} lijkt een tabel zonder lijnen te staan. Die is niet gelezen.")


def one_word(doubts: Sequence[str]) -> Remark:
    """Words that the edge of a narrow cell may have cut in two."""
    some = ", ".join(f"'{one}'" for one in list(dict.fromkeys(doubts))[:SHOWN])
    return Remark(f"In een smalle kolom is niet te zien of dit één woord is: {some}. Kijk of het klopt.")
