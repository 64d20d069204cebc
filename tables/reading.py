"""Any table file to tables of text and typed values, safely: see `tables.limits` for what is refused.

What a file is, its first bytes and its contents say; the extension must agree with that.
"""

import re
from collections.abc import Callable
from pathlib import Path, PurePath

from tables import compound, limits
from tables.calc import read_ods
from tables.compound import Compound
from tables.delimited import read_csv, read_pasted
from tables.excel import read_xlsx
from tables.kinds import NAMES, READ, SAVE_AS
from tables.model import Refused, Tables
from tables.old_excel import read_xls
from tables.package import DAMAGED, MACROS, PASSWORD, Package
from tables.pdf.reading import read_pdf
from tables.word import read_docx

__all__ = ["read_pasted", "read_tables"]

EMPTY = "Dit bestand is leeg; kies het bestand met de tabel."
TOO_LARGE = "Dit bestand is groter dan 10 MB; haal de plaatjes eruit of verdeel het over meer bestanden."
OTHER = f"Dit soort bestand kunnen we niet lezen; sla de tabel op als {SAVE_AS}."
OLD_WORD = "Dit is een Word-document in de oude vorm; open het in Word en sla het op als .docx."
OLD_EXCEL = "Dit is een Excel-bestand in een heel oude vorm; open het in Excel en sla het op als .xlsx."
BINARY_EXCEL = "Een .xlsb-bestand kunnen we niet lezen; open het in Excel en sla het op als .xlsx."
TEXT_DOCUMENT = "Een OpenDocument-tekst (.odt) kunnen we niet lezen; sla het document op als .docx."
WEB_PAGE = "Dit is een webpagina; kopieer de tabel en plak die, of sla de tabel op als .xlsx."
RICH_TEXT = "Een rtf-bestand kunnen we niet lezen; open het in Word en sla het op als .docx."
SLIDES = "Een presentatie kunnen we niet lezen; zet de tabel in een Word- of Excel-bestand."
ZIP = "Dit is een zip-bestand; pak het uit en lever het bestand met de tabel aan."
OTHER_KIND = (
    "De naam eindigt op {extension}, maar dit is {kind}; geef het bestand de juiste naam of sla het opnieuw op."
)

# By extension, what we say of kinds that we do not read.
UNREAD = {
    **{".doc": OLD_WORD, ".dot": OLD_WORD, ".xlt": OLD_EXCEL, ".xlsb": BINARY_EXCEL},
    **{".docm": MACROS, ".dotm": MACROS, ".xlsm": MACROS, ".xltm": MACROS, ".xlam": MACROS},
    **{".odt": TEXT_DOCUMENT, ".htm": WEB_PAGE, ".html": WEB_PAGE, ".rtf": RICH_TEXT, ".zip": ZIP},
    **{".ppt": SLIDES, ".pptx": SLIDES, ".odp": SLIDES},
}
BLANK = b"\0\t\r\n \xef\xbb\xbf\xff\xfe"  # white space and byte order marks
PDF = b"%PDF-"
WEB = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body|<table|<meta)", re.IGNORECASE)
OFFICE_KINDS = {  # by the type of the main part
    "wordprocessingml.document.main+xml": "docx",
    "wordprocessingml.template.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "spreadsheetml.template.main+xml": "xlsx",
}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def read_tables(source: Path | str | bytes, *, filename: str) -> Tables:
    """Read a file of one of the kinds in `tables.kinds`; `source` is a path or the bytes.

    `filename`, as the user knows it, must say its kind. Raises `Refused` with one Dutch sentence and no other
    exception, except OSError when a path cannot be opened.
    """
    data = source if isinstance(source, bytes) else _bytes(Path(source))
    if len(data) > limits.MAX_BYTES:
        raise Refused(TOO_LARGE)
    if not data.strip(BLANK):
        raise Refused(EMPTY)
    extension = PurePath(filename.strip()).suffix.lower()
    kind, read = _recognised(data)
    if extension in UNREAD:
        raise Refused(UNREAD[extension])
    if extension not in READ:
        raise Refused(OTHER)
    if READ[extension] != kind:
        raise Refused(OTHER_KIND.format(extension=extension, kind=NAMES[kind]))
    return read()


def _bytes(path: Path) -> bytes:
    """The bytes of a file, and no more than one over the limit."""
    with path.open("rb") as file:
        return file.read(limits.MAX_BYTES + 1)


def _recognised(data: bytes) -> tuple[str, Callable[[], Tables]]:
    """What the contents are, and how to read them. Raises `Refused` for what is never read."""
    if data.startswith(b"PK\x03\x04"):
        return _in_package(Package(data))
    if data.startswith(b"PK"):
        raise Refused(DAMAGED)
    if data.startswith(compound.START):
        return _in_compound(Compound(data))
    if data.startswith(PDF):
        return "pdf", lambda: read_pdf(data)
    if data.startswith(b"{\\rtf"):
        raise Refused(RICH_TEXT)
    if WEB.match(data):
        raise Refused(WEB_PAGE)
    return "csv", lambda: read_csv(data)


def _in_compound(found: Compound) -> tuple[str, Callable[[], Tables]]:
    """The same for the file of an old Office: a workbook, or something that is never read."""
    if "EncryptedPackage" in found:
        raise Refused(PASSWORD)
    if "WordDocument" in found:
        raise Refused(OLD_WORD)
    if "PowerPoint Document" in found:
        raise Refused(SLIDES)
    if "Workbook" not in found and "Book" not in found:
        raise Refused(OTHER)
    return "xls", lambda: read_xls(found, too_old=OLD_EXCEL)


def _in_package(package: Package) -> tuple[str, Callable[[], Tables]]:
    """The same for a zip: Office Open XML, OpenDocument or something else."""
    if "[Content_Types].xml" in package:
        part = next((item.part for item in package.relations().values() if item.kind == "officeDocument"), "")
        content_type = _content_type(package, part)
        if "macroenabled" in content_type.lower():
            raise Refused(MACROS)
        if ".sheet.binary." in content_type:
            raise Refused(BINARY_EXCEL)
        kind = next((kind for end, kind in OFFICE_KINDS.items() if content_type.endswith(end)), "")
        if kind:
            return kind, lambda: read_docx(package, part) if kind == "docx" else read_xlsx(package, part)
        raise Refused(SLIDES if "presentation" in content_type else DAMAGED)
    if "mimetype" in package:
        content_type = package.start("mimetype", 100).decode("ascii", "replace").strip()
        if content_type.startswith(f"{OPEN_DOCUMENT}spreadsheet"):
            return "ods", lambda: read_ods(package)
        if content_type.startswith(OPEN_DOCUMENT):
            raise Refused(TEXT_DOCUMENT if content_type.startswith(f"{OPEN_DOCUMENT}text") else OTHER)
    raise Refused(ZIP)


def _content_type(package: Package, part: str) -> str:
    """The type of a part: its own, or that of its extension."""
    own = default = ""
    extension = part.rpartition(".")[2].lower()
    for element in package.elements("[Content_Types].xml", "Override", "Default"):
        given = element.get("ContentType", "")
        if element.tag == "Override" and element.get("PartName", "").lower() == f"/{part}".lower():
            own = given
        elif element.tag == "Default" and element.get("Extension", "").lower() == extension:
            default = given
    return own or default
