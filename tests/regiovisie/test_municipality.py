"""The page for the council of one municipality."""

import datetime
import html
import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.models import Participation
from decisions.models import Commitment
from evaluations.models import Evaluation
from monitoring.models import Figure
from municipalities.models import CentreRole, Membership, Merger, Region
from regiovisie.pages.councils import council_page
from tests import factories
from tests.factories import LONG_AGO


@pytest.fixture
def place(region):
    return factories.municipality(region, name="Ons Dorp", slug="ons-dorp")


@pytest.fixture
def document(programme, place):
    return factories.document(programme=programme, participants=[place])


def council(place, user=None):
    return council_page(place, user or AnonymousUser())


def content_of(client, place):
    response = client.get(place.get_absolute_url())
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_promised_are_actions_for_all_and_those_that_name_us(place, document, line):
    other = factories.municipality(line.programme.region)
    for_all = factories.action(line=line)
    for_us = factories.action(line=line, municipalities=[place, other], status="done")
    factories.action(line=line, municipalities=[other])
    (promise,) = council(place).promises
    assert (promise.counts.by_status, promise.only_for_some, promise.finished) == (
        {"unknown": 1, "done": 1},
        [for_us],
        [for_us],
    )
    assert for_all.municipalities.count() == 0


def test_who_takes_no_part_in_a_document_is_promised_nothing(client, place, programme, line):
    factories.document(programme=programme, participants=[factories.municipality(programme.region)])
    factories.action(line=line, what="Meldcodetour")
    (promise,) = council(place).promises
    assert promise.counts.total == 0
    assert "Ons Dorp staat niet als deelnemer in de documenten van dit programma." in content_of(client, place)


@pytest.mark.parametrize("fields", [{"released_at": None}, {"classification": "internal"}])
def test_concepts_and_internal_actions_are_not_shown_to_visitors(client, place, document, line, fields):
    factories.action(line=line, what="Nog geheim plan", municipalities=[place], **fields)
    assert council(place).promises[0].counts.total == 0
    assert "Nog geheim plan" not in content_of(client, place)


def test_documents_and_decisions_that_are_not_public_are_not_shown_to_visitors(client, people, place, document):
    factories.adoption(document=document, municipality=place, state="adopted", decided_on=datetime.date(2024, 5, 1))
    document.classification = "internal"
    document.save()
    seen = [len(council(place, user).decisions) for user in (AnonymousUser(), people["carla"], people["bram"])]
    assert seen == [0, 0, 1]


def test_concept_updates_are_not_shown(client, place, document, action):
    factories.update(action=action, text="Nog niet vrijgegeven", released_at=None)
    factories.update(action=action, text="Wel vrijgegeven")
    content = content_of(client, place)
    assert ("Nog niet vrijgegeven" in content, "Wel vrijgegeven" in content) == (False, True)


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ([], "Geen besluit bekend"),
        (["planned"], "Geen besluit bekend"),
        (["submitted", "unknown"], "Geen besluit bekend"),
        (["adopted", "planned"], "Vastgesteld"),
        (["adopted", "adopted_amended"], "Vastgesteld (raad), gewijzigd vastgesteld (college)"),
        (["adopted", "for_information"], "Vastgesteld"),
        (["rejected", "deferred"], "Verworpen (raad), aangehouden (college)"),
    ],
)
def test_what_is_planned_is_not_decided(place, document, states, words):
    for state, body in zip(states, ("council", "college"), strict=False):
        decided = datetime.date(2024, 5, 1) if state.startswith("adopted") else None
        factories.adoption(document=document, municipality=place, body=body, state=state, decided_on=decided)
    assert council(place).promises[0].decided.sentence == words


def test_a_planned_decision_that_is_past_says_that_the_outcome_is_unknown(client, place, document):
    factories.adoption(document=document, municipality=place, planned_for="2024Q2")
    words = "</span> <strong>Raad:</strong> Was gepland voor het 2e kwartaal 2024; het besluit is niet bekend"
    assert words in content_of(client, place)


