"""Every address x method x person x state of what it shows: who comes in, what they read, and what they cannot tell."""

import re
from difflib import unified_diff

import pytest
from django.apps import apps
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from municipalities.models import Assignment
from tests.answers import names, text_of
from tests.matrix import people, world
from tests.matrix.addresses import OWN_RULES, QUERIES, TABLE

WORD = re.compile(r"qzx[a-z]+")
NOBODY_HAS_IT = 999_999_999
KINDS = (
    "action",
    "document",
    "advice",
    "promise",
    "evaluation",
    "unfinished",
    "line",
    "theme",
    "goal",
    "note",
    "source",
    "moment",
)
LOGIN = "/inloggen/login/"
METHODS = ("get", "post", "put", "delete")


ASKED = people.ALL - people.THERE | {"leader_there"}


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder), django_db_blocker.unblock(), transaction.atomic():
        yield world.make()
        transaction.set_rollback(True)


@pytest.fixture
def found(made, db):
    return made


def test_every_address_has_an_entry():
    assert {name for name in names() if not name.startswith(OWN_RULES)} == {entry.name for entry in TABLE}


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
        text = text_of(answer)
        transaction.set_rollback(True)
    return answer.status_code, answer.get("Location", ""), f"{answer.headers}\n{text}"


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
    if person not in entry.may and not (method == "get" and person in entry.also):
        return "" if refused else "comes in"
    return "is kept out" if refused and not (entry.empty and status == 404) else ""


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: " ".join([entry.name, *entry.args]))
def test_who_comes_in_and_what_they_read(found, entry):
    wrong = []
    hidden = {person: unseen(found, person) for person in people.ALL}
    for number, (thing, url) in enumerate(cases(entry, found)):
        # Everybody in the first state; then, and where all come in, those of here and one of who works elsewhere.
        for person in sorted(people.ALL if number == 0 and entry.may != people.ALL else ASKED):
            for method in METHODS if person in ("visitor", "leader_here") and number == 0 else METHODS[:2]:
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


# --- What is hidden is as if it were not there ---

NAMES_A_THING = [entry for entry in TABLE if set(entry.args) & set(KINDS)]
PAGES = [entry for entry in TABLE if "get" in entry.methods and entry not in NAMES_A_THING]
CHANCE = re.compile(
    r"csrf\w*\S* value=\S+|X-CSRFToken\S+ \S+|csrftoken=\w+|\d{4}-\d\d-\d\d[T ][\d:.]+(Z|\+\d\d:\d\d)?"
    r"|'(Expires|Content-Length)': '[^']+'|data-seconds=\S+|\"seconds\": \d+"
)


def told(found, person, method, url):
    """An answer without what chance put in it."""
    status, where, text = ask(found, person, method, url)
    return status, where, CHANCE.sub("", text)


@pytest.mark.parametrize("entry", NAMES_A_THING, ids=lambda entry: entry.name)
def test_the_address_of_something_hidden_answers_as_one_of_nothing(found, entry):
    wrong = []
    for thing, url in cases(entry, found):
        nothing = address(entry, found, NOBODY_HAS_IT)
        for person in sorted(ASKED - thing.seen_by):
            for method in METHODS[:2]:
                hidden, empty = (told(found, person, method, each) for each in (url, nothing))
                hidden = tuple(str(part).replace(url, nothing) for part in hidden)
                if hidden != tuple(str(part) for part in empty):
                    wrong.append(f"{thing.title} {person} {method} {hidden[0]}")
    assert not wrong, "\n".join(wrong)


def forget(found, person):
    """Delete all that a person may not see, and its history: as if it had never been."""
    for thing in found["things"].values():
        if person not in thing.seen_by:
            thing.delete()
    for model in apps.get_models():
        if hasattr(model, "history") and hasattr(model.history, "model"):
            model.history.model.objects.exclude(pk__in=_of_what_is_there(model)).delete()


def _of_what_is_there(model):
    key = model._meta.pk.attname
    return model.history.model.objects.filter(**{f"{key}__in": model._base_manager.values("pk")}).values("pk")


# Who asks: one of all who have nothing here will do, and of an owner and a deputy the first.
READERS = sorted((people.HERE | {"visitor", "leader_there"}) - people.here("leader", "deputy"))
# Who withdraws counts is told that a report holds them, of which they see neither name nor content.
TOLD = {("veilig_thuis_here", "monitoring:withdraw")}


@pytest.mark.parametrize("person", READERS)
def test_every_page_and_file_is_as_if_what_is_hidden_had_never_been(found, person):
    """Counts, order, numbers, choices, searches and files tell nothing of it: they are the same without it."""
    urls = [
        f"{address(entry, found, None)}{query and '?'}{query}"
        for entry in PAGES
        if (person, entry.name) not in TOLD
        for query in ("", *QUERIES.get(entry.name, ()))
    ]
    before = {url: told(found, person, "get", url) for url in urls}
    with transaction.atomic():
        forget(found, person)
        after = {url: told(found, person, "get", url) for url in urls}
        transaction.set_rollback(True)
    differing = [url for url in urls if before[url] != after[url]]
    assert not differing, "\n".join(difference(url, before[url], after[url]) for url in differing)


def difference(url, before, after):
    """The first lines in which two answers differ."""
    lines = unified_diff(str(after[2]).splitlines(), str(before[2]).splitlines(), "without", "with", n=0, lineterm="")
    return "\n".join([f"{url}: {after[0]} without, {before[0]} with", *list(lines)[2:10]])
