"""Every address x method x person x state of what it shows: who comes in, what they read, and what they cannot tell."""

import io
import re
import zipfile

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.test import override_settings
from django.urls import URLResolver, get_resolver, reverse

from municipalities.models import Assignment
from tests.matrix import people, world
from tests.matrix.addresses import OWN_RULES, TABLE

WORD = re.compile(r"qzx[a-z]+")
NOBODY_HAS_IT = 999_999_999
KINDS = ("action", "document", "evaluation", "line")
LOGIN = "/inloggen/login/"
METHODS = ("get", "post", "put", "delete")


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder), django_db_blocker.unblock(), transaction.atomic():
        yield world.make()
        transaction.set_rollback(True)


@pytest.fixture
def found(made, db):
    return made


def names(resolver, prefix=""):
    """The names of all addresses but those of the back office, which is for technical administrators as a whole."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif not pattern.name.startswith(OWN_RULES):
            yield f"{prefix}{pattern.name}"


def test_every_address_has_an_entry():
    assert set(names(get_resolver())) == {entry.name for entry in TABLE}


def test_every_role_takes_part():
    assert set(Assignment.Role) - set(people.PLACED) == {Assignment.Role.FIGURE_KEEPER}


def cases(entry, found):
    """The address in each state of what it names, with the thing that is named (None: nothing that can be hidden)."""
    kind = next((word for word in entry.args if word in KINDS), None)
    things = [thing for thing in found["things"].values() if thing.kind == kind] if kind else [None]
    for thing in things:
        yield thing, address(entry, found, thing.argument if thing else None)


def address(entry, found, argument):
    given = [
        word[1:] if word.startswith("=") else argument if word in KINDS else found["arguments"][word]
        for word in entry.args
    ]
    return reverse(entry.name, args=given)


def ask(found, person, method, url):
    """The status and the text of an answer; nothing of what the request writes stays."""
    with transaction.atomic():
        answer = getattr(world.browser(found, person), method)(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        request_finished.disconnect(close_old_connections)
        answer.close()
        request_finished.connect(close_old_connections)
        transaction.set_rollback(True)
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    where = answer.get("Location", "")
    return answer.status_code, where, f"{answer.headers}\n{body.decode('utf-8', 'replace')}"


def judge(entry, thing, person, method, status, where):
    """What is wrong with an answer, in a word; nothing when it is as it should be."""
    sees = thing is None or person in thing.seen_by
    if status >= 500:
        return "breaks"
    refused = status in (403, 404, 405) or where.startswith(LOGIN)
    if not sees:
        return "" if refused else "comes in where nothing may be seen"
    if method not in entry.methods:
        return "" if refused or status == 405 else "takes a method that nobody named"
    if person not in entry.may:
        return "" if refused else "comes in"
    return "is kept out" if refused else ""


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: " ".join([entry.name, *entry.args]))
def test_who_comes_in_and_what_they_read(found, entry):
    wrong = []
    for thing, url in cases(entry, found):
        hidden = {person: unseen(found, person) for person in people.ALL}
        for person in sorted(people.ALL):
            for method in METHODS:
                status, where, text = ask(found, person, method, url)
                fault = judge(entry, thing, person, method, status, where)
                if words := set(WORD.findall(text)) & hidden[person]:
                    fault = f"{fault} reads {sorted(words)}"
                if fault:
                    wrong.append(f"{thing.title if thing else ''} {person} {method} {status}: {fault}")
    assert not wrong, "\n".join(wrong)


def unseen(found, person):
    """The words of what a person may not see."""
    return {thing.word for thing in found["things"].values() if person not in thing.seen_by}