def test_costs_are_those_of_the_region_and_our_share_is_never_computed(client, place, document, line):
    factories.cost(action=factories.action(line=line), amount=Decimal(5000), per="year")
    factories.action(line=line)
    content = content_of(client, place)
    assert "Dit is voor de hele regio. Van 1 van de 2 acties is een bedrag bekend." in content
    assert "<strong>Niet vastgesteld.</strong>" in content
    assert "Er is geen verdeelsleutel vastgesteld. Daarom staat hier geen bedrag." in content


def test_a_merged_municipality_says_what_it_became_and_the_other_what_it_came_from(client, region, programme):
    old = factories.municipality(name="Oud", slug="oud", valid_until=datetime.date(2020, 12, 31))
    until = {"valid_from": LONG_AGO, "valid_until": datetime.date(2020, 12, 31)}
    Membership.objects.create(region=region, municipality=old, **until)
    new = factories.municipality(region, name="Nieuw", slug="nieuw", valid_from=datetime.date(2021, 1, 1))
    Merger.objects.create(old=old, new=new, on=datetime.date(2021, 1, 1), kind="merged")
    document = factories.document(programme=programme, participants=[old])
    factories.adoption(document=document, municipality=old, state="adopted", decided_on=datetime.date(2020, 3, 17))
    factories.action(line=factories.line(programme=programme))
    assert 'Sinds 1 januari 2021 hoort het bij <a href="/gemeenten/nieuw/">Nieuw</a>' in content_of(client, old)
    content = content_of(client, new)
    assert 'ontstaan uit <a href="/gemeenten/oud/">Oud</a> (1 januari 2021)' in content
    assert "Nieuw bestond nog niet toen dit programma begon. Bij de regio hoorden toen: Oud." in content
    (promise,) = council(new).promises
    assert (promise.counts.total, [each.is_own for each in promise.decisions]) == (1, [False])


@pytest.mark.parametrize(("kind", "words"), [("joined", "als geheel"), ("divided", "voor een deel")])
def test_a_municipality_that_took_in_another_did_not_begin_with_it(client, region, kind, words):
    """Weesp went into Amsterdam, a part of Haaren into Boxtel; both were there already."""
    old = factories.municipality(name="Oud", slug="oud", valid_until=datetime.date(2020, 12, 31))
    whole = factories.municipality(region, name="Groot", slug="groot", valid_from=LONG_AGO)
    Merger.objects.create(old=old, new=whole, on=datetime.date(2021, 1, 1), kind=kind)
    content = content_of(client, whole)
    assert f'Sinds 1 januari 2021 hoort <a href="/gemeenten/oud/">Oud</a> bij Groot, {words}.' in content
    assert "ontstaan uit" not in content


@pytest.mark.parametrize("state", ["unknown", "adopted"])
def test_a_former_municipality_is_not_said_to_have_taken_part(client, region, programme, state):
    """Delfzijl, Appingedam and Loppersum: the proposal of 2020 names none of them."""
    until = datetime.date(2020, 12, 31)
    old = factories.municipality(name="Oud", slug="oud", valid_until=until)
    Membership.objects.create(region=region, municipality=old, valid_from=LONG_AGO, valid_until=until)
    document = factories.document(programme=programme, participants=[old])
    factories.adoption(document=document, municipality=old, state=state)
    content = content_of(client, old)
    assert f"Oud hoorde tot en met 31 december 2020 bij de regio {region.name}." in content
    assert "deed mee" not in content
    assert ("Of Oud zelf meedeed, weten we niet." in content) == (state == "unknown")


def test_a_planned_merger_is_not_a_fact(client, place):
    other = factories.municipality(name="Buurdorp")
    Merger.objects.create(old=place, new=other, on=datetime.date(2030, 1, 1), kind="planned")
    content = content_of(client, place)
    assert ("Dat is nog geen feit." in content, "geen eigen gemeente meer" in content) == (True, False)


