"""The filters of the plan: which actions answer to them, and what is refused."""

import pytest
from django.http import Http404, QueryDict
from django.urls import reverse

from actions.models import Action, Cost, Document, Origin
from actions.rules.filters import PlanFilter, options_of
from tests import factories


@pytest.fixture
def actions(programme, line, organisation):
    """Four actions that differ in everything that can be filtered."""
    other_line = factories.line(programme=programme)
    theme = factories.theme(line=line, key="signaleren")
    topic = factories.topic(slug="meldcode")
    place = factories.municipality(slug="dordrecht")
    elsewhere = factories.municipality(slug="sliedrecht")
    factories.document(programme=programme, participants=[place, elsewhere])
    made = {
        "a": factories.action(
            line=line, theme=theme, what="Meldcodetour", how="Symposium", status="running", leads=[organisation]
        ),
        "b": factories.action(line=line, what="Training", topics=[topic], priority="high", municipalities=[place]),
        "c": factories.action(line=other_line, what="", status="done", starts_in="2022Q2", ends_in="2022Q3"),
        "d": factories.action(line=other_line, what="Folder", recurrence="ongoing", for_all=True),
    }
    factories.goal(action=made["c"], text="Bekendheid van de meldcode")
    for kind in ("law", "national"):
        Origin.objects.create(action=made["a"], kind=kind)
    factories.cost(action=made["a"])
    factories.cost(action=made["b"], kind=Cost.Kind.TO_BE_DETERMINED)
    return made


def form_for(programme, query, user=None):
    user = user or factories.superuser()
    return PlanFilter(QueryDict(query), programme=programme, options=options_of(programme, user))


def found(programme, query):
    form = form_for(programme, query)
    assert form.errors == {}
    return set(Action.objects.filter(form.where()))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "abcd"),
        ("q=", "abcd"),
        ("q=meldcode", "ac"),  # in what, and in a goal
        ("q=MELDCODE", "ac"),
        ("q=symposium", "a"),
        ("q=symposium meldcodetour", "a"),  # all words, in any field
        ("q=symposium folder", ""),
        ("q=%25", ""),  # no wildcard
        ("lijn=1", "ab"),
        ("lijn=2", "cd"),
        ("thema=signaleren", "a"),
        ("status=running", "a"),
        ("status=unknown", "bd"),
        ("trekker=geen", "bcd"),
        ("gemeente=dordrecht", "bd"),  # named, or said to be for all that take part
        ("gemeente=sliedrecht", "d"),
        ("gemeente=geen", "ac"),  # nothing said is not for all
        ("herkomst=law", "a"),
        ("herkomst=national", "a"),
        ("herkomst=geen", "bcd"),
        ("onderwerp=meldcode", "b"),
        ("prioriteit=high", "b"),
        ("prioriteit=geen", "acd"),
        ("kosten=amount", "a"),
        ("kosten=to_be_determined", "b"),
        ("kosten=unstated", "cd"),  # nothing said is not stated
        ("periode=2022Q2", "cd"),
        ("periode=2022Q3", "cd"),
        ("periode=2022Q4", "d"),
        ("periode=geen", "ab"),
        ("lijn=1&status=running", "a"),
        ("lijn=2&status=running", ""),
    ],
)
def test_what_answers_to_a_filter(programme, actions, query, names):
    assert found(programme, query) == {actions[name] for name in names}


def test_the_lead_is_chosen_by_id(programme, actions, organisation):
    assert found(programme, f"trekker={organisation.pk}") == {actions["a"]}


@pytest.mark.parametrize(
    ("starts", "ends", "recurrence", "quarter", "runs"),
    [
        ("2022Q2", "2022Q3", "", "2022Q1", False),
        ("2022Q2", "2022Q3", "", "2022Q2", True),
        ("2022Q2", None, "", "2024Q1", True),  # no end named
        ("2022Q2", None, "", "2022Q1", False),
        (None, "2022Q2", "", "2021Q1", True),  # no start named
        (None, "2022Q2", "", "2022Q3", False),
        ("2022Q2", None, "yearly", "2023Q2", True),
        ("2022Q2", None, "yearly", "2023Q3", False),
        ("2022Q1", "2023Q4", "yearly", "2022Q3", True),
        (None, None, "yearly", "2022Q2", False),  # a year without quarter is no quarter
        (None, None, "quarterly", "2022Q2", True),
        (None, None, "monthly", "2022Q2", True),
        (None, None, "half_yearly", "2022Q2", False),
        (None, None, "", "2022Q2", False),
    ],
)
def test_when_an_action_runs(programme, line, starts, ends, recurrence, quarter, runs):
    factories.action(line=line, starts_in=starts, ends_in=ends, recurrence=recurrence)
    assert bool(found(programme, f"periode={quarter}")) is runs


