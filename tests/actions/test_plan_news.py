"""Another title in the plan itself is news, as far as everybody might see it before and after."""

import pytest

from actions.models import Classification
from actions.pages.plan_news import plan_news
from tests import factories

pytestmark = pytest.mark.django_db


def told(programme):
    return [(news.title, news.text) for news in plan_news(programme, most=10)]


def rename(row, by, name="title"):
    setattr(row, name, "Een andere naam")
    row.save_with_reason("", by=by)


def test_another_name_is_news_and_what_was_loaded_is_not(people):
    line = factories.line()
    programme, anna = line.programme, people["anna"]
    theme, goal = factories.theme(line=line), factories.goal(line=line)
    document = factories.document(programme=programme)
    assert told(programme) == []
    for row, name in ((line, "title"), (theme, "title"), (goal, "text"), (document, "title")):
        rename(row, anna, name)
        row.source_note = "Dit is geen nieuws"
        row.save_with_reason("", by=anna)
    assert told(programme) == [
        ("Een andere naam", "Andere titel van dit document."),
        ("Een andere naam", "Andere tekst van dit doel."),
        ("Een andere naam", "Andere titel van dit thema."),
        ("Een andere naam", "Andere titel van deze lijn."),
    ]


def test_what_is_hidden_or_was_is_no_news(people):
    anna = people["anna"]
    line = factories.line(published=False)
    programme = line.programme
    document = factories.document(programme=programme, classification=Classification.INTERNAL)
    goal = factories.goal(action=factories.action(line=factories.line(programme=programme)))
    rename(line, anna)
    rename(document, anna)
    rename(goal, anna, "text")
    assert told(programme) == []
    line.published, document.classification = True, Classification.PUBLIC
    line.title = document.title = "Nu openbaar"
    line.save_with_reason("", by=anna)
    document.save_with_reason("", by=anna)
    assert told(programme) == []  # what it was called before was hidden
    programme.classification = Classification.INTERNAL
    rename(line, anna)
    assert told(programme) == []


def test_what_is_added_is_told_on_the_dashboard(client, people):
    line = factories.line()
    factories.action(line=line)
    goal = factories.goal(programme=line.programme)
    goal.history.update(history_user=people["anna"])
    page = client.get(line.programme.region.get_absolute_url()).content.decode()
    assert goal.text in page.split('id="nieuws"')[1].split("</section>")[0]