def test_a_municipality_in_a_plan_but_not_in_its_vision_says_so(client, place, programme, document, region):
    """Hoeksche Waard: under the vision of Nissewaard, yet in the plan of Dordrecht."""
    vision = factories.document(programme=programme, kind="vision")
    Membership.objects.filter(municipality=place).update(note="Valt voor de visie onder Nissewaard.")
    Participation.objects.filter(document=document).update(note="Sluit aan bij het plan van Dordrecht.")
    centre = factories.municipality(name="Nissewaard")
    CentreRole.objects.create(centre=centre, municipality=place, domain="women_shelter", valid_from=LONG_AGO)
    content = content_of(client, place)
    shown = (
        "Valt voor de visie onder Nissewaard.",
        "Sluit aan bij het plan van Dordrecht.",
        "vrouwenopvang en huiselijk",
    )
    assert [words in content for words in shown] == [True, True, True]
    assert [each.document for each in council(place).promises[0].participations] == [document]
    (promise,) = council(place).promises
    assert vision not in [each.document for each in promise.participations]
    assert promise.not_ours == []  # who takes part in the vision is not named at all
    Participation.objects.create(document=vision, municipality=centre)
    (promise,) = council(place).promises
    assert [each.document for each in promise.not_ours] == [vision]
    assert "Regiovisie: niet voor Ons Dorp." in content_of(client, place)
    assert "<strong>Regiovisie:</strong> niet voor Ons Dorp." in content_of(client, place)


def test_a_centre_municipality_says_for_whom_it_works(client, place):
    """Nissewaard, outside the region, for Hoeksche Waard."""
    centre = factories.municipality(name="Nissewaard")
    for domain in ("women_shelter", "social_shelter"):
        CentreRole.objects.create(centre=centre, municipality=place, domain=domain, valid_from=LONG_AGO)
    content = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", content_of(client, centre)))
    tasks = "vrouwenopvang en huiselijk geweld 18+ en maatschappelijke opvang"
    assert f"Nissewaard is wel centrumgemeente voor Ons Dorp ({tasks})." in content
    assert f"Centrumgemeente voor Ons Dorp Taak: {tasks}" in content


@pytest.mark.parametrize(
    ("kind", "state", "question"),
    [
        ("plan", "adopted", "Wat is beloofd?"),
        ("vision_and_plan", "adopted_amended", "Wat is beloofd?"),
        ("plan", "rejected", "Wat staat er in het plan?"),
        ("plan", "deferred", "Wat staat er in het plan?"),
        ("plan", "planned", "Wat staat er in het plan?"),
        ("plan", "unknown", "Wat staat er in het plan?"),
        ("vision", "adopted", "Wat staat er in het plan?"),  # the plan beside it was not adopted
        (None, None, "Wat staat er in het plan?"),
    ],
)
def test_a_promise_is_what_somebody_adopted(client, place, document, kind, state, question):
    if kind == "vision":
        factories.adoption(document=document, municipality=place, state="planned")
        document = factories.document(programme=document.programme, kind="vision", participants=[place])
    if kind:
        document.kind = kind
        document.save()
        factories.adoption(document=document, municipality=place, state=state)
    content = content_of(client, place)
    assert [words in content for words in ("Wat is beloofd?", "Wat staat er in het plan?")] == [
        question == "Wat is beloofd?",
        question != "Wat is beloofd?",
    ]


@pytest.mark.parametrize(
    ("unstated", "for_all", "named", "words"),
    [
        (2, 0, 0, ["Bij geen enkele actie is ingevuld voor welke gemeenten die is."]),
        (
            *(1, 2, 0),
            [
                "Bij 1 actie is niet ingevuld voor welke gemeenten die is.",
                "2 acties zijn volgens het plan voor alle gemeenten die meedoen.",
            ],
        ),
        (0, 1, 1, ["1 actie is volgens het plan voor alle gemeenten die meedoen."]),
        (0, 0, 1, []),
        (0, 0, 0, []),
    ],
)
def test_for_whom_an_action_is_only_the_plan_says(client, place, document, line, unstated, for_all, named, words):
    for _each in range(unstated):
        factories.action(line=line)
    for _each in range(for_all):
        factories.action(line=line, for_all=True)
    for _each in range(named):
        factories.action(line=line, municipalities=[place])
    (promise,) = council(place).promises
    assert (promise.reach_sentences, promise.counts.total) == (words, unstated + for_all + named)
    content = content_of(client, place)
    assert all(sentence in content for sentence in words)
    assert "Alle acties zijn voor alle gemeenten" not in content


