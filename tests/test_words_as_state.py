"""No rule reads words: a sentence is the end of the line, so that rephrasing changes what people read and no more."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rooms import ROOMS

ROOT = Path(__file__).resolve().parent.parent
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
SHAPED = {"str", "lower", "upper", "casefold", "capitalize", "strip"}  # what leaves words words
WORDS = re.compile(r"label|sentence|\w+_in_words|in_words|get_\w+_display|\w+_label")
TEXT = re.compile(r"[A-Z][a-z]{2,}$|.*[a-z] [a-z]")  # `Doel`, `dekking niet genoemd`: no code, key or slug
TAG = re.compile(r"{%-?\s*(?:if|elif)\s+(.*?)%}")
COMPARED = re.compile(r"""([\w.]+)\s*(?:==|!=)\s*(_\()?("[^"]*"|'[^']*')""")

# Words that others wrote: a heading or a cell of a file is read by its words, and by nothing else.
READS_FILES = re.compile(r"imports/|reading/|tables/|exports/document\.py$")
ALLOWED = {
    "heading.casefold() != str(part.label).casefold()",  # a heading of the file that says what stands beside it
    '"Page" in message',  # of the library that makes a pdf
    '"Alt" not in element',  # a key of the PDF standard
    "made.empty_label is not None",  # whether a field of Django offers an empty choice at all
    "name == PASTED",  # the name that an import keeps, which also says how its content is written
}  # fmt: skip


def constants(tree: ast.Module) -> set[str]:
    """The names in a module that stand for translated words or for a sentence."""
    found = set()
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value] * len(names)
                pairs = zip(names, values, strict=False)
                found |= {name.id for name, value in pairs if isinstance(name, ast.Name) and is_words(value, set())}
    return found


def is_words(node: ast.AST, known: set[str]) -> bool:
    """Whether an expression is words for people."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(TEXT.match(node.value))
    if isinstance(node, ast.Name):
        return node.id in known
    if isinstance(node, ast.Attribute):
        return bool(WORDS.fullmatch(node.attr))
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(is_words(each, known) for each in node.elts)
    return isinstance(node, ast.Call) and called_words(node, known)


def called_words(node: ast.Call, known: set[str]) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in GETTEXT or WORDS.fullmatch(name):
        return True
    inner = node.func.value if isinstance(node.func, ast.Attribute) else next(iter(node.args), None)
    return name in SHAPED and inner is not None and is_words(inner, known)


def compared_in_code(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    known = constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(is_words(each, known) for each in (node.left, *node.comparators)):
            yield ast.unparse(node).replace("'", '"')


def compared_in_template(source: str) -> Iterator[str]:
    for condition in TAG.findall(source):
        for name, translated, text in COMPARED.findall(condition):
            if translated or WORDS.fullmatch(name.split(".")[-1]) or TEXT.match(text[1:-1]):
                yield f"{name} {text}"


def sources(pattern: str, *folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob(pattern))]


def test_no_code_compares_words():
    found = {
        f"{path.relative_to(ROOT)}: {words}"
        for path in sources("*.py", *ROOMS)
        if "migrations" not in path.parts and not READS_FILES.search(path.relative_to(ROOT).as_posix())
        for words in compared_in_code(path.read_text())
        if words not in ALLOWED
    }
    assert found == set()


def test_no_template_compares_words():
    found = {
        f"{path.relative_to(ROOT)}: {words}"
        for path in sources("*.html", "templates")
        for words in compared_in_template(path.read_text())
    }
    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        'promise.decision_in_words == "Geen besluit bekend"',
        'COVERED, OTHER = "is gedekt", "iets"\nx.cover == COVERED',
        'NAME = _("gedekt")\nx in (NAME, other)',
        "action.get_status_display().lower() != other",
        'state == gettext("nieuw")',
    ],
)
def test_the_check_finds_words_in_code(source):
    assert len(list(compared_in_code(source))) == 1


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% if promise.decisions and promise.decided == "Geen besluit bekend" %}', 1),
        ('{% if a %}{% elif level.grouper == "Doel" %}', 1),
        ("{% if part.label != 'plaats' %}", 1),
        ('{% if action.status == "unknown" or page.tab == "mijn-plan" %}', 0),
    ],
)
def test_the_check_finds_words_in_templates(source, found):
    assert len(list(compared_in_template(source))) == found
