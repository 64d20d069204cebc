"""With the few colours of the reader instead of ours (high contrast): all that is drawn is there, and differs."""

import io
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageStat

COMPONENTS = "/componenten/"
SCHEMES = ["dark", "light"]
DRAWN_ON = [
    "/",
    "/regios/voorbeeldregio/",
    "/regios/voorbeeldregio/plan/?weergave=tijdlijn",
    "/regios/voorbeeldregio/cijfers/",
    "/regios/voorbeeldregio/cijfers/ontvangen-meldingen/",
    "/regios/voorbeeldregio/kosten/",
    "/regios/voorbeeldregio/besluiten/",
    "/vergelijken/",
]
# Paints of drawings that are not colours of the reader. Outside the content is only the mark, beside our name in words.
FOREIGN_PAINTS = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.forcedColorAdjust = "none";
  const own = ["Canvas", "CanvasText", "LinkText", "Highlight", "HighlightText", "GrayText"].map((name) => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  const shapes = document.querySelectorAll("main svg :is(text, path, rect, circle, line)");
  return [...shapes].flatMap((shape) => {
    const style = getComputedStyle(shape);
    const paints = shape.matches("line") ? [style.stroke] : [style.fill, style.stroke]; // a line has nothing to fill
    return paints.filter((paint) => paint !== "none" && !own.includes(paint))
      .map((paint) => `${shape.outerHTML.slice(0, 120)}: ${paint}`);
  }).slice(0, 5);
}"""
# Each group says different things in the same kind of sign, on the page of all components.
SIGNS = {
    "states of a decision": ".strip__square",
    "states of an action": ".status-bar .legend__sample",
    "kinds of bars of the timeline": ".swatch",
    "classes of a map": ".region-map .legend__sample",
}
CHOSEN = [
    (".tabs a[aria-current]", ".tabs a:not([aria-current])"),
    (".switch a[aria-current]", ".switch a:not([aria-current])"),
    (".choices label:has(:checked)", ".choices label:not(:has(:checked))"),
]
LEAST = 6  # of 255, on average over a sign: what a dotted instead of a whole edge makes


@pytest.fixture
def contrasted(open_page):
    """Opens a page as somebody sees it who has high contrast, on a dark or light background."""

    def of(role, path, scheme):
        page = open_page(role, path)
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        return page

    return of


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", DRAWN_ON)
def test_drawings_take_the_colours_of_the_reader(contrasted, path, scheme):
    assert contrasted("visitor", path, scheme).evaluate(FOREIGN_PAINTS) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_components_take_the_colours_of_the_reader(contrasted, scheme):
    assert contrasted("superuser", COMPONENTS, scheme).evaluate(FOREIGN_PAINTS) == []


@pytest.mark.parametrize("scheme", [*SCHEMES, "ours, in grey"])
def test_states_differ_in_form(open_page, contrasted, scheme):
    page = contrasted("superuser", COMPONENTS, scheme) if scheme in SCHEMES else open_page("superuser", COMPONENTS)
    assert [name for name, selector in SIGNS.items() if pairs_alike(page.locator(selector))] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_chosen_is_seen(contrasted, scheme):
    page = contrasted("superuser", COMPONENTS, scheme)
    page.locator(".choices input").first.check()
    for chosen, other in CHOSEN:
        assert background(page, chosen) != background(page, other), chosen


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_dot_in_a_badge_and_a_bar_of_the_timeline_are_seen(contrasted, scheme):
    page = contrasted("superuser", COMPONENTS, scheme)
    for filled in (".badge--running", ".timeline__bar", ".timeline__runs--phase .timeline__bar"):
        lightest, darkest = extremes(page.locator(filled).first)
        assert lightest - darkest > 200, filled


def pairs_alike(signs):
    """The numbers of the signs of a group of which the pictures are alike, whatever their size."""
    pictures = [picture(sign).resize((32, 32)) for sign in signs.all()]
    assert len(pictures) > 2
    return [
        pair for pair in combinations(range(len(pictures)), 2) if difference(*(pictures[at] for at in pair)) < LEAST
    ]


def picture(element):
    return Image.open(io.BytesIO(element.screenshot())).convert("L")


def difference(one, other):
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


def extremes(element):
    """The lightest and the darkest at the start of an element, where the dot of a badge is; 0 to 255."""
    darkest, lightest = picture(element).crop((0, 0, 20, 12)).getextrema()
    return lightest, darkest


def background(page, selector):
    return page.locator(selector).first.evaluate("element => getComputedStyle(element).backgroundColor")
