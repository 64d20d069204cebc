"""The plan page: what is on it, who sees what, and how many queries it takes."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actions.models import Action, Classification, Cost, Goal, Home, Note, Phase
from actions.pages.plan import PER_PAGE
from tests import factories

MOST_QUERIES = 16


def plan_url(region, query=""):
    return reverse("actions:plan", args=[region.slug]) + query


def text_of(response):
    """What a reader reads, without tags and with single spaces."""
    html = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main")]))


def queries_of(client, url):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(url)
        b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200
    return len(captured)


def fill(line, number, **fields):
    """Actions with everything that a row shows."""
    lead = factories.organisation(region=line.programme.region)
    partner = factories.organisation(region=line.programme.region)
    place = factories.municipality(line.programme.region)
    theme = factories.theme(line=line)
    topic = factories.topic()
    for index in range(number):
        action = factories.action(
            line=line,
            theme=theme if index % 2 else None,
            leads=[lead],
            partners=[partner],
            municipalities=[place],
            topics=[topic],
            starts_in="2026Q1",
            **fields,
        )
        factories.goal(action=action)
        factories.cost(action=action)
        Home.objects.create(action=action, line=line, theme=theme, text="Zie ook")


@pytest.mark.slow
@pytest.mark.parametrize("query", ["", "?weergave=volledig", "?weergave=tijdlijn", "?status=unknown&q=actie"])
def test_the_number_of_queries_is_the_same_with_one_action_and_with_sixty(line, region, people, query):
    readers = {None: Client()} | {who: Client() for who in ("anna", "bram", "olga", "sam")}
    for who, client in readers.items():
        if who:
            client.force_login(people[who])
    fill(line, 1)
    one = {who: queries_of(client, plan_url(region, query)) for who, client in readers.items()}
    fill(line, 59)
    assert {who: queries_of(client, plan_url(region, query)) for who, client in readers.items()} == one
    assert max(one.values()) <= MOST_QUERIES


def test_the_number_of_queries_is_the_same_with_a_thousand_actions(client, line, region, people):
    client.force_login(people["anna"])
    fill(line, 1)
    one = queries_of(client, plan_url(region))
    now = timezone.now()
    Action.objects.bulk_create(
        Action(programme=line.programme, line=line, what=f"Actie {n}", position=n, released_at=now, updated_at=now)
        for n in range(999)
    )
    assert (queries_of(client, plan_url(region)), one <= MOST_QUERIES) == (one, True)


def test_a_visitor_reads_the_words_of_the_plan_and_how_they_are_read(client, region, line, organisation):
    action = factories.action(
        line=line,
        number="1.1",
        what="Meldcodetour",
        how="Symposium",
        planning_text="15 juni 2022",
        who_text="Veilig Thuis ism GGD",
        cost_text="5.000 euro",
        starts_in="2022Q2",
        ends_in="2022Q2",
        leads=[organisation],
        partners=[factories.organisation(region=region, name="GGD")],
    )
    factories.goal(action=action, text="Bekendheid vergroten")
    factories.cost(action=action, amount="5000.00", per=Cost.Per.UNSTATED)
    text = text_of(client.get(plan_url(region)))
    for words in (
        *("1.1 Meldcodetour", "Symposium", "Bekendheid vergroten", "Veilig Thuis Noordland", "met GGD"),
        *("2e kwartaal 2022", "€ 5.000", "Onbekend"),
        *("Zoals opgeschreven", "15 juni 2022", "Veilig Thuis ism GGD", "5.000 euro"),
    ):
        assert words in text


@pytest.mark.parametrize(("partners", "words"), [(1, "met GGD 1"), (3, "met 3 partners")])
def test_a_row_in_short_names_one_partner_and_counts_more(client, region, line, partners, words):
    names = [factories.organisation(region=region, name=f"GGD {number}") for number in range(1, partners + 1)]
    factories.action(line=line, partners=names)
    assert f'<span class="muted plan-brief">{words}</span>' in client.get(plan_url(region)).content.decode()


def test_a_row_in_short_gives_the_first_cost_and_how_many_more(client, region, line):
    action = factories.action(line=line)
    for amount in ("5000.00", "700.00"):
        factories.cost(action=action, amount=amount, per=Cost.Per.YEAR)
    text = text_of(client.get(plan_url(region)))
    assert "€ 5.000 per jaar, en nog 1 bedrag" in text
    assert "€ 700 per jaar" in text  # for paper and in full


def test_an_action_without_what_shows_its_goal(client, region, line):
    action = factories.action(line=line, what="")
    factories.goal(action=action, text="Inbedden standaard traumascreening")
    content = client.get(plan_url(region)).content.decode()
    assert f'<a href="{action.get_absolute_url()}">Inbedden standaard traumascreening</a>' in content
    assert "Het document noemt geen actie, alleen dit doel." in content


def test_columns_with_nothing_to_show_are_left_out_and_told_in_a_sentence(client, region, line):
    factories.action(line=line)
    response = client.get(plan_url(region))
    assert "Bij deze acties noemt het document geen trekkers, geen planning en geen kosten." in text_of(response)
    assert "Hoe ver de acties zijn, staat niet in het document" in text_of(response)
    assert response.content.decode().count('scope="col"') == 1


def test_a_column_that_is_nearly_empty_is_told_once_and_not_in_every_row(client, region, line):
    for number in range(1, 10):
        factories.action(line=line, number=f"1.{number}", planning_text="Q1 2021" if number == 1 else "")
    text = text_of(client.get(plan_url(region)))
    assert "Bij 8 van de 9 acties noemt het document geen planning." in text
    assert text.count("niet genoemd") == 0


@pytest.mark.parametrize("query", [{"lijn": "2"}, {"thema": "sturing"}, {"lijn": "2", "thema": "sturing"}])
def test_a_line_without_actions_can_be_opened(client, region, line, query):
    """Lines 5 and 6 of Noord- en Midden-Limburg have themes and national developments, and no actions."""
    factories.action(line=line)
    other = factories.line(programme=line.programme, number=2, title="Verbinding", text="Domeinen verbinden.")
    factories.theme(line=other, key="sturing", title="Sturing", text="Samen sturen.")
    factories.theme(line=line, key="meldcode", title="Meldcode")
    text = text_of(client.get(plan_url(region), query))
    assert "Verbinding Domeinen verbinden. Sturing Samen sturen." in text
    assert "Bij deze actielijn noemt het document geen acties." in text
    assert "Er zijn geen acties die aan deze filters voldoen." not in text
    assert "Er zijn geen acties die aan deze filters voldoen." in text_of(
        client.get(plan_url(region), query | {"status": "done"})
    )


def test_priority_stands_in_the_table(client, region, line):
    factories.action(line=line, priority="high", status="running")
    assert "Loopt prioriteit hoog" in text_of(client.get(plan_url(region)))


def test_phases_and_definitions_have_a_place_of_their_own(client, region, line):
    factories.action(line=line)
    programme = line.programme
    Phase.objects.create(programme=programme, title="Fase 2: Regiovisie", text="De route loopt via de colleges.")
    Note.objects.create(programme=programme, kind="definition", title="Huiselijk geweld", text="Door iemand van thuis.")
    text = text_of(client.get(plan_url(region)))
    assert "Fasering Fase 2: Regiovisie" in text
    assert "De route loopt via de colleges." in text
    assert "Definities (1) Huiselijk geweld Door iemand van thuis." in text
    assert "Ook in het document" not in text


def test_actions_stand_under_their_theme_and_without_theme_last(client, region, line):
    second = factories.theme(line=line, title="Melden", position=2)
    first = factories.theme(line=line, title="Signaleren", position=1)
    for number, theme in (("1.3", None), ("1.2", second), ("1.1", first)):
        factories.action(line=line, theme=theme, number=number, what=f"Actie {number}")
    text = text_of(client.get(plan_url(region)))
    text = text[text.index("3 acties") :]
    order = [
        text.index(words) for words in ("Signaleren", "1.1 Actie", "Melden", "1.2 Actie", "Zonder thema", "1.3 Actie")
    ]
    assert order == sorted(order)


def test_a_second_home_is_a_reference_and_not_an_action(client, region, line):
    other = factories.line(programme=line.programme, title="Specifieke groepen")
    theme = factories.theme(line=other, title="Ouderenmishandeling")
    action = factories.action(line=line, number="1.1", what="Meldcodetour")
    Home.objects.create(action=action, line=other, theme=theme, text="Meldcodetour (zie actielijn 1)")
    response = client.get(plan_url(region))
    text = text_of(response)
    assert "Meldcodetour (zie actielijn 1): actie 1.1 (staat bij actielijn 1)" in text
    assert response.context["plan"].total == 1
    filtered = client.get(plan_url(region, "?lijn=2"))
    assert (filtered.context["plan"].found, "zie actielijn 1" in text_of(filtered)) == (0, True)


def test_a_filter_on_line_or_theme_asks_for_the_place_of_a_reference(client, region, line):
    lines = [factories.line(programme=line.programme) for _ in range(2)]
    themes = [factories.theme(line=other, key=f"thema-{other.number}") for other in lines]
    action = factories.action(line=line)
    for other, theme in zip(lines, themes, strict=True):
        Home.objects.create(action=action, line=other, theme=theme, text=f"Verwijzing {other.number}")

    def shown(query):
        return re.findall(r"Verwijzing \d", text_of(client.get(plan_url(region, query))))

    assert [shown(query) for query in ("", "?lijn=2", "?thema=thema-3", "?lijn=1", "?status=done")] == [
        ["Verwijzing 2", "Verwijzing 3"],
        ["Verwijzing 2"],
        ["Verwijzing 3"],
        [],
        [],
    ]


def test_a_programme_without_actions_shows_lines_themes_goals_and_notes(client, region, line):
    programme = line.programme
    line.text = "Geweld eerder zien."
    line.save()
    theme = factories.theme(line=line, title="Preventie")
    factories.goal(theme=theme, level=Goal.Level.SUB, text="Gemeenten voeren preventiebeleid.")
    factories.goal(programme=programme, level=Goal.Level.CENTRAL, text="Geweld voorkomen.")
    Note.objects.create(
        programme=programme, kind=Note.Kind.MISSING, text="Zie het schema.", source_note="Het schema ontbreekt."
    )
    text = text_of(client.get(plan_url(region)))
    for words in (
        "De acties van dit programma staan niet in dit portaal.",
        "1 actielijn en 2 doelen",
        "Het schema ontbreekt.",
        "Geweld eerder zien.",
        "Preventie",
        "Deelambitie Gemeenten voeren preventiebeleid.",
        "Centrale ambitie Geweld voorkomen.",
    ):
        assert words in text
    assert "Filteren" not in text


@pytest.mark.parametrize(
    ("who", "sees", "edits"),
    [("anna", True, True), ("bram", True, False), ("carla", False, False), (None, False, False)],
)
def test_concepts_are_marked_for_readers_of_the_region_only(client, region, action, people, who, sees, edits):
    factories.action(line=action.line, what="Nieuw plan", released_at=None)
    if who:
        client.force_login(people[who])
    content = client.get(plan_url(region)).content.decode()
    assert ("Nieuw plan" in content, ">Concept<" in content) == (sees, sees)
    assert (reverse("actions:edit", args=[action.pk]) in content, "Actie toevoegen" in content) == (edits, edits)
    assert ("1 actie wacht op vrijgave" in content) is edits


def test_an_owner_sees_the_concepts_of_the_own_organisation_only(client, region, action, organisation, people):
    factories.action(line=action.line, what="Van ons", released_at=None, leads=[organisation])
    factories.action(line=action.line, what="Van een ander", released_at=None)
    client.force_login(people["olga"])
    content = client.get(plan_url(region)).content.decode()
    assert ("Van ons" in content, "Van een ander" in content) == (True, False)


def test_news_that_waits_counts_for_the_leader(client, region, action, people):
    factories.update(action=action, released_at=None)
    client.force_login(people["anna"])
    assert client.get(plan_url(region)).context["plan"].waiting == 1


@pytest.mark.parametrize(("who", "number"), [("anna", 3), ("bram", 2), ("carla", 1), (None, 1)])
def test_classified_actions_are_not_counted_for_who_may_not_see_them(client, region, action, people, who, number):
    factories.action(line=action.line, classification=Classification.CONFIDENTIAL)
    factories.action(line=action.line, classification=Classification.SECRET)
    if who:
        client.force_login(people[who])
    assert client.get(plan_url(region)).context["plan"].total == number


def test_a_hidden_programme_is_not_found(client, region, programme, people):
    programme.classification = Classification.INTERNAL
    programme.save()
    assert client.get(plan_url(region)).status_code == 404
    client.force_login(people["bram"])
    assert client.get(plan_url(region)).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        *("?pagina=0", "?pagina=2", "?pagina=-1", "?pagina=abc", "?pagina=%00", "?pagina=" + "9" * 5000, "?pagina="),
        *("?weergave=kaart", "?weergave=%00", "?programma=bestaat-niet", "?programma=%00"),
    ],
)
def test_an_unknown_page_view_or_programme_is_not_found(client, region, action, query):
    assert client.get(plan_url(region, query)).status_code == 404


def test_unknown_regions_and_veilig_thuis_regions_have_no_plan(client, db):
    vt = factories.region(kind="veilig_thuis", code="VT13")
    assert [client.get(f"/regios/{slug}/plan/").status_code for slug in ("nergens", vt.slug)] == [404, 404]


def test_a_plan_can_only_be_read(client, region, action):
    assert client.post(plan_url(region)).status_code == 405


def test_a_hundred_actions_a_page_in_plan_order(client, region, line):
    other = factories.line(programme=line.programme)
    empty = factories.line(programme=line.programme, title="Lijn zonder acties")
    for index in range(PER_PAGE + 5):
        factories.action(line=line if index < PER_PAGE + 2 else other, position=index)
    first, second = client.get(plan_url(region)), client.get(plan_url(region, "?pagina=2"))
    assert [len(page.context["plan"].rows) for page in (first, second)] == [PER_PAGE, 5]
    assert [section.line for section in first.context["plan"].sections] == [line]
    assert [section.line for section in second.context["plan"].sections] == [line, other, empty]
    assert 'href="?pagina=2"' in first.content.decode()
    assert 'href="?pagina=1"' in second.content.decode()


def test_pages_keep_filters_and_programme(client, region, line):
    for index in range(PER_PAGE + 1):
        factories.action(line=line, position=index, status="running")
    query = f"?programma={line.programme.slug}&weergave=tijdlijn&status=running"
    content = client.get(plan_url(region, query)).content.decode()
    assert f'href="?programma={line.programme.slug}&amp;weergave=tijdlijn&amp;status=running&amp;pagina=2"' in content


def test_htmx_gets_the_part_that_changes_and_others_the_whole_page(client, region, action):
    part = client.get(plan_url(region), headers={"HX-Request": "true"}).content.decode()
    whole = client.get(plan_url(region)).content.decode()
    boosted = client.get(plan_url(region), headers={"HX-Request": "true", "HX-Boosted": "true"}).content.decode()
    assert ("<html" in part, 'id="plan"' in part) == (False, True)
    assert ("<html" in whole, "<html" in boosted) == (True, True)


def test_htmx_gets_an_address_without_empty_filters(client, region, action):
    htmx = {"HX-Request": "true"}
    filtered = client.get(plan_url(region, "?q=&lijn=1&status=&thema="), headers=htmx)
    bare = client.get(plan_url(region, "?q=&lijn="), headers=htmx)
    assert [response["HX-Replace-Url"] for response in (filtered, bare)] == [
        plan_url(region, "?lijn=1"),
        plan_url(region),
    ]


def test_filters_in_use_are_chips_that_can_be_taken_away(client, region, action):
    factories.action(line=action.line, status="done")
    response = client.get(plan_url(region, "?status=done&lijn=1"))
    content, text = response.content.decode(), text_of(response)
    assert "1 van 2 acties" in text
    assert 'href="?lijn=1"' in content
    assert 'href="?status=done"' in content
    assert "Alle filters weg" in text


def test_nothing_found_says_so_and_leads_back(client, region, action):
    response = client.get(plan_url(region, "?q=bestaatniet"))
    text = text_of(response)
    assert "0 van 1 actie" in text
    assert "Er zijn geen acties die aan deze filters voldoen." in text
    assert "Toon alle acties" in text


@pytest.mark.parametrize("words", ["x" * 100_000, "a\x00b"])
def test_a_search_that_cannot_be_read_is_told_beside_its_field(client, region, action, words):
    response = client.get(plan_url(region), {"q": words})
    assert (response.status_code, response.context["plan"].found) == (200, 1)
    assert 'aria-invalid="true"' in response.content.decode()
    assert "errorlist" in response.content.decode()
    part = client.get(plan_url(region), {"q": words}, headers={"HX-Request": "true"}).content.decode()
    assert '<p class="notice notice--error" role="alert">' in part


def test_what_people_type_is_never_markup(client, region, line):
    factories.action(line=line, what="<script>alert(1)</script>", how="<b>vet</b>")
    content = client.get(plan_url(region, "?q=%3Cscript%3E")).content.decode()
    assert "<script>alert" not in content
    assert "<b>vet" not in content


def test_progress_of_a_line_counts_all_its_actions_whatever_the_filter(client, region, action):
    factories.action(line=action.line, status="done")
    section = client.get(plan_url(region, "?status=done")).context["plan"].sections[0]
    assert section.progress == [("unknown", "1 onbekend"), ("done", "1 afgerond")]


def test_the_timeline_draws_quarters_and_lists_what_it_cannot_draw(client, region, line):
    factories.action(line=line, what="Getekend", starts_in="2026Q2", ends_in="2026Q3")
    factories.action(line=line, what="Met woorden", planning_text="Q2")
    factories.action(line=line, what="Zonder planning")
    text = text_of(client.get(plan_url(region, "?weergave=tijdlijn")))
    assert "Getekend 2e tot en met 3e kwartaal 2026" in text
    assert "Planning zonder kwartaal of jaar (1)" in text
    assert "Geen planning genoemd (1)" in text


def test_the_timeline_shows_phases_in_months(client, region, action):
    Phase.objects.create(
        programme=action.programme, title="Fase 1", starts=datetime.date(2026, 1, 1), ends_text="eind programma"
    )
    text = text_of(client.get(plan_url(region, "?weergave=tijdlijn")))
    assert "Fase 1 januari 2026 tot en met eind programma" in text


def test_the_timeline_uses_no_inline_style(client, region, line):
    factories.action(line=line, starts_in="2026Q2")
    assert "style=" not in client.get(plan_url(region, "?weergave=tijdlijn")).content.decode()


def test_an_earlier_programme_has_its_own_address(client, region, programme, line, action):
    newer = factories.programme(
        region=region, first_year=programme.first_year + 4, last_year=None, predecessor=programme
    )
    new_line = factories.line(programme=newer)
    factories.action(line=new_line, what="Nieuwe actie")
    now, before = client.get(plan_url(region)), client.get(plan_url(region, f"?programma={programme.slug}"))
    assert ["Nieuwe actie" in page.content.decode() for page in (now, before)] == [True, False]
    assert f'value="{programme.slug}"' in before.content.decode()


@pytest.mark.parametrize(
    ("level", "words"), [("central", "Centrale ambities"), ("sub", "Deelambities"), ("objective", "Doelen")]
)
def test_what_several_goals_of_a_level_are_called(level, words):
    assert Goal(level=level).level_plural == words