@pytest.mark.parametrize(
    ("decided_by", "words"),
    [
        ("unknown", "Plan: Wie hierover besluit, staat niet in de bron."),
        ("council", "Plan: Hierover besluit de gemeenteraad. Van een besluit is niets bekend."),
    ],
)
def test_without_a_decision_the_page_says_who_decides_and_no_more(client, place, document, decided_by, words):
    document.decided_by = decided_by
    document.save()
    assert words in content_of(client, place)


def test_centre_roles_that_ended_are_not_shown(place):
    centre = factories.municipality()
    ended = {"valid_from": LONG_AGO, "valid_until": datetime.date(2020, 1, 1)}
    CentreRole.objects.create(centre=centre, municipality=place, domain="sheltered_living", **ended)
    assert council(place).places.centres == []


def test_a_municipality_without_a_programme_says_so_and_shows_what_there_is(client, db):
    nearby = factories.region(kind=Region.Kind.VEILIG_THUIS, code="VT98", name="Oost", organisation="Veilig Thuis Oost")
    place = factories.municipality(nearby, name="Ver Weg")
    factories.figure(area_code="NL01", value=Decimal(1234))
    content = content_of(client, place)
    shown = (
        "staat nog geen programma in dit portaal",
        "Veilig Thuis Oost",
        "1.234",
        "<strong>Nederland</strong>, 2023",
    )
    assert [words in content for words in shown] == [True, True, True, True]


def test_figures_are_ours_with_wider_areas_for_the_same_period_only(place):
    indicator = factories.indicator()
    factories.figure(indicator=indicator, area_code=place.code, period="2021", value=Decimal(40))
    factories.figure(indicator=indicator, area_code="NL01", period="2019", value=Decimal(800))
    factories.figure(indicator=indicator, area_code="NL01", period="2021", value=Decimal(900))
    factories.figure(indicator=indicator, area_code="NL01", period="2023", value=Decimal(1000))
    elsewhere = factories.indicator()
    factories.figure(indicator=elsewhere, area_code="NL01", period="2023", value=Decimal(7))
    rows = council(place).figures.rows
    assert [(row.nearest.name, row.period, row.figure.value) for row in rows] == [
        ("Ons Dorp (gemeente)", "2021", Decimal(40)),
        ("Nederland", "2023", Decimal(7)),
    ]
    assert [(area.name, figure.value) for area, figure in rows[0].wider] == [("Nederland", Decimal(900))]


def test_a_fictitious_municipality_shows_no_real_figures(db):
    place = factories.municipality(fictitious=True)
    factories.figure(area_code="NL01")
    assert council(place).figures.rows == []


def test_figures_printed_in_a_document_stay_with_its_programme(place, programme, document):
    nearby = factories.region(kind=Region.Kind.VEILIG_THUIS, code="VT97")
    Membership.objects.create(region=nearby, municipality=place, valid_from=LONG_AGO)
    for owner in (programme, factories.programme()):
        printed = factories.indicator(source=factories.source(programme=owner))
        factories.figure(indicator=printed, area_code="VT97")
    assert [row.indicator.source.programme for row in council(place).figures.rows] == [programme]


@pytest.mark.parametrize("slug", ["bestaat-niet", "GM0000", "-"])
def test_an_unknown_municipality_is_404(client, db, slug):
    assert client.get(f"/gemeenten/{slug}/").status_code == 404


