"""The words in which plans say what something costs: one table. Sources as for `planning_words`.

Each kind of token is one sign, of which `money` and `money_statement` write their patterns: `LEGEND`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from reading.plans.amounts import AMOUNT, from_match
from reading.plans.lexer import Lexicon, one_of, phrase

LEGEND = {
    "A": "amount", "?": "number that may be a year", "y": "year", "Y": "several years", "e": "euro", "T": "total",
    "p": "per year", "o": "once", "~": "about", "t": "tot", "a": "à", "u": "between", "+": "and", "-": "dash",
    "f": "paid from", "d": "to be determined", "i": "staff", "x": "existing budget", "g": "begroting", "z": "none",
    "m": "at most", "q": "makes an amount something else (per gemeente, 2 x)", "b": "apart from the amount (excl. btw)",
    "c": "what is bought", "k": "harmless word", ";": "end of a part", "w": "unknown word",
    "n": "digits that are no Dutch amount",
}  # fmt: skip
YEAR = r"(20[1-4]\d)"
YEARS = rf"{YEAR}\s*(?:-|t/m|tot\s+en\s+met)\s*{YEAR}"
STAFF = """
    (?:medewerkers? | personeel | ambtenaren | ambtelijke? | beleidsmedewerkers? | beleidsadviseurs? |
    projectleiders? | uren | uur | capaciteit | formatie | coördinator | coordinator | professionals | partners |
    ketenpartners | werkgroep | gemeenten?)"""
COUNT = r"\d+(?:,\d+)?"
TIME = "(?:fte|uur|uren|dagen|dag|dagdelen|dagdeel)"
EACH = r"(?:per\s+|p\.?/?)(?:week|maand|jaar|[wmj])(?!\w)"
OWN = "(?:ambtelijke|personele|eigen|reguliere|gemeentelijke|menselijke)"
PRESENT = "(?:bestaande?|reguliere?|huidige?|lopende?|eigen)"
WITHIN = "(?:binnen|uit|vanuit|met|in|van|past binnen|gedekt (?:uit|door|binnen)) (?:(?:de|het|een) )?"
EXISTING = f"(?:{WITHIN})?({PRESENT} (?:middelen|budget|budgetten|begroting|financiering|gelden))"
EFFORT = f"""
    (?:{OWN} )?inzet(?: van)?(?: (?:de|eigen|alle))?(?: {STAFF})+ | {OWN} (?:inzet|uren|capaciteit|tijd) |
    uren(?:(?: van(?: de)?)? {STAFF})*"""
DETERMINED_LATER = """
    p.m. | pro memorie | nader te (?:bepalen|begroten|ramen|onderzoeken|verkennen) | n.t.b. | n.n.b. | t.b.d. |
    nog te (?:bepalen|begroten|ramen|berekenen) | nog geen (?:zicht op|zicht|raming|begroting|bedrag) |
    nog (?:onbekend|niet bekend|niet begroot) | onbekend |
    wordt nog (?:begroot|bepaald|berekend|uitgewerkt|geraamd)"""
EACH_YEAR = """
    per jaar | per jr. | struct. | p.(?: )?j. | p/j | p.jr. | per annum | (?:elk|ieder) jaar | jaarlijkse? |
    structureel | structurele"""
ABOUT = """
    circa | ca. | ongeveer | ong. | plm. | plusminus | naar schatting | geschat op | geschat | rond de | rond |
    om en nabij | grofweg | ter indicatie | indicatie | indicatief"""
ANOTHER_MEASURE = """
    per [a-zà-ÿ]+ | p.p. | iedere? | elke? | beide | minimaal | min. | ten minste | tenminste | vanaf | boven |
    onder | minder dan | meer dan | keer | maal | helft | deel | gedeelte | procent | dollar | gulden |
    verhoogd | verlaagd | minus | korting | besparing | opbrengst | opbrengsten | negatief | twee | drie |
    vier | vijf | zes | tien | dekkingstekort | tekort | halfjaarlijkse? | tweejaarlijkse? | driejaarlijkse? |
    maandelijkse? | niet | gedurende"""
AT_MOST = """
    (?:tot )?maximaal | (?:tot )?max. | maximum | maximumbedrag | met een maximum van | ten hoogste | hooguit |
    hoogstens | niet meer dan"""
PAID_FROM = """
    (?:gedekt|bekostigd|gefinancierd|betaald|dekking)(?: wordt)? (?:uit|vanuit|door|via|met|binnen) |
    uit(?! te ) | vanuit | ten laste van | t.l.v. | dekking | financiering"""
SOURCE = (
    r"""\s*:?\s*(?:(?:de|het)\s+)?([^);,\n]*?)(?=[);,\n]|\s+(?:per\s+jaar|p\.j|eenmalig|structureel|jaarlijks)|\s*$)"""
)
HARMLESS = """
    kosten | bedrag | bedragen | budget | raming | geraamd | begroot | geraamd op | begroot op | eerste raming |
    de | het | een | van | is | in | voor | op | aan | incidenteel | incidentele | deze | dit | actie |
    activiteit | project | pilot | incl. | inclusief | btw | zijnde | door | alle | bij | wordt | worden |
    gemeentelijke? | lokale | veilig thuis | vt | ggd | zit | valt"""
BOUGHT = """
    zaalhuur | huur | drukwerk | drukkosten | materialen | materiaal | catering | sprekers? | trainingen |
    training | communicatie | campagne | onderzoek | inhuur | website | folders? | scholing | begeleiding |
    evaluatie | symposium | bijeenkomsten | bijeenkomst | organisatie | deskundigheidsbevordering | workshops? |
    conferentie"""
NO_COSTS = """
    geen (?:(?:extra|aanvullende|additionele|directe) )?kosten | geen (?:meerkosten|budget nodig) | geen(?! budget) |
    kosteloos | gratis | nihil | n.v.t. | niet van toepassing"""
FUNDS = one_of("""
    duvo(?:-middelen)? | (?:decentralisatie-?uitkering|du) vrouwenopvang | ghnt-middelen | rijksmiddelen |
    rijkssubsidie | regiobudget | regionaal budget""")  # named without "uit"
NO_AMOUNT_AFTER = r"(?![\d.,]*\d|\s*(?:euro|eur|,-))"


@dataclass(frozen=True, slots=True)
class Written:
    """A number as written, with the unit after it (`k`, `mln`), which may serve the number before it too: `15-25K`."""

    number: Decimal
    unit: str | None = None
    marked: bool = False  # written as money: with dots, cents, a unit or a euro sign
    whole: bool = False  # with the word euro after it: a unit that follows later is not its own


def _years(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(range(int(match[1]), int(match[2]) + 1))


def _year(match: re.Match[str]) -> tuple[int, ...]:
    return (int(match[1]),)


def _tail(match: re.Match[str]) -> int:
    """How many signs at the end of the token are a name, to be taken from the text as written."""
    return len(match[1].strip())


def _bare_year(match: re.Match[str]) -> Written:
    return Written(Decimal(match[1]))


def _amount(match: re.Match[str]) -> Written:
    return Written(from_match(match), match[3], bool(match[3]) or not match[0].isdigit())


WORDS = Lexicon(
    [
        # Years
        ("Y", rf"(?<!\d){YEARS}\s*(?=[:=])", _years),
        ("Y", rf"(?<![\d.,€])(?<!€ )(?:van\s+)?{YEAR}\s*(?:t/m|tot\s+en\s+met)\s*{YEAR}{NO_AMOUNT_AFTER}", _years),
        ("Y", rf"(?:(?<!\w)(?:in|voor|over|jaren|periode)\s+|\(){YEARS}(?!\d)", _years),
        ("y", rf"(?<![\d.,€]){YEAR}\s*(?=[:=])", _year),
        ("y", rf"(?<!\w)(?:in|voor|over|jaar|begroting)\s+(?:het\s+jaar\s+)?{YEAR}{NO_AMOUNT_AFTER}", _year),
        ("y", rf"\(\s*{YEAR}\s*\)", _year),
        (
            "w",
            rf"{phrase('vanaf | sinds | met ingang van | m.i.v. | t/m | tot(?: en met)?')}\s+{YEAR}{NO_AMOUNT_AFTER}",
        ),
        # What makes an amount something else
        ("q", r"(?<!\w)\d+\s*[x*]\s*(?=€|eur|\d)|(?<!\w)\d+\s*(?:x|keer|maal)(?!\w)"),
        ("k", phrase("niet gezegd of het per jaar is")),  # our own words for `Per.UNSTATED`
        ("p", phrase(EACH_YEAR) + r"|/\s*(?:jaar|jr)(?!\w)"),
        ("o", phrase("(?:een|één|éen|eén)malige? | één keer | eenmaal")),
        ("b", phrase("(?:met )?cofinanciering(?: (?:van|door|vanuit|de|het|[a-zà-ÿ]+))*")),
        ("m", phrase(AT_MOST)),
        ("b", phrase("(?:excl.|ex.|exclusief|exclusieve|zonder|plus|naast|los van)(?: [a-zà-ÿ]+)? | waarvan")),
        # Instead of an amount
        ("i", rf"(?<!\w){COUNT}(?:\s*(?:-|à|tot|t/m)\s*{COUNT})?\s*{TIME}(?!\w)(?:\s*{EACH})?", "counted"),
        ("i", phrase(f"(?:{WITHIN})?{PRESENT} (?:formatie|capaciteit|uren|personeel|inzet)"), "present"),
        ("i", phrase(EFFORT)),
        ("x", phrase(EXISTING), _tail),
        ("x", r"^\s*(regulier)\s*$", _tail),
        ("x", phrase(f"{WITHIN}(begroting|budget|regulier|bestaand)"), _tail),
        ("g", phrase("begroting")),
        ("d", phrase(DETERMINED_LATER)),
        ("z", phrase(NO_COSTS)),
        # Money
        ("T", phrase("(?:in )?totaal | totale kosten | totaalbedrag | totale")),
        ("f", phrase(PAID_FROM) + SOURCE, _tail),
        ("f", phrase(f"({FUNDS})"), _tail),
        ("~", phrase(ABOUT) + r"|\+/-|±|~|≈"),
        ("u", phrase("tussen(?: de)?")),
        ("e", phrase("euro's | euro | eur") + "|€"),
        ("?", rf"(?<![\d.,€]){YEAR}(?!\d|[.,]\d|,-|\s*(?:k|mln|miljoen|duizend)(?!\w))", _bare_year),
        ("A", AMOUNT.pattern, _amount),
        ("t", phrase("tot en met | t/m | tot")),
        ("a", phrase("à")),
        ("", r"(?<=\w)\*+(?=\s*(?:$|[;,\n]))"),  # a note below the table
        ("q", r"(?<=\d)\s?(?:m|dzd)(?!\w)|(?<=[\d,-])\+(?=\s*(?:$|[;,)\n]))"),  # 1,2M; 5.000+
        (";", r"/(?=\s*20\d\d\s*[:=])"),
        ("q", phrase(ANOTHER_MEASURE) + r"|[%$£<>*]|/\s*[a-z]+"),
        ("-", r"-+"),
        (";", r"[;:.,!\n\"'()=]"),
        ("+", r"[+&]|" + phrase("en")),
        ("c", phrase(BOUGHT)),
        ("k", phrase(HARMLESS)),
    ],
    LEGEND,
)
