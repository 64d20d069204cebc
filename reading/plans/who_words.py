"""The words between, before and after the names of leads and partners; all patterns meet the text in small letters."""

import re

TOGETHER = (
    r"(?<![\w-])(?:(?:in\s+(?:nauwe\s+)?samenwerking|samen|in\s+overleg|in\s+afstemming|aanvullend)\s+met|"
    r"onder\s+leiding\s+van|met\s+(?:ondersteuning|medewerking|hulp|betrokkenheid)\s+van|ondersteund\s+door|i\.?s\.?m\.?(?:\s+met)?|o\.?l\.?v\.?|i\.?o\.?m\.?|met|partners?\s*:|deelnemers?\s*:|betrokken(?:en)?\s*:)(?!\w)"
)
AND = re.compile(r"en|&|\+")
ANDS = r"(?<!-)\s+(?:en|&|\+)\s+"
NUMBERED = r"\s+\d[.)]\s+"  # "1. GGD 2. Veilig Thuis"
SPLITS = re.compile(rf"\s*(?:[;,\n]|\s/\s|/\s+|{TOGETHER})\s*|{NUMBERED}|{ANDS}")
APART = re.compile(rf"\s*(?:[;,\n]|\s/\s|/\s+|{TOGETHER})\s*|{NUMBERED}|{ANDS}")
# Names with "en" in them: pairs that teams, working groups and partners are called after.
PAIRS = re.compile(
    r"\b(?:zorg|straf|veiligheid|orde|jeugd|gezin|werk|inkomen|welzijn|onderwijs|wonen|sport|cultuur|burgemeesters?|college|"
    r"geweld|hg|beleid|advies|preventie|opvang|maatschappij|samenleving|volksgezondheid|justitie|ouderen|kennis|kind|vrouwen|"
    r"kindermishandeling|signalering|ontwikkeling|mantelzorg|participatie|wmo|burgers?|armoede|schulden|communicatie|veilig|"
    r"domein|maatschappelijke\s+ontwikkeling|vluchtelingen|jongeren|kinderen)\s+(?:en|&)\s+"
    r"(?:zorg|straf|veiligheid|gezin|jeugd|inkomen|werk|welzijn|sport|wethouders?|kindermishandeling|km|advies|ondersteuning|"
    r"hulpverlening|opvang|participatie|samenleving|veiligheidshui\w+|wetenschap|cultuur|gezondheid|overlast|uitbuiting|mensenhandel|"
    r"jeugdhulp|wonen|uitvoering|beleid|kind|mannen|kwaliteit|innovatie|huiselijk\s+geweld|preventie|statushouders|"
    r"maatschappelijke\s+opvang|veilig|sociaal\s+domein)\b"
)
PEOPLE_WITH = re.compile(
    r"(?:mensen|personen|inwoners|burgers|jongeren|kinderen|gezinnen|ouders|vrouwen|mannen|cliënten|slachtoffers)\s+met\s*$"
)
# Beginnings of what can only be another organisation or role.
KNOWN = re.compile(
    r"(?:de\s+|het\s+|alle\s+|overige\s+|andere\s+|diverse\s+|waar\s+nodig\s+|lokale\s+|regionale\s+|ambtelijke\s+|sociale?\s+)*"
    r"(?:projectleiders?|coördinator(?:en)?|werkgroep(?:en)?|gemeenten?|centrumgemeenten?|politie|ggd|ggz|vt|veilig\s+thuis|om|openbaar|"
    r"raad|reclassering|onderwijs|scholen|school|jgz|jeugd\w+|zorg\w*|partners|ketenpartners|organisaties|wijkteams?|teams?|stichting|"
    r"welzijn|vrouwenopvang|huisarts(?:en)?|beleids\w+|bestuurders?|ambtenaren|centrum|csg|ervaringsdeskundigen|spiegelgroep|adviseurs?|"
    r"aandachtsfunctionaris(?:sen)?|provincie|rijk|vng|ministerie|veiligheidshuis(?:zen)?|veiligheidshuizen|werkgevers|kinderopvang|"
    r"opvang\w*|woningcorporaties?|afdeling|regio|programma\w*|bureau|platform|netwerk|vluchtelingenwerk|corporaties)\b"
)
# Who a measure is for, not who does it.
AUDIENCE = re.compile(
    r"(?:\d+e|eerste|tweede|derde)\s+(?:schil|laag|lijn|ring)\b|doelgroep|"
    r"(?:alle\s+|de\s+|het\s+)?(?:professionals|beroepskrachten|burgers|inwoners|jongeren|kinderen|ouders|jeugdigen|iedereen|"
    r"slachtoffers|plegers|vrijwilligers|leerlingen|studenten|omstanders|publiek|gezinnen|ouderen|mantelzorgers|doelgroepen|"
    r"\w+professionals|cliënten|medewerkers|nieuwkomers|arbeidsmigranten|vrouwen|mannen|volwassenen|meisjes|jongens)\b(?!-)"
)
NOBODY = {"", "-", "--", "n.v.t.", "nvt", "n.v.t", "geen", "niet van toepassing"}
NOT_YET = re.compile(
    r"(?:n\.?t\.?b\.?|n\.?n\.?b\.?|t\.?b\.?d\.?|nader te bepalen|nog te bepalen|nog onbekend|onbekend|vacature|"
    r"p\.?m\.?|\?+|"
    r"(?:nog )?(?:geen|niet) (?:trekker|bekend)|nog geen|(?:nader|nog) (?:in te vullen|aan te wijzen|af te stemmen)|"
    r"(?:trekker )?(?:gezocht|volgt))\W*(?:\(.*\))?"
)
# Everyone: nobody who leads, and no name of a partner.
ALL = re.compile(
    r"(?:met\s+)?(?:allen|allemaal|iedereen|een\s*ieder|eenieder|allen\s+samen|wij\s+allen|gezamenlijk|samen|alle\s+partijen|alle\s+partners|"
    r"alle\s+(?:samenwerkings|keten|netwerk)?partners|alle\s+betrokkenen|alle\s+betrokken\s+(?:partijen|partners|organisaties)|"
    r"alle\s+organisaties|alle\s+deelnemers|alle\s+ketenpartners|alle\s+bovenstaande|diversen?|divers|"
    r"(?:verschillende|meerdere|diverse|overige|andere|gezamenlijke)\s+(?:partijen|partners|betrokkenen)|wisselend)"
)
# An organisation by its initials: "GGD/VT" are two, "HG/KM" is a subject.
INITIALS = re.compile(r"[A-Z][A-Za-z&]{0,2}[A-Z][A-Za-z]{0,2}")
SUBJECTS = {"hg", "km", "hgkm", "ghnt", "mda", "hr", "po", "vo", "mbo", "hbo", "lvb", "inc", "str"}
NO_NAMES = {"evt", "eventueel", "waar nodig", "indien nodig", "o.a", "oa", "e.a", "ea", "etc"}
# What stands in the place of a name: a reference, a role with a colon, a sentence about who does what.
NO_NAME = re.compile(
    r"^(?:idem|zie|als boven|zie\s.*)$|[:=]|"
    r"\b(?:is|zijn|trekt|trekken|voert|voeren|coördineert|financier(?:t|en)|ondersteun(?:t|en)|denkt|denken|neemt|nemen|doet|doen|"
    r"pakt|pakken|zorgt|zorgen|namens|in\s+opdracht)\b"
)
CHOICE = re.compile(r"(?<!-)\s(?:of|dan\s+wel|óf)\s|\?")  # not "advies- of meldpunt"
MARKED = re.compile(r"\((?:[^)]*\b)?(?:trekkers?|kartrekker|lead|penvoerder|eigenaar|regie|coördinatie|t)\)")
# "Trekker GGD, partners VT": words before a name, without a colon
CALLED = re.compile(
    r"\s*(?:(?:[Tt]rekker|TREKKER|[Pp]artners?)\s+(?=[A-Z])|"
    r"(?:[Rr]egie|[Uu]itvoering|[Cc]oördinatie|[Oo]ndersteuning|[Dd]eelnemers?)\s+(?:door\s+|bij\s+)?(?=[A-Z]|gemeente|politie))"
)
LABEL = re.compile(r"\s*(?:trekkers?|lead|eigenaar|verantwoordelijke?|penvoerder|initiatief|regie|coördinatie)\s*:\s*")
BEFORE = re.compile(
    r"(?:\s*(?:(?:en|de|het|een|ook|waar\s+nodig|indien\s+nodig|eventueel|evt\.?|input\s+van|onder\s+regie\s+van|getrokken\s+door|\d{1,2}[.)]|met|door|o\.?a\.?|onder\s+andere)\s+|[-:•]))+\s*|\s+"
)
PROPER = re.compile(r"(?:De|Het|Een)\s+[A-Z][a-zà-ÿ]")  # "De Waag", and not "de GGD"
AFTER = re.compile(
    r"(?:\s+(?:e\.?d\.?|e\.?a\.?|etc\.?|enz\.?)|\s*\((?:trekkers?|lead|penvoerder|eigenaar|regie|coördinatie|uitvoering|uitvoerder|ondersteuning|support|partners?|t|p)\)|[\s.,;:/]+)+$"
)
SAME_ROLE = re.compile(
    r"((Projectleider|Coördinator|Programmamanager|Programmaleider|Werkgroep|Gemeente|Beleidsadviseur|Beleidsmedewerker)\s.*?)\s+(?=\2\s)"
)
