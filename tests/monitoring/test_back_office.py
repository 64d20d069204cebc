"""The back office as a way round the rule: whatever a superuser opens or sends, no exact count, no other public figure.

Marker numbers stand for exact counts; they must be on no page of /beheer/, in no list, form, history, search or export.
"""

from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, reverse

from actions.models import Programme
from jobs.models import Job
from jobs.running import run
from monitoring import services
from monitoring.models import Delivery, Figure, FigureImport, Indicator, Source
from monitoring.rules.current import mark_current
from monitoring.services import importing
from municipalities.models import Region
from tables.model import Refused
from tests import factories
from tests.monitoring.test_import_pages import upload
from tests.rooms import OURS

pytestmark = pytest.mark.django_db

# Of eight digits: a primary key, a counter of a test or a token has those of four by chance
OWN = "Gemeente;Periode;Meldingen\nStad 1;Q3 2026;73317331\nStad 2;Q3 2026;73317337\nStad 3;Q3 2026;73317349\n"
MARKS = ("73317331", "73.317.331", "73317337", "73317349", "73317369", "geheim-bestand", "cijfers-van-vt")
MODELS = [model for app in OURS for model in apps.get_app_config(app).get_models() if admin.site.is_registered(model)]
MEASURED = (Delivery, Figure, FigureImport, Indicator, Source)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world(region, programme):
    """Exact counts that wait, that are released and that failed to be read; and a public source beside them."""
    vt = factories.region(kind="veilig_thuis", code="VT77", slug="vt", organisation="Veilig Thuis Noordland")
    programme.veilig_thuis_regions.add(vt)
    for number in range(1, 4):
        factories.municipality(region, code=f"GM000{number}", name=f"Stad {number}")
    vera = factories.veilig_thuis(vt)
    public = factories.figure(value=Decimal(120)).indicator
    factories.indicator(title="Ontvangen meldingen", synonyms=["Meldingen"], source=public.source)

    def load(content, name):
        found = importing.keep(programme, uploads=[upload(content, name)], source_key="veilig-thuis-noordland", by=vera)
        importing.confirm(found, by=vera)
        run(Job.objects.get(kind=FigureImport.WRITE_JOB, subject_id=found.pk).pk)
        return found

    first = load(OWN, "geheim-bestand.csv").deliveries.get()
    services.release(first, interpretation="Let op.", by=vera)
    load(OWN.replace("73317349", "73317369"), "cijfers-van-vt.csv")
    importing.keep(
        programme, uploads=[upload(OWN.replace("73317331", "73317369"), "geheim-bestand 3.csv")],
        source_key="veilig-thuis-noordland", by=vera,
    )  # fmt: skip
    return vera


@pytest.fixture
def boss(client, world):
    client.force_login(factories.superuser())
    return client


def public():
    """All that is public of figures, and the exact counts as the database has them."""
    shown = Figure.objects.public().order_by("pk")
    exact = Figure.objects.exact().order_by("pk")
    fields = ("pk", "indicator", "delivery", "area_code", "period", "value", "reason", "is_current")
    return list(shown.values_list(*fields)), list(exact.values_list(*fields)), list(Delivery.objects.values())


def address(model, name, *args):
    try:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)
    except NoReverseMatch:
        return None


def marks(answer):
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return [mark for mark in MARKS if mark.encode() in text]


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_page_of_the_back_office_has_an_exact_count(boss, model):
    rows = list(model._default_manager.values_list("pk", flat=True)[:40])
    wanted = [(name, ()) for name in ("changelist", "add", "export")]
    wanted += [(name, (pk,)) for pk in rows for name in ("change", "history", "delete")]
    for name, args in wanted:
        url = address(model, name, *args)
        if url:
            assert (url, marks(boss.get(url, follow=True))) == (url, [])
    asked = ({"q": "73317331"}, {"q": "geheim-bestand"}, {"value": "73317331"}, {"all": ""}, {"o": "4"}, {"e": "1"})
    for query in asked:
        assert (query, [mark for mark in marks(boss.get(address(model, "changelist"), query, follow=True))
                        if mark not in query.values()]) == (query, [])  # fmt: skip


