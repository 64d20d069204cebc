"""What the tests of these pages say often: addresses, rows, and what a page says to people."""

import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

HEADINGS = "Actielijn;Nr;Wat;Hoe;Wie;Doel;Wanneer;Kosten;Status"
NEW = "1;9.1;Spiegelgroep;Elk kwartaal;Zorgbelang;Meedenken;Q1-Q2 2026;€ 500;gepland"
DOUBTFUL = "1;9.2;Campagne;Posters;Gemeenten;Bekendheid;zsm;veel;gepland"
HTMX = {"HX-Request": "true"}


def at(name, found, *more):
    return reverse(f"actions:import-{name}", args=[found.programme.region.slug, found.pk, *more])


def upload(content, name="plan.csv"):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def text_of(response):
    """The content of the page as people read it, in one line."""
    html = response.content.decode().split("<main", 1)[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'")


def errors_of(response, field):
    return [str(error) for error in response.context["form"].errors.get(field, [])]


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def feedback(client, found):
    response = client.get(at("feedback", found))
    assert response.status_code == 200
    return load_workbook(io.BytesIO(response.content))


class Resent:
    """A page whose form says where it goes: the tests fill it all the same."""

    def __init__(self, response):
        html = response.content.decode()
        self.content = re.sub(r'<form class="panel stack import-form"[^>]*>', "<form>", html).encode()