def test_as_many_queries_for_one_action_as_for_more(client, place, document, line):
    def fill():
        action = factories.action(line=line, municipalities=[place], status="done")
        factories.goal(action=action)
        factories.cost(action=action)
        factories.update(action=action)
        factories.figure(area_code=place.code)
        factories.adoption(
            document=factories.document(programme=line.programme, participants=[place]), municipality=place
        )

    def queries():
        with CaptureQueriesContext(connection) as captured:
            content_of(client, place)
        return len(captured)

    fill()
    few = queries()
    for _each in range(5):
        fill()
    assert queries() == few


# --- What it says of figures ---


def test_figures_are_also_given_per_thousand_inhabitants_with_the_year_of_another_population(client, place):
    people = factories.indicator(slug="inwoners")
    reports = factories.indicator(title="Ontvangen meldingen")
    factories.figure(indicator=people, area_code=place.code, period="2022", value=Decimal(20_000))
    factories.figure(indicator=people, area_code="NL01", period="2023", value=Decimal(18_000_000))
    factories.figure(indicator=reports, area_code=place.code, period="2023", value=Decimal(140))
    factories.figure(indicator=reports, area_code="NL01", period="2023", value=Decimal(127_000))
    content = content_of(client, place)
    shown = (
        "2023: 7 per 1.000 inwoners",
        "Nederland: 127.000 (7,1 per 1.000)",
        "Gerekend met het aantal inwoners in 2022.",
    )
    assert [words in content for words in shown] == [True, True, True]


def test_the_population_is_no_figure_of_its_own_on_the_page(place):
    factories.figure(indicator=factories.indicator(slug="inwoners"), area_code=place.code)
    assert council(place).figures.rows == []


def test_a_hidden_figure_of_the_municipality_is_named_beside_the_wider_area(client, place):
    own = factories.indicator()
    factories.figure(indicator=own, area_code=place.code, value=Decimal(40))
    hidden = factories.indicator()
    factories.figure(indicator=hidden, area_code=place.code, value=None, reason="onbekend")
    factories.figure(indicator=hidden, area_code="NL01", value=Decimal(900))
    absent = factories.indicator()
    factories.figure(indicator=absent, area_code="NL01", value=Decimal(800))
    assert [row.missing for row in council(place).figures.rows] == [
        "",
        "onbekend, onvoldoende betrouwbaar of geheim",
        "geen cijfer in dit portaal",
    ]
    assert "Ons Dorp: geen cijfer in dit portaal" in content_of(client, place)


def test_what_figures_mean_is_told_once_when_it_is_the_same(client, place):
    for title in ("Adviezen", "Meldingen"):
        factories.figure(
            indicator=factories.indicator(title=title, interpretation="Zegt niet alles."), area_code="NL01"
        )
    content = content_of(client, place)
    assert (content.count("Zegt niet alles."), "Hetzelfde als bij <q>Adviezen</q>." in content) == (1, True)


# --- What changed, and what was promised ---


def report(programme, when, **fields):
    made = Evaluation(
        programme=programme, title="Rapport", classification="public", pdf="evaluaties/x.pdf", rendered_at=when
    )
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    return made


def test_changes_are_those_since_the_last_public_report(client, place, document, action):
    moment = timezone.now() - datetime.timedelta(days=30)
    report(action.programme, moment)
    report(action.programme, timezone.now(), classification="internal")
    report(action.programme, timezone.now(), pdf="")
    factories.update(action=action, text="Stond al in het rapport", released_at=moment - datetime.timedelta(days=1))
    factories.update(action=action, text="Kwam erna")
    content = content_of(client, place)
    assert ("Stond al in het rapport" in content, "Kwam erna" in content, "het laatste rapport</a> van" in content) == (
        False,
        True,
        True,
    )


def test_without_a_report_the_last_changes_are_shown_and_called_so(client, place, document, action):
    factories.update(action=action, text="Gestart")
    assert "Er is nog geen rapport over dit programma." in content_of(client, place)


def test_nothing_changed_since_the_report_is_said(client, place, document, action):
    report(action.programme, timezone.now())
    assert "is er niets gemeld of gewijzigd." in content_of(client, place)