def test_choosing_by_typing_tells_nothing(boss):
    for field in Delivery._meta.fields + Figure._meta.fields + FigureImport._meta.fields + Indicator._meta.fields:
        if field.is_relation:
            where = {"app_label": "monitoring", "model_name": field.model._meta.model_name, "field_name": field.name}
            assert marks(boss.get(reverse("admin:autocomplete"), {**where, "term": ""})) == []


def everything(row):
    """A form with all fields of a row, each as far away from what it is as a form can say."""
    sent = {}
    for field in row._meta.fields:
        value = field.value_from_object(row)
        if field.is_relation:
            others = field.related_model._default_manager.exclude(pk=value).values_list("pk", flat=True)
            value = others.first() or value or ""
        elif field.get_internal_type() == "BooleanField":
            value = "" if value else "on"
        elif field.get_internal_type() == "DecimalField":
            value = "5"
        elif field.get_internal_type() == "DateTimeField":
            sent |= {f"{field.name}_0": "2020-01-01", f"{field.name}_1": "12:00"}
            continue
        sent[field.name] = "" if value is None else value
    return sent | {"released_at_0": "2020-01-01", "released_at_1": "12:00", "withdrawn_because": "x"}


@pytest.mark.slow
@pytest.mark.parametrize("model", [*MEASURED, Region, Programme], ids=lambda model: model.__name__)
def test_nothing_sent_to_the_back_office_changes_what_is_public(boss, model):
    before = public()
    for row in model._default_manager.all()[:30]:
        for name in ("change", "delete"):
            for sent in (everything(row), everything(row) | {"veilig_thuis": ""}, {"post": "yes"}):
                boss.post(address(model, name, row.pk), sent)
        picked = {"_selected_action": [row.pk], "post": "yes", "index": "0"}
        for action in ("delete_selected", "export_admin_action"):
            boss.post(address(model, "changelist"), picked | {"action": action})
        boss.post(address(model, "add"), everything(row) | {"key": "nieuw", "slug": "nieuw"})
        edited = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": row.pk, "_save": "x"}
        boss.post(address(model, "changelist"), edited | {"form-0-value": "5"})
    mark_current()
    assert public() == before


def test_words_can_be_mended(boss):
    source = Source.objects.get(veilig_thuis=None)
    boss.post(address(Source, "change", source.pk), {"title": "Nieuwe naam", "key": "anders"})
    source.refresh_from_db()
    assert (source.title, source.key == "anders") == ("Nieuwe naam", False)


def test_moving_a_waiting_delivery_to_an_open_source_publishes_nothing(world):
    """Not even by SQL: the rows themselves say that they are exact."""
    shown = {pk for pk, *_rest in public()[0]}
    open_source = Source.objects.get(veilig_thuis=None)
    Delivery.objects.update(source=open_source)
    Source.objects.update(veilig_thuis=None)
    mark_current()
    now = Figure.objects.public()
    assert [figure.value for figure in now if str(figure.value).partition(".")[0] in MARKS] == []
    assert {figure.pk for figure in now} <= shown


def test_an_open_source_under_the_key_of_veilig_thuis_takes_no_exact_counts(boss, programme):
    factories.region(kind="veilig_thuis", code="VT78", organisation="Veilig Thuis Oost")
    boss.post(address(Source, "add"), {"key": "veilig-thuis-oost", "title": "Open bron", "veilig_thuis": ""})
    assert Source.objects.get(key="veilig-thuis-oost").is_exact is False
    for person in (factories.figure_keeper(), factories.policy_officer(programme.region)):
        for key in ("", "veilig-thuis-oost"):
            with pytest.raises(Refused):
                importing.keep(programme, uploads=[upload(OWN, "Veilig Thuis Oost.csv")], source_key=key, by=person)


@pytest.mark.parametrize("change", [{"is_current": True}, {"disclosed": True}])
def test_the_database_lets_no_exact_count_be_public(world, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.filter(exact=True).update(**change)


def test_all_counts_of_veilig_thuis_are_marked_exact(world):
    assert set(Figure.objects.exact().values_list("exact", flat=True)) == {True}
    assert set(Figure.objects.filter(disclosed=True).values_list("exact", flat=True)) == {False}


def test_after_taking_over_the_preview_holds_no_count(world):
    applied = FigureImport.objects.exclude(applied_at=None)
    assert [mark for each in applied for mark in MARKS[:5] if mark in str(each.preview)] == []