@pytest.mark.parametrize(
    "query",
    [
        *("lijn=99", "lijn=een", "thema=bestaat-niet", "status=klaar", "trekker=0", "trekker=abc", "gemeente=nergens"),
        *("onderwerp=niets", "prioriteit=urgent", "kosten=duur", "periode=2021Q5", "periode=2021", "periode=3021Q1"),
        *("status=%00", "lijn=" + "9" * 5000, "status=running'--"),
    ],
)
def test_an_unknown_value_is_refused(programme, actions, query):
    with pytest.raises(Http404):
        form_for(programme, query).refuse_unknown()


@pytest.mark.parametrize("name", ["plan", "csv"])
def test_pages_answer_404_to_an_unknown_value(client, region, actions, name):
    assert client.get(reverse(f"actions:{name}", args=[region.slug]) + "?status=klaar").status_code == 404


def test_a_line_or_theme_of_another_programme_is_unknown(programme, actions):
    factories.theme(key="elders")
    with pytest.raises(Http404):
        form_for(programme, "thema=elders").refuse_unknown()


def test_a_quarter_outside_the_plan_is_known_but_empty(programme, line):
    factories.action(line=line, starts_in="2022Q1", ends_in="2022Q1")
    form = form_for(programme, "periode=1999Q1")
    form.refuse_unknown()
    assert ("1999Q1", "1e kwartaal 1999") in form.fields["periode"].choices
    assert found(programme, "periode=1999Q1") == set()


@pytest.mark.parametrize("words", ["x" * 201, "a\x00b"])
def test_a_bad_search_is_told_and_not_searched_for(programme, actions, words):
    query = QueryDict(mutable=True)
    query["q"] = words
    form = PlanFilter(query, programme=programme, options=options_of(programme, factories.superuser()))
    form.refuse_unknown()
    assert (list(form.errors), set(Action.objects.filter(form.where()))) == (["q"], set(actions.values()))


def test_choices_offer_what_the_reader_may_see(programme, line, region):
    hidden = factories.organisation(region=region, name="Geheime dienst")
    factories.action(line=line, leads=[hidden], released_at=None)
    leader, stranger = factories.leader(region), factories.leader(factories.region())
    seen = [options_of(programme, user).leads for user in (leader, stranger)]
    assert seen == [[(str(hidden.pk), "Geheime dienst")], []]


def test_municipalities_of_a_hidden_document_are_not_offered(programme, line):
    factories.document(programme=programme, participants=[factories.municipality()], classification="secret")
    assert options_of(programme, factories.user()).municipalities == []
    assert Document.objects.count() == 1


def test_the_query_keeps_what_is_asked_and_drops_the_page(programme, actions):
    form = form_for(programme, f"programma={programme.slug}&status=running&pagina=2&q=&onzin=1&weergave=tijdlijn")
    assert form.query() == f"?programma={programme.slug}&weergave=tijdlijn&status=running"
    assert form.table_query == f"?programma={programme.slug}&status=running"
    assert form.cleared_query == f"?programma={programme.slug}&weergave=tijdlijn"
    assert form.query(pagina="3") == f"?programma={programme.slug}&weergave=tijdlijn&status=running&pagina=3"


def test_without_anything_asked_the_query_is_a_link_to_the_page_itself(programme, actions):
    assert form_for(programme, "").query() == "?"


def test_chips_say_what_is_filtered_and_lead_to_the_rest(programme, actions, organisation):
    chips = form_for(programme, f"lijn=1&trekker={organisation.pk}&q=tour").chips
    assert [(chip.label, chip.value) for chip in chips] == [
        ("Zoek in het plan", "tour"),
        ("Actielijn", "1. Eerder in beeld"),
        ("Trekker", "Veilig Thuis Noordland"),
    ]
    assert chips[0].query == f"?lijn=1&trekker={organisation.pk}"


@pytest.mark.parametrize("typed", ["1.1", "VEILIG thuis", "zoë", "regio's", "tweede kwartaal", "geinformeerd"])
def test_search_finds_texts_numbers_leads_and_partners(programme, typed):
    lead = factories.organisation(region=programme.region, name="Veilig Thuis")
    partner = factories.organisation(region=programme.region, name="Stichting Zoë")
    texts = {"how": "Ouders van de regio’s zijn geïnformeerd", "planning_text": "Tweede kwartaal"}
    wanted = factories.action(programme=programme, number="1.1", leads=[lead], partners=[partner], **texts)
    factories.action(programme=programme, number="1.2")
    assert found(programme, QueryDict(f"q={typed}").urlencode()) == {wanted}
