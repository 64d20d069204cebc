"""Small pdfs, drawn by hand: tables with lines, and whatever else a test wants on a page."""

import io
import zlib
from collections.abc import Sequence

import pikepdf

WIDTH, HEIGHT = 842.0, 595.0
SIZE = 9.0  # of the letters
STEP = 11.0  # between lines


def text(x: float, y: float, words: str, *, font: str = "F1", size: float = SIZE) -> str:
    """Words at a place, from the top left."""
    shown = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {HEIGHT - y} Td ({shown}) Tj ET\n"


def line(x: float, y: float, end_x: float, end_y: float) -> str:
    """A straight line."""
    return f"{x} {HEIGHT - y} m {end_x} {HEIGHT - end_y} l S\n"


def grid(columns: Sequence[float], rows: Sequence[float]) -> str:
    """Every line of a table."""
    down = "".join(line(x, rows[0], x, rows[-1]) for x in columns)
    return down + "".join(line(columns[0], y, columns[-1], y) for y in rows)


def filled(columns: Sequence[float], rows: Sequence[float], cells: Sequence[Sequence[str]]) -> str:
    """A table with lines and texts; "\\n" for a text of several lines."""
    shown = grid(columns, rows)
    for top, texts in zip(rows, cells, strict=False):
        for left, words in zip(columns, texts, strict=False):
            for number, one in enumerate(words.split("\n")):
                if one:
                    shown += text(left + 4, top + STEP * (number + 1), one)
    return shown


def pdf(*pages: str | bytes, rotate: int = 0, box: tuple[float, float] = (WIDTH, HEIGHT), **save: object) -> bytes:
    """A pdf with these commands on its pages."""
    made = pikepdf.new()
    fonts = {f"/{name}": _font(made, base) for name, base in (("F1", "Helvetica"), ("F2", "Helvetica-Bold"))}
    for commands in pages:
        content = commands if isinstance(commands, bytes) else commands.encode("cp1252")
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[0, 0, *box],
            Rotate=rotate,
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts)),
            Contents=made.make_stream(content),
        )
        made.pages.append(pikepdf.Page(made.make_indirect(page)))
    out = io.BytesIO()
    made.save(out, **save)
    return out.getvalue()


def scan() -> bytes:
    """A page with a picture and nothing else."""
    made = pikepdf.open(io.BytesIO(pdf("q 800 0 0 500 0 0 cm /Im Do Q")))
    image = made.make_stream(bytes(100), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=10, Height=10)
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    made.pages[0].Resources.XObject = pikepdf.Dictionary(Im=image)
    return _saved(made)


def bomb() -> bytes:
    """Three hundred million spaces, in some hundred thousand bytes."""
    made = pikepdf.open(io.BytesIO(pdf("")))
    packed = zlib.compress(b" " * (300 * 1024**2), level=1)
    made.pages[0].Contents = made.make_stream(packed, Filter=pikepdf.Name.FlateDecode)
    return _saved(made)


def forms_in_forms(depth: int) -> bytes:
    """Drawings in drawings, each drawing the next twice."""
    made = pikepdf.open(io.BytesIO(pdf("/Fm Do")))
    inner = made.make_stream(b"")
    for _ in range(depth):
        form = made.make_stream(b"/Fm Do /Fm Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox = [0, 0, WIDTH, HEIGHT]
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm=inner))
        inner = form
    made.pages[0].Resources.XObject = pikepdf.Dictionary(Fm=inner)
    return _saved(made)


def page_trees(depth: int) -> bytes:
    """Pages in lists in lists."""
    made = pikepdf.open(io.BytesIO(pdf("")))
    tree = made.Root.Pages
    for _ in range(depth):
        tree = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=[tree], Count=1))
    made.Root.Pages = tree
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _font(made: pikepdf.Pdf, base: str) -> pikepdf.Object:
    return made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name(f"/{base}"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )


def _saved(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