def test_no_more_than_three_changes_are_shown_and_the_rest_is_counted(client, place, document, action):
    report(action.programme, timezone.now() - datetime.timedelta(days=30))
    for _each in range(5):
        factories.update(action=action)
    assert "En nog 2 berichten en wijzigingen." in content_of(client, place)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "signed", "signed_on": datetime.date(2025, 3, 13)}, "Ondertekend</span> op 13 maart 2025"),
        (
            {"state": "planned", "planned_for": "2024Q4"},
            "voor het 4e kwartaal 2024; of het is gebeurd, is niet bekend",
        ),
    ],
)
def test_what_was_promised_is_shown_and_a_plan_is_no_promise_kept(client, place, document, fields, words):
    Commitment.objects.create(programme=document.programme, title="Intentieverklaring", **fields)
    assert words in content_of(client, place)


def test_a_programme_that_is_over_says_so(client, place, region):
    old = factories.programme(region=region, first_year=2019, last_year=2022)
    factories.document(programme=old, participants=[place])
    assert "Dit programma liep tot en met 2022 en is mogelijk verouderd." in content_of(client, place)


def test_decisions_about_earlier_programmes_are_kept_apart(place, programme, document, region):
    old = factories.programme(region=region, first_year=2019, last_year=2022)
    programme.predecessor = old
    programme.save()
    then = factories.adoption(document=factories.document(programme=old, participants=[place]), municipality=place)
    now = factories.adoption(document=document, municipality=place)
    page = council(place)
    assert (
        [each.adoption for each in page.promises[0].decisions],
        [each.adoption for each in page.earlier_decisions],
    ) == (
        [now],
        [then],
    )


# --- The steps with a document ---


def steps_of(client, place):
    """The steps of the page as text, with the mark of each square."""
    content = html.unescape(content_of(client, place))
    square = r'<span class="strip__square strip__square--(\w+)" aria-hidden="true"></span>'
    rows = re.findall(rf"<li[^>]*>\s*{square}(.*?)</li>", content, re.DOTALL)
    return [(mark, " ".join(re.sub(r"<[^>]+>", " ", row).split())) for mark, row in rows]


def test_the_steps_stand_in_the_order_of_the_route_and_what_is_late_stands_out(client, place, document):
    for position, (body, kind) in enumerate(
        (("college", "decision"), ("committee", "advice"), ("council", "decision"))
    ):
        factories.route_step(document=document, body=body, kind=kind, position=position, planned_for="2024Q2")
    amended = {"state": "adopted_amended", "decided_on": datetime.date(2024, 5, 1), "amendment": "Eerst dit."}
    put_off = {"deferred_until": datetime.date(2099, 3, 1), "deferred_precision": "month", "reason": "Te vroeg"}
    factories.adoption(document=document, municipality=place, body="college", **amended)
    factories.adoption(document=document, municipality=place, body="council", state="deferred", **put_off)
    told = steps_of(client, place)
    assert told == [
        ("adopted_amended", "College: Gewijzigd vastgesteld op 1 mei 2024 Wijziging: Eerst dit."),
        (
            "overdue",
            "Commissie (advies): Was gepland voor het 2e kwartaal 2024; of het is gebeurd, is niet bekend",
        ),
        ("deferred", "Raad: Aangehouden tot maart 2099 Reden: Te vroeg"),
    ]


def test_what_is_no_step_of_this_municipality_is_left_out(client, region, place, document):
    factories.adoption(document=document, municipality=place, body="committee", kind="advice", state="not_applicable")
    factories.adoption(document=document, municipality=factories.municipality(region), state="adopted")
    assert steps_of(client, place) == []


def test_an_outcome_under_embargo_is_no_step_for_a_visitor(client, place, document):
    factories.adoption(
        document=document, municipality=place, state="rejected", reason="Te duur", planned_on=datetime.date(2024, 5, 1),
        decided_on=datetime.date(2024, 5, 1), embargo_until=timezone.now() + datetime.timedelta(days=1),
    )  # fmt: skip
    ((mark, text),) = steps_of(client, place)
    assert (mark, "Te duur" in text, "erworpen" in text) == ("overdue", False, False)
    client.force_login(factories.griffier(place))
    assert steps_of(client, place) == [("rejected", "Raad: Verworpen op 1 mei 2024 Reden: Te duur")]


