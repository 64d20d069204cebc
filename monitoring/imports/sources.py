"""Which source a file comes from: what the user says, else the number of the table of CBS."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from monitoring.models import Source
from municipalities.models import Region
from reading.figures.areas import squashed
from reading.figures.headings import TABLE_ID
from reading.figures.model import FileReading
from tables.model import Refused

UNKNOWN_SOURCE = _(
    "Er is geen bron “{key}”; geef de sleutel van een bestaande bron mee, of het nummer van een CBS-tabel."
)
NEEDS_SOURCE = _("Het bestand {name} zegt niet van wie de cijfers zijn; geef met --source de bron of de CBS-tabel mee.")
OTHER_TABLE = _("Dit bestand is van CBS-tabel {table} en niet van de bron {key}; kies de bron die erbij hoort.")
NOT_OF_CBS = _(
    "Het bestand {name} heeft de vorm van een eigen opgave en niet die van CBS; kies de organisatie van wie het komt."
)
LICENCE = "CC BY 4.0"


class NoSource(Refused):
    """The files do not say whose figures they are, or they are not of the source that was chosen."""


def cbs_table(source: Source | None) -> str | None:
    """The table of CBS that a source is, if it is one."""
    number = source.key.removeprefix("cbs-") if source else ""
    return number.upper() if TABLE_ID.fullmatch(number) else None


def source_with(key: str) -> Source:
    """The source with this key; a new one, not saved, for a table of CBS or an organisation. Raises Refused."""
    found = Source.objects.filter(key=key).first()
    if found:
        return found
    number = key.lower().removeprefix("cbs-")
    if TABLE_ID.fullmatch(number):
        return of_table(number.upper())
    for name in Region.objects.exclude(organisation="").values_list("organisation", flat=True):
        if slugify(name) == key:
            return of_organisation(name)
    raise Refused(UNKNOWN_SOURCE.format(key=key[:80]))


def of_table(table: str, title: str = "") -> Source:
    """The source of a table of CBS; a new one is not saved."""
    key = f"cbs-{table}"
    return Source.objects.filter(key=key).first() or Source(
        key=key,
        title=(title or f"CBS-tabel {table}")[:250],
        publisher="CBS",
        url=f"https://opendata.cbs.nl/statline/#/CBS/nl/dataset/{table}/table",
        licence=LICENCE,
        note=f"Tabel {table}.",
    )


def of_organisation(name: str) -> Source:
    """The source of the deliveries of an organisation; a new one is not saved. Its counts are exact.

    All counts of a region have one source: what was released earlier must be known to the disclosure rule.
    """
    region = Region.objects.filter(organisation=name).first()
    of_region = Source.objects.filter(veilig_thuis=region).order_by("pk").first() if region else None
    key = slugify(name)
    made = Source(key=key, title=f"Opgave van {name}", publisher=name, veilig_thuis=region)
    return of_region or Source.objects.filter(key=key).first() or made


def source_of(file: FileReading, table: str | None, given: Source | None) -> Source | None:
    """The source of the figures of a table in a file; None when nothing says. Raises Refused for another table."""
    if given:
        if table and cbs_table(given) and cbs_table(given) != table:
            raise Refused(OTHER_TABLE.format(table=table, key=given.key))
        if file.own and not given.is_exact:  # exact counts would be public at once
            raise Refused(NOT_OF_CBS.format(name=file.name))
        return given
    if table:
        return of_table(table)
    words = squashed(f"{file.title} {file.name}")
    if file.own:
        names = Region.objects.exclude(organisation="").values_list("organisation", flat=True)
        named = [name for name in names if squashed(name.removesuffix(" (fictief)")) in words]
        found = of_organisation(named[0]) if len(named) == 1 else None
        if found and not found.is_exact:  # somebody made an open source under its key
            raise Refused(NOT_OF_CBS.format(name=file.name))
        return found
    known = [source for source in Source.objects.filter(publisher="CBS") if squashed(source.title) in words]
    return known[0] if len(known) == 1 else None
