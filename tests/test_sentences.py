"""What the portal itself says is read at a glance: no sentence of more than 25 words (B1).

Read are the templates (what stands in a tag counts as one word, each choice of an `if` apart), the translated texts of
the code, and what we say beside documents in fixtures/. Words of documents, and what is quoted of them, are theirs.
"""

import ast
import re

import pytest
import yaml
from django.conf import settings

ROOT = settings.BASE_DIR

MOST = 25
TAGS = "if elif else endif for empty endfor include with endwith uitgelegd einduitleg block endblock"
CHOICE = re.compile(rf"{{%\s*(?:{TAGS.replace(' ', '|')})\b.*?%}}", re.S)
BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|dl|dt|dd|div|h[1-6]|t[rhd]|table|thead|tbody|caption|section|article|summary|details|header|main|footer|nav"
    r"|label|option|button|figcaption|figure|form|title|legend|span|br|blockquote|a|small|strong|em|q|cite|aside|search|fieldset)\b"
    r"[^>]*>",
    re.I,
)
INLINE = re.compile(r"</?(?:a|strong|em|span|small|q|cite|code|abbr|dfn|b|i)\b[^>]*>", re.I)
END = re.compile(r"(?<=[.!?])[\s\"')’]+(?=\S)")
OURS = {"interpretation", "definition", "source_note", "remark", "note", "dated_note", "period_note", "evaluation_note"}
TRANSLATED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "say"}


def sentences_of(text):
    return [sentence.strip() for sentence in END.split(text) if sentence.strip()]


def words_of(sentence):
    return [word for word in sentence.split() if re.search(r"\w", word)]


def template_sentences(path):
    text = path.read_text()
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<style.*?</style>|<!--.*?-->", " ", text, flags=re.S)
    text = INLINE.sub("", CHOICE.sub("\n\n", text))
    text = re.sub(r"{{.*?}}", "X", text, flags=re.S)
    text = re.sub(r"{%.*?%}", "", text, flags=re.S)
    for part in re.split(r"\n\s*\n", re.sub(BLOCK, "\n\n", text)):
        yield from sentences_of(re.sub(r"<[^>]*>", " ", part))


def code_sentences(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in TRANSLATED:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield from sentences_of(re.sub(r"%\(\w+\)[sd]|%[sd]|{\w*}", "X", argument.value))


def fixture_sentences(path):
    yield from of_ours(yaml.safe_load(path.read_text()))


def of_ours(found):
    if isinstance(found, list):
        for each in found:
            yield from of_ours(each)
    elif isinstance(found, dict):
        for key, value in found.items():
            if key in OURS and isinstance(value, str):
                yield from sentences_of(re.sub(r'"[^"]*"', "X", value))
            else:
                yield from of_ours(value)


FILES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))
CODE = sorted(
    path
    for path in ROOT.glob("*/**/*.py")
    if path.relative_to(ROOT).parts[0] not in {"tests", ".venv", "node_modules", "var", "bench", "scripts"}
    and "migrations" not in path.parts
)


FIXTURES = sorted((ROOT / "fixtures").rglob("*.yaml"))
READ = {
    "templates": (template_sentences, FILES),
    "code": (code_sentences, CODE),
    "fixtures": (fixture_sentences, FIXTURES),
}


@pytest.mark.parametrize(("read", "paths"), READ.values(), ids=READ.keys())
def test_a_sentence_has_at_most_25_words(read, paths):
    assert len(paths) > 5
    long = [
        f"{path.relative_to(ROOT)}: {len(words_of(sentence))}: {sentence}"
        for path in paths
        for sentence in read(path)
        if len(words_of(sentence)) > MOST
    ]
    assert long == []


def test_a_long_sentence_is_found(tmp_path):
    long = " ".join(["woord"] * (MOST + 1))
    (tmp_path / "een.html").write_text(f"<p>Kort. {long}.</p>")
    (tmp_path / "een.py").write_text(f'x = _("{long}")')
    found = [*template_sentences(tmp_path / "een.html"), *code_sentences(tmp_path / "een.py")]
    assert sum(len(words_of(sentence)) > MOST for sentence in found) == 2
