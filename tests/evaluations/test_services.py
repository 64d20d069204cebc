"""Making and rewriting evaluations."""

import pytest
from django.core.files.base import ContentFile

from evaluations import services
from evaluations.models import Evaluation
from jobs.models import Job

TEXTS = {"title": "Evaluatie 2026", "introduction": "Waarom.", "conclusion": "", "classification": "internal"}


@pytest.fixture
def evaluation(programme, people):
    return services.create(programme, by=people["bram"], **TEXTS)


def test_a_double_click_makes_one_evaluation_and_one_job(programme, people, evaluation):
    assert services.create(programme, by=people["bram"], **TEXTS) == evaluation
    assert (Evaluation.objects.count(), Job.objects.count()) == (1, 1)


def test_another_evaluation_is_another(programme, people, evaluation):
    services.create(programme, by=people["bram"], **TEXTS | {"title": "Andere evaluatie"})
    services.create(programme, by=people["anna"], **TEXTS)
    assert Evaluation.objects.count() == 3


def test_the_old_report_is_gone_when_its_texts_change(
    client, programme, people, evaluation, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    evaluation.pdf.save("oud.pdf", ContentFile(b"%PDF-1.7 intern"))
    address = evaluation.get_absolute_url() + "pdf/"
    with django_capture_on_commit_callbacks(execute=True):
        Evaluation.objects.update(classification="public")
        services.rewrite(evaluation, by=people["bram"], title="Nieuw", introduction="Schoon.", conclusion="")
    assert client.get(address).status_code == 404
    assert list(tmp_path.rglob("*.pdf")) == []
