"""Writes what was chosen about topics: new drafts, how they hang together, and the choice for the next file."""

from collections.abc import Iterable, Mapping

from accounts.sent import number_of
from monitoring.imports.choices import NEW, SKIP, Choices, TopicChoice, key_of
from monitoring.imports.indicators import Match
from monitoring.models import Indicator, Source, SourceTopic
from reading.figures.model import ReadFigure


def save_topics(
    source: Source,
    matches: Mapping[int, Match],
    figures: Iterable[ReadFigure],
    choices: Choices,
    words: Mapping[str, str],
) -> None:
    """Write the indicators that are new, with what was said of them, and remember the choices.

    `words`: what the file calls each topic, also one that is not taken over.
    """
    series = {id(figure.series): figure.series for figure in figures}
    used = {id(match.indicator) for identity, match in matches.items() if identity in series}
    drafts = {
        match.indicator.slug: match.indicator
        for match in matches.values()
        if match.indicator and match.is_new and id(match.indicator) in used
    }
    Indicator.objects.bulk_create(drafts.values())
    by_key = {
        key_of(series[identity]): match.indicator
        for identity, match in matches.items()
        if identity in series and match.indicator
    }
    for key, choice in choices.topics.items():
        indicator = by_key.get(key)
        if indicator and choice.get("what") == NEW and choice.get("relation"):
            _declare(indicator, choice, by_key)
    _remember(source, by_key, choices, words)


def _declare(indicator: Indicator, choice: TopicChoice, by_key: Mapping[str, Indicator]) -> None:
    """How a topic of the source itself hangs together with others; a shared one keeps what is written of it."""
    whole = None
    if choice["relation"] in (Indicator.Relation.PART, Indicator.Relation.OVERLAPS):
        named = choice.get("whole", "")
        whole = by_key.get(named) or Indicator.objects.filter(pk=number_of(named) or 0).first()
        if whole is None or whole == indicator:
            return
    indicator.relation, indicator.whole = choice["relation"], whole
    indicator.dimension = choice.get("dimension", "")[:80] if whole else ""
    indicator.save(update_fields=["relation", "whole", "dimension"])


def _remember(source: Source, by_key: Mapping[str, Indicator], choices: Choices, words: Mapping[str, str]) -> None:
    for key, choice in choices.topics.items():
        if key in words and (choice.get("what") == SKIP or key in by_key):
            kept = {"indicator": by_key.get(key), "words": words[key][:250]}
            SourceTopic.objects.update_or_create(source=source, key=key, defaults=kept)