# --- As many queries for much as for little ---


def many_figures(codes, *, indicators, half_years):
    source = factories.source()
    delivery = factories.delivery(source=source)
    for number in range(indicators):
        indicator = factories.indicator(source=source, slug="inwoners" if number == 0 else f"soort-{number}")
        Figure.objects.bulk_create(
            Figure(
                indicator=indicator,
                delivery=delivery,
                area_code=code,
                period=f"{2011 + half // 2}H{half % 2 + 1}" if number else str(2011 + half),
                value=Decimal(5 * half),
                status="definitief",
            )
            for code in codes
            for half in range(half_years)
        )


def test_at_most_eighteen_queries_however_much_there_is(client, region, place, document, line):
    """Two programmes, 342 municipalities, 40 indicators of 16 half-years."""

    def queries():
        with CaptureQueriesContext(connection) as captured:
            content_of(client, place)
        return len(captured)

    factories.cost(action=factories.action(line=line, municipalities=[place], status="done"))
    factories.update(action=line.actions.get())
    factories.adoption(document=document, municipality=place)
    factories.figure(area_code=place.code)
    few = queries()
    elsewhere = factories.region()
    Membership.objects.create(region=elsewhere, municipality=place, valid_from=LONG_AGO)
    second = factories.programme(region=elsewhere)
    factories.document(programme=second, participants=[place])
    for own_line in (line, factories.line(programme=second)):
        for _each in range(8):
            action = factories.action(line=own_line, municipalities=[place], status="done")
            factories.cost(action=action)
            factories.update(action=action)
    others = [factories.municipality(region) for _each in range(341)]
    many_figures([place.code, "NL01", others[0].code], indicators=40, half_years=16)
    assert (queries(), few <= 18) == (few, True)
    for number in range(3):  # one for the routes, and one for what changed since all that was adopted
        adopted = factories.document(programme=document.programme, participants=[place])
        factories.route_step(document=adopted)
        decided_on = datetime.date(2024, 11, 14) + datetime.timedelta(days=number)
        factories.adoption(document=adopted, municipality=place, state="adopted", decided_on=decided_on)
        assert queries() == few + 2


@pytest.mark.parametrize(
    ("years", "names"),
    [
        ([(2025, 2028)], ["Plan"]),
        ([(2025, 2028), (2026, 2028)], ["Plan 2025-2028", "Plan 2026-2028"]),
        ([(2025, 2028), (2025, 2028)], ["Stuk 0", "Stuk 1"]),
        ([(2025, 2028), (None, None)], ["Plan 2025-2028", "Plan"]),
    ],
)
def test_documents_of_one_kind_are_told_apart_as_briefly_as_can_be(region, programme, years, names):
    place = factories.municipality(region)
    for number, (first, last) in enumerate(years):
        document = factories.document(
            programme=programme,
            kind="plan",
            title=f"Stuk {number}",
            first_year=first,
            last_year=last,
            position=number,
            participants=[place],
        )
        factories.adoption(document=document, municipality=place, state="adopted")
    assert [decision.document for decision in council_page(place, AnonymousUser()).decisions] == names


def test_a_document_for_others_is_named_by_its_title_when_one_of_its_kind_is_ours(client, region, programme):
    place, other = factories.municipality(region), factories.municipality(region)
    factories.document(programme=programme, kind="plan", title="Plan voor allen", participants=[place, other])
    factories.document(programme=programme, kind="plan", title="Zomerafspraken", participants=[other])
    factories.document(programme=programme, kind="vision", title="Visie van een ander", participants=[other])
    content = content_of(client, place)
    assert f"<strong>Zomerafspraken:</strong> niet voor {place.name}." in content
    assert f"<strong>Regiovisie:</strong> niet voor {place.name}." in content
