"""What the data migrations of figures do with rows that were there before."""

from importlib import import_module

import pytest
from django.apps import apps

from monitoring.models import Figure, FigureImport
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(programme):
    place = factories.region(kind="veilig_thuis", code="VT77")
    programme.veilig_thuis_regions.add(place)
    return factories.delivery(source=factories.source(veilig_thuis=place))


def test_counts_that_were_there_say_that_they_are_exact(own):
    exact = factories.figure(indicator=factories.indicator(), delivery=own)
    released = factories.figure(indicator=exact.indicator, delivery=own, disclosed=True)
    public = factories.figure()
    Figure.objects.update(exact=False)
    import_module("monitoring.migrations.0010_known_exact").name_exact(apps, None)
    found = dict(Figure.objects.values_list("pk", "exact"))
    assert found == {exact.pk: True, released.pk: False, public.pk: False}


def test_files_that_were_there_say_whose_counts_they_hold(own, programme):
    applied = FigureImport.objects.create(programme=programme)
    applied.deliveries.add(own)
    exact = FigureImport.objects.create(programme=programme, preview={"sources": [{"exact": True}]})
    public = FigureImport.objects.create(programme=programme, preview={"sources": [{"exact": False}]})
    import_module("monitoring.migrations.0008_whose_counts").name_veilig_thuis(apps, None)
    found = dict(FigureImport.objects.values_list("pk", "veilig_thuis"))
    assert found == {applied.pk: own.source.veilig_thuis_id, exact.pk: own.source.veilig_thuis_id, public.pk: None}
