"""Recognises what a column is about by its heading: by meaning, in any words that plans use, also as a question.

Every rule gives a score; the highest wins. Two meanings with the same score are no meaning: the user chooses.
"""

import functools
import re
from dataclasses import dataclass

from reading.plans.lexer import one_of
from reading.plans.texts import words
from reading.vocabulary import Per

# Headings that mean exactly this (score 100).
EXACT = {
    "id": "id",
    "number": """
        nr | nummer | no | # | volgnr | volgnummer | actienr | actienummer | actiecode | id-code | kenmerk |
        nr actie | code | actie nr |
        actie nummer | nummer actie""",
    "line": """
        actielijn | actielijnen | lijn | ontwikkellijn | programmalijn | hoofdlijn | pijler | speerpunt |
        actielijn nr""",
    "theme": "thema | onderwerp | deelthema | cluster | programmaonderdeel | thema's",
    "what": """
        wat | actie | acties | activiteit | activiteiten | maatregel | maatregelen | inspanning | inspanningen |
        actiepunt | actiepunten | project | titel | actie activiteit | naam actie | titel actie |
        omschrijving actie | beschrijving actie | wat gaan we doen | wat doen we | wat moet er gebeuren |
        wat gaan we hiervoor doen | wat gaan we daarvoor doen | wat pakken we op | welke actie | welke acties""",
    "how": """
        hoe | aanpak | werkwijze | uitwerking | invulling | stappen | concrete stappen | methode |
        hoe gaan we dat doen | hoe doen we dat | hoe gaan we het doen | hoe pakken we dat aan |
        hoe pakken we het aan | wijze van uitvoering | toelichting actie | toelichting op de actie""",
    "who": """
        wie | wie doet wat | wie doet het | wie doet dat | door wie | uitvoerder | uitvoerders | uitvoering door |
        wie voert uit | wie gaat dat doen | wie gaat het doen | wie gaan dat doen | rolverdeling""",
    "lead": """
        trekker | trekkers | eigenaar | eigenaren | actiehouder | actiehouders | verantwoordelijk |
        verantwoordelijke | verantwoordelijken | penvoerder | wie trekt | wie is verantwoordelijk |
        wie is trekker | wie is de trekker | initiatiefnemer | kartrekker | kartrekkers | lead |
        eindverantwoordelijk | eindverantwoordelijke | verantwoordelijke partij | verantwoordelijke organisatie |
        wie trekt de kar""",
    "partners": """
        partners | partner | samenwerkingspartners | samenwerkingspartner | met wie | betrokken partijen |
        betrokken partners | betrokkenen | betrokken organisaties | samenwerking met | in samenwerking met | ism |
        i.s.m | ketenpartners | wie betrekken we | wie doet mee | wie doen mee | wie zijn betrokken |
        met wie doen we dat | met wie werken we samen""",
    "goals": """
        doel | doelen | doelstelling | doelstellingen | resultaat | resultaten | beoogd resultaat |
        beoogde resultaten | gewenst resultaat | effect | effecten | beoogd effect | beoogde effecten |
        gewenst effect | gewenste resultaten | gewenste situatie | ambitie | waarom | waartoe |
        wat willen we bereiken | wat levert het op | wat is het doel | wat is het resultaat |
        wat willen we hiermee bereiken | waarom doen we dit | waarom doen we dat | eindresultaat |
        te behalen resultaat""",
    "planning": """
        wanneer | tijd | planning | periode | tijdpad | looptijd | termijn | tijdsplanning | tijdplanning | fasering |
        uitvoeringsperiode | kwartaal | jaar | wanneer doen we dat | wanneer gaan we dat doen |
        wanneer doen we het | planning tekst | wanneer gebeurt het | tijdvak""",
    "start": """
        start | begin | startdatum | begindatum | vanaf | start datum | datum start | startkwartaal |
        wanneer starten we | wanneer beginnen we | start in""",
    "end": """
        eind | einde | einddatum | gereed | gereed op | deadline | t/m | tot en met | klaar | uiterlijk |
        oplevering | eind datum | datum gereed | afronding | eindkwartaal | wanneer is het klaar | wanneer klaar |
        wanneer gereed | wanneer is het gereed | datum eind | opleverdatum | klaar in""",
    "recurrence": "herhaling | frequentie | hoe vaak",
    "cost": """
        kosten | geld | budget | bedrag | begroting | raming | geraamde kosten | kostenraming | wat kost het |
        wat mag het kosten | wat kost dat | financiën | financien | benodigd budget | benodigde middelen |
        kosten tekst | investering | begrote kosten | geschatte kosten | kosten indicatie | indicatie kosten |
        wat gaat het kosten | financiële middelen | middelen | budget middelen | kosten budget | verwachte kosten""",
    "total": "totaal | totale kosten | totaal kosten | kosten totaal | totaalbedrag | totaal budget",
    "funding": """
        dekking | financiering | bekostiging | financieringsbron | dekkingsbron | gedekt uit | dekking uit |
        wie betaalt | wie betaalt het | waaruit betalen we dat | waar betalen we het van | bron van dekking |
        bekostigd uit""",
    "cost_kind": "kosten soort | soort kosten",
    "amount_max": "bedrag max | bedrag maximum | hoogste bedrag",
    "per": """
        per | incidenteel structureel | structureel incidenteel | eenmalig structureel | structureel eenmalig |
        soort budget""",
    "status": "status | stand | status actie | stavaza | stand van zaken | voortgang",
    "priority": "prioriteit | prio | urgentie",
    "municipalities": """
        gemeente | gemeenten | deelnemende gemeenten | welke gemeenten | voor welke gemeenten |
        betrokken gemeenten""",
    "programme": "programma | bijgewerkt op",
}
# Meanings found inside a longer heading, with their score. The first rule: columns that have no place in the portal.
NO_PLACE = """
    doelgroep\\w* | voor wie | opmerking\\w* | bijzonderheden | risico\\w* | indicator\\w* | meten | meetbaar |
    monitor\\w* | telefoon | e-?mail | contact\\w* | communicatie | realisatie | gerealiseerd\\w* | besteed |
    uitgaven | werkelijk\\w* | evaluatie | afhankelijk\\w* | bijlage | link"""
