"""What is said beside figures, wherever they stand: what they do and do not say, how their source rounds, who leads."""

from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _

from monitoring.models import Figure, Indicator, Source
from reading import formats


def sources_of(figures: Iterable[Figure]) -> list[Source]:
    """Where figures come from, each source once."""
    return list(dict.fromkeys(figure.delivery.source for figure in figures))


def named(sources: Iterable[Source]) -> str:
    """Who says it: `CBS en NU.nl`."""
    return formats.listed(list(dict.fromkeys(source.named for source in sources)))


def interpretation(indicator: Indicator, figures: Collection[Figure]) -> str:
    """What these figures of an indicator do and do not say, with what their own sources add to that.

    A document that prints what counts the same says it in its own words.
    """
    counted = dict.fromkeys(figure.indicator for figure in figures) or {indicator: None}
    said = [each.interpretation for each in sorted(counted, key=lambda each: each != indicator)]
    return " ".join(dict.fromkeys(words for words in [*said, rounding(indicator, figures)] if words))


def explained_once(told: Sequence[tuple[str, str]]) -> list[str]:
    """Of titles with their interpretation: the title before it that says the same, or empty."""
    first: dict[str, str] = {}
    return ["" if first.setdefault(words, title) == title else first[words] for title, words in told]


def rounding(indicator: Indicator, figures: Iterable[Figure]) -> str:
    """How the sources of these counts round them; empty when they do not, or nobody said so."""
    if indicator.unit != Indicator.Unit.COUNT:
        return ""
    sources = [source for source in sources_of(figures) if source.rounds_to]
    said = dict.fromkeys((source.named, source.rounds_to) for source in sources)
    return " ".join(
        _("%(who)s rondt aantallen af op veelvouden van %(step)d.") % {"who": who, "step": step} for who, step in said
    )


def own_count() -> str:
    """What is to be known of every count that Veilig Thuis made itself."""
    return _("Veilig Thuis telde dit zelf. Het portaal rondt af op vijftallen en toont kleine aantallen niet.")


def leading(others: Collection[Source]) -> str:
    """Which figures lead over own counts of Veilig Thuis; `others`: of whom there are figures beside them."""
    if others:
        told = {"others": named(others)}
        return _("Verschillen deze cijfers van die van %(others)s, dan gaan de cijfers van %(others)s voor.") % told
    return _("Zodra CBS cijfers over dezelfde periode geeft, gaan de cijfers van CBS voor.")


def remarks(figure: Figure) -> list[str]:
    """What belongs to one figure: the words that it was printed in with where, or what is to be known of it."""
    if not figure.text:
        return [figure.note] if figure.note else []
    quote = _("Zoals opgeschreven: ‘%(text)s’") % {"text": figure.text}
    return [f"{quote} {figure.note}".strip()]
