"""Finding a municipality or region by (roughly) its name, former names included."""

import difflib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from actions.models.base import Viewer
from municipalities.models import Membership, Merger, Municipality, Region
from regiovisie.pages.overview import current_programmes

AT_MOST = 12  # results on a page
GUESSES = 5  # names proposed when nothing matches
ALIKE = 0.72  # how much a name must look like what was typed (difflib), to be proposed
BEGINS_ALIKE = 0.8  # the same for the beginning of a name
SHORTEST_BEGINNING = 4  # letters
# What people call them, beside the official name (without "de" and without what stands between brackets).
ALIASES = {
    "s gravenhage": ("den haag",),
    "s hertogenbosch": ("den bosch",),
    "dordrecht": ("dordt", "dort"),
    "gorinchem": ("gorkum", "gorcum"),
    "leeuwarden": ("ljouwert",),
    "maastricht": ("mestreech",),
    "fryske marren": ("friese meren",),
    "sudwest fryslan": ("zuidwest friesland",),
    "noardeast fryslan": ("noordoost friesland",),
    "tytsjerksteradiel": ("tietjerksteradeel",),
    "dantumadiel": ("dantumadeel",),
    "nissewaard": ("spijkenisse",),
}
# Spellings that sound alike, in the order of replacing; spaces and doubled letters go as well.
ALIKE_SOUNDS = (
    *(("sche", "se"), ("sch", "sg"), ("ch", "g"), ("eij", "ei"), ("ij", "ei"), ("y", "ei"), ("ou", "au"), ("ae", "aa")),
    *(
        ("dt", "t"),
        ("th", "t"),
        ("ck", "k"),
        ("c", "k"),
        ("qu", "kw"),
        ("x", "ks"),
        ("z", "s"),
        ("v", "f"),
        ("ea", "e"),
    ),
)


@dataclass(frozen=True)
class Hit:
    """A place that matches, with where it leads and what it is."""

    name: str
    address: str
    kind: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    """What was found. `exact` is the only place with that name; `guessed` says that nothing matched as typed."""

    hits: list[Hit]
    exact: Hit | None = None
    guessed: bool = False
    more: int = 0


def simplify(text: str) -> str:
    """Text as it is compared: lower case, without accents, punctuation and double spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def sound(text: str) -> str:
    """Simplified text as it sounds, about: `eijsden` and `eisden`, `hoeksche waard` and `hoeksewaard` are the same."""
    for written, heard in ALIKE_SOUNDS:
        text = text.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"d\b", "t", text).replace(" ", ""))


def find(query: str, user: Viewer) -> Results:
    """Places by name: those that begin with it, that have a word that does, or that contain it; else what is like it.

    What only has it in the middle of a word comes after what sounds or looks like it.
    """
    wanted = simplify(query).removeprefix("gemeente ").removeprefix("regio ")
    return find_among(all_places(user), wanted) if wanted else Results([])


def find_among(places: list[Hit], wanted: str) -> Results:
    """The same among these places, for a simplified text."""
    exact = [place for place in places if wanted in place.keys]
    begins = _those(places, lambda key: key.startswith(wanted))
    words = _those(places, lambda key: f" {wanted}" in f" {key}")
    found = exact + begins + words
    inside = _those(places, lambda key: wanted in key)
    if not found and (guesses := _alike(wanted, places)):
        return Results(list(dict.fromkeys(guesses + inside))[:GUESSES], guessed=True)
    hits = list(dict.fromkeys(found + inside))
    return Results(hits[:AT_MOST], exact[0] if len(exact) == 1 else None, more=max(0, len(hits) - AT_MOST))


def _those(places: list[Hit], test: Callable[[str], bool]) -> list[Hit]:
    return [place for place in places if any(test(key) for key in place.keys)]


def _alike(wanted: str, places: list[Hit]) -> list[Hit]:
    """Names that sound or look like what was typed, whole or in their beginning; the most alike first."""
    heard = sound(wanted)
    spoken = [(place, [sound(key) for key in place.keys]) for place in places]
    sounds = [place for place, keys in spoken if heard in keys]
    if len(heard) >= SHORTEST_BEGINNING:
        sounds += [place for place, keys in spoken if any(key.startswith(heard) for key in keys)]
    names: dict[str, list[Hit]] = {}
    beginnings: dict[str, list[Hit]] = {}
    for place in places:
        for key in place.keys:
            names.setdefault(key, []).append(place)
            if len(key) > len(wanted) >= SHORTEST_BEGINNING:
                beginnings.setdefault(key[: len(wanted)], []).append(place)
    found = [place for key in difflib.get_close_matches(wanted, names, n=5, cutoff=ALIKE) for place in names[key]]
    for key in difflib.get_close_matches(wanted, beginnings, n=3, cutoff=BEGINS_ALIKE):
        found += beginnings[key]
    return list(dict.fromkeys(sounds + found))[:GUESSES]


def all_places(user: Viewer) -> list[Hit]:
    """Every region that the reader can open and every municipality, also those that merged. Five queries."""
    programmes = current_programmes(user)
    regions = [region for region in Region.objects.with_programme() if region.pk in programmes]
    hits = [_region_hit(region) for region in regions]
    names = _names_of_regions()
    became = _names_of_successors()
    today = timezone.localdate()
    for place in Municipality.objects.defer("outline"):
        ended = place.valid_until is not None and place.valid_until < today
        hits.append(_municipality_hit(place, became.get(place.pk, "") if ended else "", names.get(place.pk, ""), ended))
    return hits


def _region_hit(region: Region) -> Hit:
    kind = "Regio (fictief)" if region.fictitious else "Regio"
    return Hit(region.name, region.get_absolute_url(), kind, (simplify(region.name),))


def _municipality_hit(place: Municipality, became: str, region: str, ended: bool) -> Hit:
    if ended:
        kind = f"Voormalige gemeente, nu {became}" if became else "Voormalige gemeente"
    else:
        where = " (fictief)" if place.fictitious else f" in {place.province}" if place.province else ""
        kind = f"Gemeente{where}" + (f", regio {region}" if region else "")
    whole = simplify(place.name)
    short = simplify(re.sub(r"\(.*\)", "", place.name))
    keys = [key for key in (whole, short, *ALIASES.get(short.removeprefix("de "), ())) if key]
    return Hit(place.name, reverse("municipality", args=[place.slug]), kind, tuple(dict.fromkeys(keys)))


def _names_of_regions() -> dict[int, str]:
    """Per municipality id the region with a programme that it is in today."""
    today = timezone.localdate()
    members = Membership.objects.on(today).filter(region__kind=Region.Kind.PROGRAMME)
    return dict(members.values_list("municipality_id", "region__name"))


def _names_of_successors() -> dict[int, str]:
    """Per id of a municipality that ended the names of what it became."""
    found: dict[int, list[str]] = {}
    for old, new in Merger.objects.exclude(kind="planned").values_list("old_id", "new__name"):
        found.setdefault(old, []).append(new)
    return {old: " en ".join(sorted(names)) for old, names in found.items()}
