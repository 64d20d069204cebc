"""No word of what is hidden reaches who may not see it, on any page, in any file, in any choice of a form.

Every text that hangs on a hidden action holds a word of its own. Readers then walk through the whole portal, from link
to link, and look for those words.
"""

import dataclasses
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import TraceEntry
from actions.imports import previews
from actions.models import Action, FundingSource, Goal, Home, Note, Origin
from actions.rules.content import CostItem, Cover, content_of
from actions.services import editing, importing
from actions.services.closing import Ending, close_action
from evaluations.models import Evaluation
from evaluations.snapshot import take
from monitoring.models import Figure
from municipalities.models import Organisation
from tests import factories
from tests.answers import text_of

WORD = re.compile(r"\bqzx[a-z]{2,}")  # not by chance in a token of the page
LINK = re.compile(r'(?:href|src|action|hx-get)="(/[^"#]*)')
LEAVE = re.compile(r"/inloggen/|/beheer/|/static/|\?volgende=")
READERS = {  # who may not see it, for each way of hiding
    "concept": ("visitor", "carla", "otto"),
    "confidential": ("visitor", "carla", "otto", "adam"),
    "secret": ("visitor", "carla", "otto", "adam", "bram"),
    "import": ("visitor", "carla", "otto"),
    "removed": ("visitor", "carla", "otto", "adam", "bram"),
    "declassified": ("visitor", "carla", "otto", "adam", "bram"),
    "merged": ("visitor", "carla", "otto", "adam", "bram"),
}
CSV = """Actielijn;Thema;Nr;Wat;Hoe;Wie;Partners;Doel;Wanneer;Kosten;Dekking
qzxlijn nieuw;qzxthema;qzxnr;qzxwat;qzxhoe;qzxtrekker;qzxpartner;qzxdoel;2026 qzxplanning;5.000 euro;qzxbron
"""


@pytest.fixture
def world(settings, tmp_path, region, programme, line, action, people):
    """A region with something public of every kind, and people who may each see less than its leader."""
    settings.MEDIA_ROOT = tmp_path
    place = factories.municipality(region)
    factories.document(programme=programme, participants=[place])
    theme = factories.theme(line=line)
    theme.topics.add(factories.topic())
    Action.objects.filter(pk=action.pk).update(theme=theme)
    factories.cost(action=action)
    factories.update(action=action)
    factories.figure(indicator=factories.indicator(), area_code="NL01", status=Figure.Status.FINAL)
    people |= {"otto": factories.owner(factories.organisation(region=region)), "adam": factories.administrator(region)}
    return programme


def texts(**fields):
    """Fields of an action, each with a word of its own."""
    names = ("number", "what", "how", "planning_text", "who_text", "cost_text", "source_note")
    return {name: f"qzx{name.replace('_', '')}" for name in names} | fields


def hang(action, programme):
    """Everything else that can hang on an action, by services where there are any."""
    region = programme.region
    line = factories.line(programme=programme, title="qzxlijn", text="qzxlijntekst", published=False)
    theme = factories.theme(line=line, title="qzxthema", text="qzxthematekst", key="qzxsleutel", published=False)
    Action.objects.filter(pk=action.pk).update(line=line, theme=theme)
    action.leads.add(Organisation.objects.create(region=region, name="qzxtrekker", published=False))
    action.partners.add(Organisation.objects.create(region=region, name="qzxpartner", published=False))
    for field in ({"action": action}, {"line": line}, {"theme": theme}):
        Goal.objects.create(programme=programme, text="qzxdoel", source_note="qzxdoelnoot", **field)
    Note.objects.create(programme=programme, line=line, kind="funding", title="qzxnotitie", text="qzxnotitietekst")
    Home.objects.create(action=action, line=line, theme=theme, text="qzxplek")
    Origin.objects.create(action=action, kind="law", text="qzxherkomst")
    factories.update(action=action, text="qzxbericht", author_name="qzxnamens")
    source = FundingSource.objects.create(programme=programme, name="qzxbron", text="qzxbrontekst", published=False)
    factories.cost(action=action, text="qzxkosten").fundings.create(source=source)


def secret(programme, classification="secret", **fields):
    action = factories.action(programme=programme, line=programme.lines.get(), **texts(**fields))
    hang(action, programme)
    for name, value in factories.classified(classification).items():
        setattr(action, name, value)
    action.save()
    return action


def make_concept(programme, people):
    secret(programme, "public", released_at=None)


def make_confidential(programme, people):
    secret(programme, "confidential")


def make_secret(programme, people):
    secret(programme)


def make_import(programme, people):
    found = importing.keep_file(programme, content=CSV.encode(), name="qzxbestand.csv", by=people["anna"])
    importing.apply(found, previews.preview_of(found), by=people["anna"])
    assert Action.objects.filter(what="qzxwat", line__title__contains="qzxlijn", theme__title="qzxthema").exists()


def added(programme, people, **fields):
    """A secret action with names that are typed in its form."""
    content = dataclasses.replace(
        content_of(factories.action(line=programme.lines.get(), what="Weg")),
        what="qzxwat",
        classification="secret",
        leads=frozenset(["qzxtrekker"]),
        partners=frozenset(["qzxpartner"]),
        goals=("qzxdoel",),
        costs=(CostItem(amount=5, text="qzxkosten", cover=(Cover("qzxbron"),)),),
        **fields,
    )
    Action.objects.filter(what="Weg").delete()
    return editing.add_action(programme.lines.get(), theme=None, content=content, release=True, by=people["anna"])


