"""Figures by theme, what readers look for first. The theme follows from the words of the title and of CBS."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from monitoring.models import Indicator
from monitoring.rules.rates import POPULATION
from monitoring.rules.series import IndicatorFigures, by_interpretation

# In the order of showing.
REPORTS, AGAIN, AFTER, SPREAD, OTHER, BACKGROUND = (
    "Adviezen en meldingen",
    "Opnieuw gemeld",
    "Wat Veilig Thuis daarna doet",
    "Hoe vaak het voorkomt",
    "Andere cijfers",
    "Hoe groot is het gebied?",
)
# The first theme of which a word occurs holds: "vervolgmelding" is not just any "melding".
WORDS = (
    (AGAIN, ("vervolgmelding", "herhaalde melding")),
    (AFTER, ("onderzoek", "beoordeling", "taxatie", "wachtende")),
    (REPORTS, ("advies", "adviezen", "melding")),
    (SPREAD, ("mishandel", "geweld", "slachtoffer", "vrouwenopvang", "kwetsbare")),
)


@dataclass(frozen=True)
class Theme:
    """A theme with its indicators in the order of showing."""

    title: str
    items: list[IndicatorFigures]

    @property
    def groups(self) -> list[tuple[str, list[IndicatorFigures]]]:
        """The indicators that come with the same word of interpretation, together."""
        return by_interpretation(self.items)


def theme_of(indicator: Indicator) -> str:
    """The theme of an indicator."""
    if indicator.slug == POPULATION:
        return BACKGROUND
    text = f"{indicator.title} {indicator.cbs_topic}".lower()
    return next((title for title, words in WORDS if any(word in text for word in words)), OTHER)


def by_theme(items: Iterable[IndicatorFigures]) -> list[Theme]:
    """Indicators by theme, the most important theme first; themes without any are left out."""
    found: dict[str, list[IndicatorFigures]] = defaultdict(list)
    for item in items:
        found[theme_of(item.indicator)].append(item)
    order = (REPORTS, AGAIN, AFTER, SPREAD, OTHER, BACKGROUND)
    return [Theme(title, found[title]) for title in order if title in found]
