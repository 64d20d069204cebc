"""Damaged files through the pages and the commands: an answer in words each time, and never an error of ours."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from tests.fuzz.mutations import damaged
from tests.fuzz.reading import PASTED
from tests.fuzz.test_fuzz import EMPTY, SIGNATURE
from tests.tables.files import docx

FILES = [damaged(number, seed=5) for number in range(45)] + [
    ("leeg.docx", docx(EMPTY)),
    ("sjabloon.docx", docx(SIGNATURE)),
]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.mark.slow
@pytest.mark.usefixtures("line")
def test_the_pages_that_take_files(client, people, region):
    client.force_login(people["sam"])
    for start in ("actions:import-start", "monitoring:import-start"):
        answers = set()
        for name, data in FILES:
            if name == PASTED:
                continue
            response = client.post(reverse(start, args=[region.slug]), {"file": SimpleUploadedFile(name, data)})
            answers.add(response.status_code)
            if response.status_code == 400:
                assert response.context["form"].errors["file"]
        assert answers == {302, 400}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("command", ["import_plan", "import_figures"])
def test_the_commands(tmp_path, capsys, command):
    codes = set()
    for name, data in FILES:
        path = tmp_path / name
        path.write_bytes(data)
        try:
            call_command(command, path, "--dry-run")
            codes.add(0)
        except SystemExit as left:
            codes.add(left.code)
    assert codes <= {0, 1, 2}
    assert 2 in codes
    assert "Traceback" not in capsys.readouterr().err
