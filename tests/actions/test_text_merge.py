"""Two people change the same text: what both wrote is in what is proposed, whoever accepts it always."""

import random
import re
import time
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.models import Action
from actions.rules.content import Content, CostItem, Cover, content_of
from actions.rules.merging import merge
from actions.rules.text_merge import MOST, merged_items, merged_text
from tests import factories
from tests.actions.sheets import fields_of, filled
from tests.choosing import examples

BASE = "We bellen elke huisarts. Daarna volgt een brief.\nEinde goed."


@pytest.mark.parametrize(
    ("theirs", "mine", "merged"),
    [
        (BASE, "Anders.", "Anders."),
        ("Anders.", BASE, "Anders."),
        ("Anders.", "Anders.", "Anders."),
        (BASE.replace("elke", "iedere"), f"{BASE} Al goed.", f"{BASE.replace('elke', 'iedere')} Al goed."),
        (
            BASE.replace("huisarts", "huisarts in mei"), BASE.replace("bellen", "mailen"),
            BASE.replace("huisarts", "huisarts in mei").replace("bellen", "mailen"),
        ),
        (
            BASE.replace("een brief", "een mail"), BASE.replace("een brief", "een bezoek"),
            "We bellen elke huisarts.\n[Van een ander:] Daarna volgt een mail.\n[Van u:] Daarna volgt een bezoek.\n"
            "Einde goed.",
        ),
        ("", BASE.replace("goed", "beter"), BASE.replace("goed", "beter")),
        (f"{BASE} Van hen.", f"{BASE} Van mij.", f"{BASE}\n[Van een ander:] Van hen.\n[Van u:] Van mij."),
        (
            "Zij bellen. Zij komen.\nEinde goed.", "Wij mailen. Wij blijven.\nEinde goed.",
            "[Van een ander:] Zij bellen. Zij komen.\n[Van u:] Wij mailen. Wij blijven.\nEinde goed.",
        ),
    ],
)  # fmt: skip
def test_sentences_and_words_are_put_together(theirs, mine, merged):
    assert merged_text(BASE, theirs=theirs, mine=mine) == merged


def test_on_one_line_both_stand_beside_each_other():
    assert merged_text("1.2", theirs="1.3", mine="1.4", one_line=True) == "1.3 / 1.4"


def test_items_of_a_list_are_there_once():
    assert merged_items(["a", "b"], theirs=["a", "c"], mine=["a", "d", "c"]) == ("a", "c", "d")


def words(*texts):
    return {word for text in texts for word in re.findall(r"\w+", text)}


text_of = st.lists(st.sampled_from("een twee drie vier vijf zes. zeven! acht\n negen".split(" ")), max_size=25).map(
    " ".join
)


@settings(max_examples=examples(400), deadline=None)
@given(text_of, text_of, text_of, st.booleans())
def test_no_word_that_somebody_wrote_is_gone(base, theirs, mine, one_line):
    merged = words(merged_text(base, theirs=theirs, mine=mine, one_line=one_line))
    assert words(theirs) - words(base) <= merged
    assert words(mine) - words(base) <= merged


@pytest.mark.parametrize("size", [MOST // 2 - 1, 9_000])
def test_the_same_word_over_and_over_takes_no_time(size):
    texts = ["a. " * size, "a. " * size + "b. ", "c. " + "a. " * size]
    began = time.process_time()
    merged = merged_text(texts[0], theirs=texts[1], mine=texts[2])
    assert time.process_time() - began < 3
    assert words(merged) >= {"b", "c"}


# --- Whole actions, edited at random ---


class Editor:
    """Makes edits with words that nobody else writes."""

    def __init__(self, name, seed):
        self.name, self.by, self.count = name, random.Random(seed), 0

    def word(self):
        self.count += 1
        return f"{self.name}{self.count}"

    def text(self, text):
        parts = text.split(" ")
        for _ in range(self.by.randrange(4)):
            place = self.by.randrange(len(parts) + 1)
            how = self.by.randrange(3)
            if how == 0:
                parts.insert(place, self.word())
            elif how == 1:
                parts[place : place + 1] = [self.word()]
            else:
                parts[place:] = [f"{self.word()}. ", *parts[place:]]
        return " ".join(parts) if self.by.random() < 0.9 else f"{self.word()} {self.word()}."

    def goals(self, goals):
        found = [self.text(goal).strip() if self.by.random() < 0.5 else goal for goal in goals]
        return tuple([*found, self.word()] if self.by.random() < 0.5 else found)

    def costs(self, costs):
        found = [replace(cost, text=self.text(cost.text).strip()) if self.by.random() < 0.6 else cost for cost in costs]
        found = [
            replace(cost, amount=Decimal(self.by.randrange(99))) if self.by.random() < 0.4 else cost for cost in found
        ]
        found = [cost for cost in found if self.by.random() < 0.8]
        return tuple([*found, CostItem(text=self.word())] if self.by.random() < 0.5 else found)

    def content(self, content):
        texts = {
            name: self.text(getattr(content, name)).strip()
            for name in ("what", "how", "planning_text")
            if self.by.random() < 0.7
        }
        leads = content.leads | {self.word()} if self.by.random() < 0.4 else content.leads
        return replace(content, **texts, leads=leads, goals=self.goals(content.goals), costs=self.costs(content.costs))


def all_words(content):
    costs = [cost.text for cost in content.costs]
    return words(content.what, content.how, content.planning_text, *map(str, content.leads), *content.goals, *costs)


@pytest.mark.parametrize("seed", range(150))
def test_who_always_accepts_loses_no_word_of_the_other(seed):
    cost = CostItem(pk=1, text="zaal en koffie", amount=Decimal(5), cover=(Cover(3, Decimal(2)),))
    base = Content(
        what="Een tour langs huisartsen", how="We bellen. Daarna een brief. Dan een bezoek.", planning_text="in mei",
        goals=("Meer meldingen", "Minder drempels"), leads=frozenset({1, 2}), costs=(cost, replace(cost, pk=2)),
    )  # fmt: skip
    theirs, mine = Editor("zij", seed).content(base), Editor("ik", seed + 999).content(base)
    merged = all_words(merge(base, theirs=theirs, mine=mine).content)
    assert all_words(theirs) - all_words(base) <= merged
    assert all_words(mine) - all_words(base) <= merged


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_in_the_browser_too(client, action, people, seed):
    Action.objects.filter(pk=action.pk).update(
        how="We bellen. Daarna een brief. Dan een bezoek.", planning_text="in mei"
    )
    factories.goal(action=action, text="Meer meldingen")
    factories.cost(action=action, amount=Decimal(5), text="zaal en koffie")
    address, base = reverse("actions:edit", args=[action.pk]), content_of(Action.objects.get(pk=action.pk))
    client.force_login(people["anna"])
    page = filled(client, address)

    def typed(editor):
        content = editor.content(base)
        fields = {"what": content.what, "how": content.how, "planning_text": content.planning_text}
        return page | fields | {"goals": "\n".join(content.goals), "kosten-0-text": editor.word()}

    first, second = typed(Editor("zij", seed)), typed(Editor("ik", seed + 999))
    assert client.post(address, first).status_code == 302
    client.force_login(people["sam"])
    told = client.post(address, second)
    assert told.status_code == 409
    assert client.post(address, fields_of(told)).status_code == 302
    saved = all_words(content_of(Action.objects.get(pk=action.pk)))
    written = [value for fields in (first, second) for value in fields.values() if isinstance(value, str)]
    assert {word for word in words(*written) if word.startswith(("zij", "ik"))} <= saved