def emptied(action, people, **fields):
    """The same action without what was typed in it."""
    bare = {"leads": frozenset(), "partners": frozenset(), "goals": (), "costs": ()}
    content = dataclasses.replace(content_of(action), **bare, **fields)
    editing.edit_action(action, content=content, version=action.version, reason="qzxreden", by=people["anna"])


def make_removed(programme, people):
    """What a secret action named is removed from it: the rows stay, and nothing uses them."""
    emptied(added(programme, people), people)
    assert FundingSource.objects.filter(name="qzxbron", fundings=None).exists()


def make_declassified(programme, people):
    """A secret action is emptied and made public, and edited once more."""
    action = added(programme, people)
    emptied(action, people, what="Nu openbaar", classification="public")
    content = dataclasses.replace(content_of(action), goals=("Openbaar doel",))
    editing.edit_action(action, content=content, version=action.version, reason="Openbaar", by=people["anna"])


def make_merged(programme, people):
    """A public action goes into a secret one, is taken up again, and a secret one goes into it."""
    hidden, public = secret(programme), programme.actions.get(what="Meldcodetour")
    ending = Ending(status=Action.Status.STOPPED, merged_into=hidden)
    close_action(public, ending=ending, version=public.version, by=people["anna"])
    other = secret_again(programme)
    close_action(
        other, ending=dataclasses.replace(ending, merged_into=public), version=other.version, by=people["anna"]
    )


def secret_again(programme):
    return factories.action(line=programme.lines.first(), what="qzxander", classification="secret")


def start(programme):
    """Where a walk begins: also addresses that the public pages do not link to."""
    slug = programme.region.slug
    region = (
        "actions:plan",
        "actions:costs",
        "decisions:decisions",
        "actions:csv",
        "monitoring:csv",
        "evaluations:list",
    )
    work = ("actions:add", "actions:release", "municipalities:access", "monitoring:deliveries", "actions:import-start")
    files = [reverse("actions:export", args=[slug, kind]) for kind in ("xlsx", "ods", "csv", "docx")]
    plain = [reverse(name) for name in ("home", "my-page", "compare", "actions:topics", "about")]
    actions = [
        reverse(f"actions:{name}", args=[pk])
        for pk in Action.objects.values_list("pk", flat=True)
        for name in ("action", "edit", "close", "move", "progress")
    ]
    return [*plain, *(reverse(name, args=[slug]) for name in (*region, *work)), *files, *actions]


def walk(client, addresses):
    """Every address that can be reached, with the hidden words that it shows."""
    waiting, seen, found = list(addresses), set(), {}
    while waiting:
        url = waiting.pop().replace("&amp;", "&")
        if url in seen or LEAVE.search(url):
            continue
        seen.add(url)
        answer = client.get(url)
        text = text_of(answer)
        if words := set(WORD.findall(text)) | set(WORD.findall(str(answer.headers))):
            found[url] = words
        if answer["Content-Type"].startswith("text/html"):
            waiting += LINK.findall(text)
    assert len(seen) > 30, seen
    return found


@pytest.mark.slow
@pytest.mark.parametrize("way", READERS)
def test_nobody_reads_a_word_of_what_is_hidden(world, people, way):
    globals()[f"make_{way}"](world, people)
    for reader in READERS[way]:
        client = Client()
        if reader != "visitor":
            client.force_login(people[reader])
        assert (reader, walk(client, start(world))) == (reader, {})
    evaluation = Evaluation.objects.create(programme=world, title="Evaluatie")
    assert not WORD.search(repr(take(evaluation, on=timezone.localdate())))


@pytest.mark.slow
def test_its_leader_reads_all_of_it(world, people):
    """The words are where readers look: otherwise the walk would prove nothing."""
    make_secret(world, people)
    client = Client()
    client.force_login(people["anna"])
    found = set().union(*walk(client, start(world)).values())
    unseen = {"qzxsleutel", "qzxdoelnoot"}
    told = set(texts().values()) | {"qzxlijn", "qzxlijntekst", "qzxthema", "qzxthematekst", "qzxtrekker", "qzxpartner"}
    told |= {"qzxdoel", "qzxnotitie", "qzxplek", "qzxherkomst", "qzxbericht", "qzxnamens", "qzxbron", "qzxbrontekst"}
    assert told - unseen <= found


@pytest.mark.slow
def test_every_page_with_something_secret_is_stamped_and_traced(world, people):
    """Whatever view shows it: what its leader reads of a secret action is on a page that says so."""
    make_secret(world, people)
    client = Client()
    client.force_login(people["anna"])
    bare = {}
    for url, words in walk(client, start(world)).items():
        answer = client.get(url)
        is_page = answer["Content-Type"].startswith("text/html")
        if "qzxwat" in words and is_page and b"stamp--secret" not in answer.content:
            bare[url] = words
    assert bare == {}
    assert set(TraceEntry.objects.filter(subject_type="actions.action").values_list("kind", flat=True)) >= {"seen"}


@pytest.mark.slow
def test_what_is_released_is_there_for_everybody(world, people):
    make_concept(world, people)
    hidden = set().union(*walk(Client(), start(world)).values(), set())
    Action.objects.update(released_at=timezone.now())
    shown = set().union(*walk(Client(), start(world)).values())
    assert (hidden, {"qzxlijn", "qzxthema", "qzxbron", "qzxtrekker"} - shown) == (set(), set())