FOUND: tuple[tuple[str, int, str], ...] = (
    ("", 95, rf"\b(?:{one_of(NO_PLACE)})\b"),
    ("cost", 80, r"\b(?:kosten|kost|budget|begroting|bedrag|bedragen|raming)\b"),
    ("goals", 85, r"\bwanneer\b.*\b(?:tevreden|geslaagd|gelukt|succes\w*|goed|trots)\b"),
    ("goals", 75, r"\b(?:bereiken|beogen|beoogde?|oplever(?:t|en)|levert .*\bop)\b"),
    ("lead", 70, r"\b(?:verantwoordelijke?n?|trekkers?|trekt|eigenaar|actiehouders?)\b"),
    ("partners", 65, r"\b(?:partners|samenwerking\w*|samenwerken|betrokken\w*|betrekken|ketenpartners)\b"),
    ("funding", 65, r"\b(?:dekking|financiering|bekostiging|betaalt|betalen)\b"),
    ("planning", 60, r"\b(?:planning|tijdpad|looptijd|periode)\b"),
    ("planning", 45, r"\bwanneer\b"),
    ("goals", 60, r"\b(?:doel|doelen|doelstelling\w*|resultaat|resultaten)\b"),
    ("priority", 60, r"\b(?:prioriteit|prio)\b"),
    ("status", 55, r"\b(?:status|stand)\b"),
    ("line", 55, r"\b(?:actielijn|ontwikkellijn|programmalijn)\b"),
    ("start", 50, r"^(?:start|begin)(?:datum|kwartaal|moment)?\b"),
    ("end", 50, r"^(?:einde?|eind(?:datum|kwartaal|moment)|gereed|klaar)\b"),
    ("what", 50, r"\b(?:actie|acties|activiteit|activiteiten|maatregel|maatregelen)\b"),
    ("theme", 45, r"\bthema\b"),
    ("how", 45, r"\b(?:aanpak|werkwijze)\b"),
    ("who", 40, r"^wie\b"),
    ("what", 40, r"^wat\b"),
    ("how", 40, r"^hoe\b"),
    ("lead", 35, r"^(?:projectleider|coördinator|opdrachtnemer)s?$"),
    ("what", 20, r"^(?:omschrijving|beschrijving)$"),
)
WEAK = 50  # a score below this is a guess, and told
# Two meanings in one heading, which are one column in the plans that we know.
TOGETHER = {
    frozenset({"lead", "partners"}): "who",
    frozenset({"lead", "who"}): "who",
    frozenset({"who", "partners"}): "who",
    frozenset({"lead", "who", "partners"}): "who",
    frozenset({"cost", "funding"}): "cost",
    frozenset({"cost", "total"}): "total",
    frozenset({"lead", "municipalities"}): "lead",
    frozenset({"start", "end"}): "planning",
    frozenset({"planning", "start"}): "start",
    frozenset({"planning", "end"}): "end",
    frozenset({"planning", "start", "end"}): "planning",
    frozenset({"what", "number"}): "what",
    frozenset({"what", "how"}): "what",
}
SIGNS = r"""[?:;.,()\[\]/&+"'€*-]"""
YEAR = re.compile(r"(?<!\d)(20[1-4]\d)(?!\d)")
QUARTERS = re.compile(r"\b(?:q|k)[1-4]\b|\bkwartaal [1-4]\b")
THOUSANDS = re.compile(
    r"[x*]\s*(?:€|eur|euro)?\s*(?:1[. ]?000\b(?![.,]\d)|duizend)|(?:€|eur|euro)\s+[x*]\s+1[. ]?000\b|"
    r"in\s+duizend(?:en|tallen)?\b|\(\s*(?:in\s+)?(?:k\s?€|€\s?k)\s*\)|in\s+(?:k\s?€|€\s?k)|(?:€|euro)\s*1\.000\b\)"
)
PER_YEAR = re.compile(r"\b(?:per jaar|p\.?\s?j\b|jaarlijkse?|structurele?|structureel|per jr)")
ONCE = re.compile(r"\b(?:eenmalige?|éénmalige?)\b")
SEVERAL_YEARS = re.compile(r"\be\.?v\b|en verder|\bvanaf\b|t/m|tot en met|\btot\b")
SURE = 100  # score of an exact heading
ONLY_A_YEAR = 30  # score of a heading such as "2025": its cells decide whether these are costs
LONGEST = 70  # signs: what is longer is no heading
_FOUND = [(field, score, re.compile(pattern)) for field, score, pattern in FOUND]
_EXACT = {heading: field for field, headings in EXACT.items() for heading in one_of(headings).split("|")}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means. `field` is "" when it has no place in the portal or when several fit equally well."""

    heading: str
    field: str = ""
    score: int = 0
    others: tuple[str, ...] = ()  # the fields between which the user must choose
    year: int | None = None
    thousands: bool = False
    per: Per | None = None

    @property
    def known(self) -> bool:
        """Whether the heading is in our vocabulary, also when the portal has no place for it."""
        return self.score > 0


def means(heading: str) -> Meaning:
    """What the heading of a column means."""
    return _means(heading) if len(heading) <= 2 * LONGEST else Meaning(heading)


@functools.lru_cache(maxsize=5_000)  # each cell of a table may be a heading
def _means(heading: str) -> Meaning:
    text = words(heading).replace("_", " ")
    if not text or len(text) > LONGEST or QUARTERS.search(text):
        return Meaning(heading)
    years = {int(year) for year in YEAR.findall(text)}
    year = years.pop() if len(years) == 1 and not SEVERAL_YEARS.search(text) else None
    thousands = in_thousands(text)
    bare = THOUSANDS.sub(" ", YEAR.sub(" ", text))
    per = Per.YEAR if PER_YEAR.search(bare) else Per.ONCE if ONCE.search(bare) else None
    found = _scores(_base(bare), _base(re.sub(r"\(.*?\)", " ", bare)))
    if year and _base(bare) in ("", "€", "euro", "eur"):
        return Meaning(heading, "cost", ONLY_A_YEAR, year=year, thousands=thousands)
    best = max(found.values(), default=0)
    fields = sorted(field for field, score in found.items() if score == best)
    field = fields[0] if len(fields) == 1 else TOGETHER.get(frozenset(fields), "")
    if field == "goals" and year:
        best = min(best, WEAK - 1)  # "Resultaten 2024" may be what was achieved
    others = () if field else tuple(one for one in fields if one)
    return Meaning(heading, field, best, others, year, thousands, per if field in ("cost", "total") else None)


def in_thousands(text: str) -> bool:
    """Whether a heading or a line above a table says that amounts are in thousands: `(x € 1.000)`."""
    return bool(THOUSANDS.search(words(text)))


def _base(text: str) -> str:
    """A heading without punctuation: `Wat gaan we doen?`, `Nr.`, `Doel / resultaat`."""
    return " ".join(re.sub(rf"{SIGNS}+(?=\s|$)|(?<=\s){SIGNS}+|[/&+()]", " ", f" {text} ").split())


def _scores(base: str, main: str) -> dict[str, int]:
    """The score of each field that fits; `main` is the heading without what stands in brackets."""
    for text in (base, main, *(" ".join(pattern.sub(" ", base).split()) for pattern in (PER_YEAR, ONCE))):
        if text in _EXACT:
            return {_EXACT[text]: SURE}
    parts = [part for part in re.split(r"\s+(?:en|of)\s+|\s+", base) if part in _EXACT]
    whole = len(parts) > 1 and len(" ".join(parts)) >= len(re.sub(r"\s+(?:en|of)\s+", " ", base))
    if whole:
        return {_EXACT[part]: SURE for part in parts}
    scores: dict[str, int] = {}
    for field, score, pattern in _FOUND:
        if pattern.search(main or base) or (not scores and pattern.search(base)):
            scores[field] = max(scores.get(field, 0), score)
    return scores
