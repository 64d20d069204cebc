"""The words in which plans say when: one table. Sources: the plans of five regions (seeds) and design section 8.

Each kind of token is one sign, of which the grammar writes its patterns: `LEGEND`. A value None at P or S: it does not
exist (Q5, 31-02-2025).
"""

import datetime
import re

from reading.plans.lexer import Lexicon, phrase
from reading.plans.spans import MIDDLE, Join, Part, Span, quarters
from reading.vocabulary import Recurrence

LEGEND = {
    "P": "part of a year", "Y": "year", "N": "two digits that may be a year", "S": "span of days",
    "h": "begin, medio, eind", "f": "from", "l": "until", "t": "t/m", "u": "tot", "v": "voor", "V": "vóór",
    "o": "and further", "b": "between", "c": "continues in", "a": "about", "A": "afterwards",
    "r": "recurrence", "z": "recurrence that has no code", "e": "occasion", "x": "relative or conditional",
    "i": "time that is not read (schooljaar, winter)", "k": "harmless word", "n": "number", "w": "unknown word",
    "-": "dash", "~": "dash without spaces", "/": "slash", "+": "and", "|": "or", ",": "comma or new line",
    ";": "end of a part", "(": "opens", ")": "closes",
    # made by the grammar
    "F": "start: nothing is said of the end", "U": "end: nothing is said of the start", "p": "period without year",
}  # fmt: skip
MONTHS = {
    "januari": 1, "jan": 1, "februari": 2, "feb": 2, "febr": 2, "maart": 3, "mrt": 3, "april": 4, "apr": 4, "mei": 5,
    "juni": 6, "jun": 6, "juli": 7, "jul": 7, "augustus": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9,
    "oktober": 10, "okt": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
ORDINALS = {
    "eerste": 1, "1e": 1, "1ste": 1, "tweede": 2, "2e": 2, "2de": 2, "derde": 3, "3e": 3, "3de": 3,
    "vierde": 4, "4e": 4, "4de": 4, "laatste": 4,
}  # fmt: skip
# "2 x per jaar" is half-yearly (design section 8); three times a year has no code.
TIMES = {
    "eens": 1, "eenmaal": 1, "een": 1, "één": 1, "1": 1, "tweemaal": 2, "twee": 2, "2": 2, "viermaal": 4, "vier": 4,
    "4": 4, "twaalf": 12, "12": 12,
}  # fmt: skip
PER_YEAR = {1: Recurrence.YEARLY, 2: Recurrence.HALF_YEARLY, 4: Recurrence.QUARTERLY, 12: Recurrence.MONTHLY}

# Pieces of the patterns below
YEAR = r"(20\d\d)(?!\d)"
MONTH = rf"({'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?(?![^\W\d_])"
ORDINAL = rf"({'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
QUARTER = r"(?:q|kwartaal|kwartalen|kwrt\.?|kw\.?|k)"
APART = r"(?:(?<!\w)|(?<=(?<!\d)20\d\d))"  # "Q4", also in the code "2026Q4"
LINK = r"(-|/|\+|&|,|en|t/m|tm|tot\s+en\s+met)"
DAY = r"(\d{1,2})(?:e|ste|de)?"
WEEK = r"(?:kalender)?(?:weeknummer|weeknr\.?|weken|week|wk\.?)"
ENDS = r"(?=\s*(?:$|[;:).,(\n]|(?:van\s+|in\s+)?(?:20\d\d|'\d\d)))"  # what may follow "Q3-4": no noun that is counted
ONCE_PER = "(?:1(?: )?x per | (?:een|één) keer per | eens per | eenmaal per)"
EACH = "(?:elk|ieder|leder)"  # a text layer reads "Ieder" as "leder" (Noord- en Midden-Limburg 2021, actielijn 4)
WHOLE_PERIOD = "(?:looptijd|programmaperiode|planperiode|periode)"
OF_THE_PLAN = "(?: van (?:het|de|dit) (?:programma|plan|actieplan|uitvoeringsplan|regiovisie|visie))?"
TIME_WORD = (
    "jaar|jaren|maand|week|weken|kwartaal|kwartalen|zomer|winter|herfst|lente|vakantie|seizoen|termijn|periode|looptijd|"
    "helft|kerst|pasen|datum"
)

RECURRENCES = {
    Recurrence.HALF_YEARLY: f"(?:{EACH} | per | om het | {ONCE_PER}) half(?: )?jaar | halfjaarlijkse?",
    Recurrence.QUARTERLY: f"(?:{EACH} | per | {ONCE_PER}) kwartaal | driemaandelijkse? | kwartaalsgewijs",
    Recurrence.MONTHLY: f"(?:elke | iedere | per | {ONCE_PER}) maand | maandelijkse?",
    Recurrence.YEARLY: f"""
        (?:{EACH} | per) jaar | jaarlijkse? | (?:elke?|iedere?)(?= (?:{"|".join(MONTHS)}|voorjaar|najaar|zomer))""",
    Recurrence.ONGOING: f"""
        (?:gedurende )?(?:de )?(?:hele|gehele|volledige) {WHOLE_PERIOD}{OF_THE_PLAN} |
        gedurende de looptijd{OF_THE_PLAN} | looptijd(?: van (?:het|de|dit))? (?:programma|plan|regiovisie|visie) |
        jaarrond | (?:het )?hele jaar(?: door)?(?! (?:van |')?20) |
        doorlopende? | continue? | permanente? | voortdurende? | blijvende? |
        structureel | structurele""",
}
OTHER_RECURRENCES = """
    (?:elke|iedere|per|om de|eens per|eens in de) (?:[2-9]|twee|drie|vier|vijf) (?:weken|maanden|jaar|jaren) |
    (?:tweejaarlijks|2-jaarlijks|driejaarlijks|vierjaarlijks|tweemaandelijks|tweewekelijks|wekelijks|dagelijks)e? |
    om het jaar | (?:elke|iedere|per) (?:week|dag) | periodiek | regelmatig | incidenteel | af en toe"""
FROM = """
    met ingang van | m.i.v. | vanaf | v.a. | (?:te )?starten? | gestart | opgestart | opstart | opstarten |
    start(?: (?:per|vanaf))? | startdatum | begindatum | aanvang | ingaande | ingang | sinds | per"""
UNTIL = "uiterlijk | gereed | afgerond | klaar | deadline | einddatum | afronding | oplevering | opgeleverd"
# What makes a planning depend on something else, or unsure (design section 8: empty, reported).
RELATIVE = """
    na | nadat | zodra | zo snel mogelijk | zo spoedig mogelijk | z.s.m. | n.t.b. | n.n.b. | t.b.d. | p.m. |
    nader | nog | indien | als | mits | wanneer | tenzij | afhankelijk | onder voorbehoud | o.v.b. | voorafgaand |
    vooraf | in aanloop | aanloop | per direct | direct | nu | heden | later | binnenkort | komende? |
    aankomende? | volgende? | afgelopen | vorige? | dit | deze | binnen | op termijn |
    (?:korte|lange|middellange) termijn | parallel | gelijktijdig | gekoppeld | mogelijk | eventueel | wellicht |
    misschien | niet | geen | vervallen | vervalt | uitgesteld | doorgeschoven | verschoven | was | i.p.v. |
    in plaats van | behalve | exclusief | excl. | m.u.v. | met uitzondering | onbekend | volgt | over |
    op basis van | o.b.v. | begroting | evaluatie van | fase | nvt | voorheen | oorspronkelijk | eerder"""
OCCASION = """
    orange the world |
    (?:de )?(?:(?:internationale|nationale|landelijke|europese) )?(?:dag|week) (?:tegen|van|voor|zonder)
    (?:(?:de|het) )?[a-zà-ÿ]+"""
NUMBERS = """
    twee | drie | vier | vijf | zes | zeven | acht | negen | tien | twaalf | eerste | tweede | derde | vierde |
    vijfde | laatste | keer | maal | keren | malen"""
SILENT = """
    in | het | de | op | van | is | jaar | kalenderjaar | begrotingsjaar | gedurende | tijdens | periode |
    looptijd | programmaperiode | datum | streefdatum | heel | hele | gehele | volledige |
    (?:in )?(?:de )?loop van | (?:maan|dins|woens|donder|vrij|zater|zon)dag"""
HARMLESS = """
    een | traject | proces | activiteit | activiteiten | terugkerende? | terugkomende? | evenement | verkenning |
    verkennen | uitvoering | uitvoeren | voorbereiding | voorbereiden | ontwikkeling | ontwikkelen |
    implementatie | implementeren | evaluatie | pilot | proef | training | trainingen | scholing | bijeenkomst |
    bijeenkomsten | symposium | conferentie | workshop | workshops | campagne | project | onderzoek |
    vaststelling | vaststellen | besluitvorming | uitrol | opstellen | realisatie | gepland | planning |
    herhalen | herhaald | wordt | worden | opgepakt | uitgevoerd | opgezet | georganiseerd | gehouden | reeds |
    al | loopt | lopend | inzet | kick-off | eenmalige? | overleg | overleggen | vergadering | themabijeenkomst
    | studiedag | nieuwsbrief | webinar | inventarisatie | inventariseren | analyse | lancering | publicatie |
    voortgangsrapportage | rapportage | plan van aanpak | projectplan | actualisatie | herijking | borging |
    (?:enkele|alle|sommige|meerdere|een aantal|een paar|de meeste) gemeenten"""


def _join(link: str | None) -> Join:
    signs: dict[str, Join] = {"": "", "/": "either", "-": "dash", "t/m": "until", "tm": "until"}
    return signs.get(link or "", "until" if (link or "").startswith("tot") else "list")


def _quarter(match: re.Match[str]) -> Part | None:
    """`Q3`, `Q3-4`, `1e t/m 3e kwartaal`; None for what does not exist, as `Q5`."""
    first, link, last = match.groups() if len(match.groups()) > 1 else (match[1], None, None)
    one = ORDINALS.get(first) or int(first)
    other = (ORDINALS.get(last) or int(last)) if last else one
    if not 1 <= one <= other <= 4:
        return None
    join = _join(link)
    return quarters(one, other, joined="gap" if other - one > 1 and join in ("list", "either") else join)


def _half(match: re.Match[str]) -> Part | None:
    number = ORDINALS.get(match[1]) or int(match[1])
    return {1: quarters(1, 2), 2: quarters(3, 4)}.get(number)


def _day_in_month(match: re.Match[str]) -> Part | None:
    first, _, last, name = match.groups()
    days = int(first), int(last or first)
    month = MONTHS[name]
    return Part(month, month, *days) if days[0] <= days[1] else None


def _month(match: re.Match[str]) -> Part:
    return Part(MONTHS[match[1]], MONTHS[match[1]])


def _weeks(match: re.Match[str]) -> Part:
    return Part(weeks=(int(match[1]), int(match[3] or match[1])))


def _week_of_year(match: re.Match[str]) -> Span | None:
    return Part(weeks=(int(match[2]), int(match[2]))).of_year(int(match[1]))


def _date(match: re.Match[str]) -> Span | None:
    """`15-06-2022`, `1/6/'25`: the day comes first."""
    day, month, year = match.groups()
    return _day(int(year) if len(year) == 4 else 2000 + int(year[-2:]), int(month), int(day))


def _iso_date(match: re.Match[str]) -> Span | None:
    return _day(int(match[1]), int(match[2]), int(match[3]))


def _day(year: int, month: int, day: int) -> Span | None:
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    return Span(date, date)


def _year_month(match: re.Match[str]) -> Span | None:
    return Part(int(match[2]), int(match[2])).of_year(int(match[1]))


def _month_year(match: re.Match[str]) -> Span | None:
    return Part(int(match[1]), int(match[1])).of_year(int(match[2]))


def _times(match: re.Match[str]) -> Recurrence:
    return PER_YEAR[TIMES[match[1]]]


WORDS = Lexicon(
    [
        # Whole dates, months and weeks
        ("S", r"(?<!\d)(20\d\d)-(\d\d?)-(\d\d?)(?!\d)", _iso_date),
        ("S", r"(?<!\d)(\d\d?)\s?[-/.]\s?(\d\d?)\s?[-/.]\s?(20\d\d|'?\d\d)(?!\d)", _date),
        ("S", r"(?<!\d)(20\d\d)\s?-?w(?:eek)?\s?(\d\d?)(?!\w)", _week_of_year),
        ("S", r"(?<!\d)(20\d\d)[-/](0[1-9]|[5-9]|1[0-2])(?![\w/]|-\w)", _year_month),
        ("S", r"(?<![\d.,])(0?[1-9]|1[0-2])[-/](20\d\d)(?!\d)", _month_year),
        # Parts of a year
        ("P", rf"{APART}{QUARTER}\s*(\d)\s*{LINK}\s*(\d)(?!\d){ENDS}", _quarter),
        ("P", rf"{APART}{QUARTER}\s*(\d)(?:(?!\w)|(?=20\d\d(?!\d)))", _quarter),
        ("P", r"(?<!\w)([1-4])\s?q(?![^\W\d_])", _quarter),
        ("P", rf"(?<!\w){ORDINAL}(?:\s*{LINK}\s*{ORDINAL})?\s*{QUARTER}(?!\w)", _quarter),
        ("P", rf"(?<!\w){ORDINAL}\s*(?:helft|half\s?jaar)(?!\w)", _half),
        ("P", rf"{APART}h\s?([12])(?!\w)", _half),
        ("P", rf"(?<!\w){DAY}\s*(?:{LINK}\s*{DAY}\s*)?-?\s*{MONTH}", _day_in_month),
        ("P", rf"(?<!\w){MONTH}", _month),
        ("", r"(?:de\s+)?week\s+van(?=\s+(?:\w+dag\s+)?\d)"),
        ("P", rf"(?<!\w){WEEK}\s*(\d\d?)(?:\s*{LINK}\s*(\d\d?))?(?!\d)", _weeks),
        ("P", phrase("voorjaar | lente"), quarters(2, approximate=True)),
        ("P", phrase("zomer"), quarters(3, approximate=True)),
        ("P", phrase("najaar | herfst"), quarters(4, approximate=True)),
        ("f", phrase("begin | aanvang | startdatum | begindatum | start") + r"\s*:"),
        ("l", phrase("einde? | einddatum | afronding | gereed | deadline") + r"\s*:"),
        ("h", phrase("begin"), (1, 3)),
        ("h", phrase("medio | midden | halverwege"), MIDDLE),
        ("h", phrase("einde? | ultimo"), (10, 12)),
        # Recurrence
        (
            "r",
            rf"(?<!\w)({'|'.join(TIMES)})\s*(?:(?:x|keer|maal)\s*)?(?:per|in\s+het|/|p\.?\s*/?)\s*(?:jaar|j\.?|jr\.?)(?!\w)",
            _times,
        ),
        (
            "z",
            r"(?<!\w)\w+\s*(?:x|keer|maal)\s*(?:per|in\s+de|in\s+het|elke?|iedere?|/)\s*(?!maand|kwartaal|half)\w+"
            r"(?:\s+\w*ja(?:ar|ren))?",
        ),
        ("z", phrase(OTHER_RECURRENCES)),
        *(("r", phrase(words), recurrence) for recurrence, words in RECURRENCES.items()),
        # From, until, further
        ("c", phrase("(?:en )?verder in | (?:met )?(?:vervolg|doorloop|uitloop) (?:in|naar)")),
        (
            "o",
            phrase("en (?:verder|later|daarna|volgende jaren|verdere jaren) | e.v.(?: jaren)? | verder")
            + r"|->|→|⟶|(?:(?<=-)|(?<=- ))heden(?!\w)",
        ),
        ("f", phrase(FROM)),
        ("t", phrase("t/m | t.m. | tot en met")),
        ("u", phrase("tot")),
        ("V", phrase("vóór | véér")),
        ("v", phrase("voor")),
        ("b", phrase("tussen")),
        ("l", phrase(UNTIL)),
        ("a", phrase("circa | ca. | ongeveer | ong. | rondom | rond | omstreeks | plm. | plusminus") + r"|\+/-|±|~"),
        # What is not a period
        ("A", phrase("daarna | vervolgens | aansluitend | nadien")),
        ("x", phrase(RELATIVE) + r"|[?><=]"),
        ("e", phrase(OCCASION)),
        ("", phrase(SILENT)),
        ("", r"(?<!\w)(?:ma|di|wo|do|vr|za|zo)\.?(?=\s+\d\d?\s)"),
        ("n", phrase(NUMBERS)),
        ("i", rf"(?<!\w)(?:[^\W\d_]*(?:{TIME_WORD})[^\W\d_]*|half)(?!\w)"),
        # Years
        ("Y", YEAR, lambda match: int(match[1])),
        ("Y", r"'(\d\d)(?!\d)", lambda match: 2000 + int(match[1])),
        ("N", r"(?<!\w)([1-4]\d)(?!\w)(?![.,]\d)", lambda match: 2000 + int(match[1])),
        # Signs
        ("~", r"(?<=[\w'])-(?=[\w'])"),
        ("-", r"-+"),
        ("/", r"/"),
        ("+", phrase("en | alsmede") + r"|[+&]"),
        ("|", phrase("of | óf | dan wel")),
        (",", r"[,:\n]"),
        (";", r"[;.]+"),
        ("", r"[\"'*]"),
        ("(", r"[(\[]"),
        (")", r"[)\]]"),
        ("k", phrase(HARMLESS)),
    ],
    LEGEND,
)
