"""What is said to the user about what was not read: one plain sentence each, with what to do."""

from django.utils.translation import gettext_lazy as _

TOO_LONG = _("Deze tekst is te lang om te lezen. Houd het kort en vul de rest bij 'hoe' in.")

# Planning
PLANNING_UNREAD = _("Deze planning kan het portaal niet lezen. Schrijf bijvoorbeeld 'Q3 2025' of 'vanaf 2025'.")
PLANNING_PART_UNREAD = _("Van de planning is '%(text)s' niet gelezen. Controleer begin en eind.")
PLANNING_RELATIVE = _("'%(text)s' maakt de planning afhankelijk of onzeker. Vul begin en eind zelf in als die er zijn.")
PLANNING_NOT_EXACT = _("'%(text)s' valt niet samen met kwartalen of jaren. Vul begin en eind zelf in.")
PLANNING_NOT_THERE = _("'%(text)s' bestaat niet. Verbeter de planning.")
PLANNING_NO_YEAR = _("Bij '%(text)s' staat geen jaar. Vul het jaar aan.")
PLANNING_YEAR_ASSUMED = _("Bij '%(text)s' staat geen jaar; gelezen als %(year)s. Controleer het jaar.")
PLANNING_NO_DATE = _("Wanneer '%(text)s' is, staat er niet bij. Vul begin en eind zelf in.")
PLANNING_SEVERAL = _("Er staan meer perioden: '%(text)s'. Vul zelf begin en eind in.")
PLANNING_CHOICE = _("'%(text)s' laat de keuze open. Vul zelf begin en eind in.")
PLANNING_BACKWARDS = _("Het eind van '%(text)s' ligt voor het begin. Verbeter de planning.")
PLANNING_GAP = _(
    "Tussen de perioden in '%(text)s' zit tijd. Gelezen van de eerste tot en met de laatste; controleer dit."
)
PLANNING_UNTIL = _("Het is niet duidelijk wat bij '%(text)s' het eind is. Schrijf 'tot en met'.")
PLANNING_START_RANGE = _("'%(text)s': gelezen als een begin, zonder eind. Vul zo nodig een eind in.")
PLANNING_CONTINUES = _("'%(text)s' is niet gelezen als eind. Vul zo nodig een eind in.")
PLANNING_AFTERWARDS = _("'%(text)s' heeft geen datum en is niet gelezen. Vul dit zo nodig zelf aan.")
PLANNING_OPEN_END = _("Of dit na '%(text)s' doorgaat, staat er niet. Vul zo nodig een eind in.")
RECURRENCE_NO_CODE = _("De herhaling '%(text)s' kent het portaal niet. Kies zelf de herhaling die het best past.")
RECURRENCE_SEVERAL = _("Er staan meer herhalingen: '%(text)s'. Kies er zelf één.")
PLANNING_TWO_YEARS = _(
    "'%(text)s' is een schooljaar of twee hele jaren. Schrijf 'Q3 %(first)s - Q2 %(last)s' of '%(first)s-%(last)s'."
)
PLANNING_DURATION = _("'%(text)s' zegt hoe lang het duurt, maar niet vanaf wanneer. Vul begin of eind in.")
PLANNING_LENGTH_DIFFERS = _("De looptijd '%(text)s' past niet bij begin en eind. Controleer deze drie.")
PLANNING_LENGTH_UNREAD = _("Uit de looptijd '%(text)s' volgt geen kwartaal. Vul begin en eind zelf in.")
PLANNING_CONTRADICTS = _("De planning '%(text)s' past niet bij de kolom met begin of eind. Vul begin en eind zelf in.")
PLANNING_TYPED = _("In deze cel staat geen datum of jaar. Vul begin en eind zelf in.")
END_BEFORE_START = _("Het eind ligt voor het begin. Verbeter begin of eind.")
START_IS_RANGE = _("In de kolom Start staat een hele periode: '%(text)s'. Alleen het begin is gelezen.")
PLANNING_DIFFERS = _(
    "De planning '%(text)s' zegt iets anders dan de kolommen Start en Eind. Die kolommen zijn gelezen."
)

# Money
MONEY_UNREAD = _(
    "Deze kosten kan het portaal niet lezen. Schrijf bijvoorbeeld '€ 5.000 per jaar' of 'nader te bepalen'."
)
MONEY_PART_UNREAD = _("Van de kosten is '%(text)s' niet gelezen. Controleer het bedrag.")
MONEY_NUMBER = _("'%(text)s' is geen bedrag zoals 12.500 of 12,50. Verbeter het bedrag.")
MONEY_DECIMALS = _(
    "'%(text)s' heeft drie cijfers achter de komma. Schrijf 5.000 voor duizenden en 5,00 voor euro's en centen."
)
MONEY_SCIENTIFIC = _(
    "'%(text)s' is hoe een spreadsheet een groot getal kort schrijft. Typ het bedrag voluit, zoals 150.000."
)
MONEY_AT_MOST = _("Bij '%(text)s' staat dat dit het hoogste bedrag is; dat bedrag is gelezen. Controleer dit.")
MONEY_MEASURE = _("'%(text)s' past niet in één bedrag per jaar of in totaal. Vul het bedrag zelf in.")
MONEY_BOUND = _("'%(text)s' is alleen een grens. Vul het bedrag zelf in.")
MONEY_NEGATIVE = _("'%(text)s' lijkt een negatief bedrag. Verbeter het bedrag.")
MONEY_TOO_LARGE = _("Het bedrag '%(text)s' is te groot. Verbeter het bedrag.")
MONEY_SEVERAL = _("Er staan meer bedragen: '%(text)s'. Vul het bedrag zelf in.")
MONEY_BACKWARDS = _("Bij '%(text)s' is het hoogste bedrag lager dan het laagste. Verbeter de bedragen.")
MONEY_YEAR_OR_AMOUNT = _("Is '%(text)s' een jaartal of een bedrag? Schrijf bij een bedrag 'euro' of €.")
MONEY_PER_BOTH = _("'%(text)s' is zowel per jaar als eenmalig. Vul de bedragen zelf in.")
MONEY_TOTAL = _("Het totaal past niet bij het bedrag in '%(text)s'. Controleer beide.")
MONEY_BESIDE = _("Naast '%(kind)s' staat er ook '%(text)s'; dat is niet gelezen. Vul het zo nodig aan.")
MONEY_STAFF = _("'%(text)s' is geen bedrag; gelezen als inzet van medewerkers. Vul zo nodig een bedrag in.")
MONEY_FUNDING_ONLY = _("Er staat waaruit het wordt betaald, maar geen bedrag. Vul het bedrag in of 'nader te bepalen'.")
MONEY_FUNDING_YEARS = _("Het is niet duidelijk voor welk jaar de dekking '%(text)s' geldt. Controleer de dekking.")
MONEY_FUNDING_UNREAD = _("De dekking '%(text)s' is niet gelezen. Vul de dekking zelf in.")
MONEY_YEAR_UNREAD = _(
    "'%(text)s' is niet gelezen: hoort het jaar bij de kosten of bij de dekking? Vul het zo nodig aan."
)
MONEY_YEARS = _("'%(text)s': hoeveel het per jaar is, staat er niet bij. Vul de bedragen per jaar zelf in.")
MONEY_ONE_YEAR = _("'%(text)s': gelezen als de kosten van dat jaar. Controleer dit.")
MONEY_THOUSANDS = _("'%(text)s' is gelezen als € %(amount)s. Klopt dat?")
MONEY_TYPED = _("In deze cel staat geen bedrag. Vul het bedrag zelf in.")
MONEY_PER_DIFFERS = _("De kop van de kolom zegt '%(heading)s', de cel '%(text)s'. De cel is gelezen; controleer dit.")

# Who
LEAD_UNREAD = _("Wie trekt, is niet te lezen uit '%(text)s'. Vul de trekker zelf in.")
LEAD_AUDIENCE = _("'%(text)s' lijkt te zeggen voor wie de actie is, niet wie trekt. Vul de trekker zelf in.")
LEAD_NOT_YET = _("Er is nog geen trekker: '%(text)s'. Vul de trekker in als die bekend is.")
LEAD_OR_NAME = _("Is '%(text)s' één naam? '%(lead)s' is gelezen als trekker; verbeter dit als dat niet klopt.")
LEADS_TOGETHER = _("'%(text)s' lijkt meer dan één trekker. Zet er een puntkomma tussen.")
LEAD_ALL = _("'%(text)s' zegt niet wie trekt. Kies één trekker, en zet de anderen bij partners.")
PARTNER_ALL = _("'%(text)s' is geen naam van een partner. Noem zo nodig de partners bij naam.")
LEAD_CHOICE = _("'%(text)s' laat open wie trekt. Vul de trekker zelf in.")
PARTNER_NOT_YET = _("Er is nog een partner onbekend: '%(text)s'. Vul die in als die bekend is.")
PARTNER_DOUBTFUL = _("Is '%(text)s' een partner? Verbeter de partners als dat niet klopt.")

# Columns
COLUMN_TWICE = _(
    "De kolommen '%(one)s' en '%(other)s' lijken hetzelfde; alleen '%(one)s' is gelezen. Kies zo nodig zelf."
)
COLUMN_UNKNOWN = _(
    "De kolom '%(heading)s' is niet gelezen: het portaal kent deze kop niet. Kies zo nodig zelf wat het is."
)
COLUMN_AMBIGUOUS = _("De kolom '%(heading)s' is niet gelezen: de kop kan meer betekenen. Kies zelf wat het is.")
COLUMN_GUESSED = _("De kolom '%(heading)s' is gelezen als: %(field)s. Kies zelf wat het is als dat niet klopt.")
COLUMN_WITHOUT_HEADING = _("Kolom %(number)s is niet gelezen: er staat geen kop boven. Zet er een kop boven.")

FIELD_NAMES = {
    "id": _("id"), "number": _("nummer"), "line": _("actielijn"), "theme": _("thema"), "what": _("wat"),
    "how": _("hoe"), "who": _("wie"), "lead": _("trekker"), "partners": _("partners"), "goals": _("doelen"),
    "planning": _("planning"),
    "start": _("start"), "end": _("eind"), "recurrence": _("herhaling"), "cost": _("kosten"), "total": _("totaal"),
    "amount": _("bedrag"), "amount_max": _("hoogste bedrag"), "cost_kind": _("soort kosten"), "per": _("per"),
    "funding": _("dekking"), "status": _("status"), "priority": _("prioriteit"), "municipalities": _("gemeenten"),
    "programme": _("programma"),
}  # fmt: skip

# Cells
CELL_FORMULA = _(
    "De uitkomst van de formule staat niet in het bestand. Open het bestand, sla het op en lees het opnieuw in."
)
CELL_ERROR = _("De formule in deze cel geeft een fout. Verbeter de formule of vul de waarde in.")
AMOUNT_DIFFERS = _("De kosten '%(text)s' zeggen een ander bedrag dan de kolom met het bedrag. Die kolom is gelezen.")
PER_UNREAD = _("'%(text)s' past niet bij dit bedrag en is niet gelezen. Controleer of het per jaar of eenmalig is.")
YEAR_NOT_AMOUNT = _("'%(text)s' is niet één bedrag en staat niet bij de kosten per jaar. Vul het zo nodig aan.")
YEARS_DIFFER = _("'%(text)s' is niet het totaal van de jaren. De kosten per jaar zijn gelezen; controleer dit.")
TOTAL_UNREAD = _("Het totaal '%(text)s' is niet gelezen. Controleer de kosten.")
TOTAL_DIFFERS = _("Het totaal '%(text)s' is niet de som van de jaren. Controleer de bedragen.")
FUNDING_DIFFERS = _("De kosten noemen '%(text)s' als dekking, de kolom Dekking iets anders. Die kolom is gelezen.")
COST_SHARED = _("Dit bedrag geldt voor meer acties samen en is alleen bij de eerste gelezen. Vul het bedrag zelf in.")
END_IS_START = _("In de kolom Eind staat een begin: '%(text)s'. Vul het eind zelf in.")
STATUS_UNKNOWN = _("De status '%(text)s' kent het portaal niet. Kies zelf de status.")
STATUS_COLOUR = _("De kleur '%(text)s' kan meer betekenen, zoals op koers of afgerond. Kies zelf de status.")
STATUS_MORE = _("Naast de status staat er '%(text)s'; dat is niet gelezen. Controleer de status.")
STATUS_PER_CENT = _("'%(text)s' zegt hoe ver de actie is, maar niet of zij loopt of vertraagd is. Kies zelf de status.")
FILL_IN = _("Hier staat '%(text)s': dit is nog in te vullen.")
PRIORITY_UNKNOWN = _("De prioriteit '%(text)s' kent het portaal niet. Kies hoog, midden of laag.")
ID_UNKNOWN = _("'%(text)s' is geen id van het portaal. Laat deze kolom leeg bij een nieuwe actie.")
NUMBER_IS_DATE = _("Het spreadsheet heeft van het nummer een datum gemaakt: '%(text)s'. Vul het nummer zelf in.")
NUMBER_TWICE = _("Het nummer %(number)s staat ook in rij %(row)s. Geef elke actie een eigen nummer.")
ID_TWICE = _("De id %(number)s staat ook in rij %(row)s. Verwijder een van beide.")
WHAT_EMPTY = _("Bij deze actie staat niet wat er gebeurt. Vul dat aan als u het weet.")
WHAT_SEVERAL = _("In deze cel staan meer punten. Is elk punt een actie, geef ze dan elk een eigen rij.")
LABEL_EMPTY = {
    "line": _("De actielijn is hier leeg. Vul de actielijn in, of controleer of die hetzelfde is als erboven."),
    "theme": _("Het thema is hier leeg. Vul het thema in als deze actie er een heeft."),
    "lead": _("Hier staat niet wie. Vul dat in, of controleer of het dezelfde is als erboven."),
    "goals": _("Het doel is hier leeg. Vul het doel in, of controleer of het hetzelfde is als erboven."),
}
WITHOUT_VERSION = _(
    "Dit bestand zegt niet van welke stand van het plan het is gemaakt. Kijk alle wijzigingen na: ook wat een ander "
    "intussen in het portaal veranderde, staat er als wijziging bij. Download liever een nieuw bestand."
)
ROW_WITHOUT_VERSION = _(
    "Deze rij zegt niet van welke stand zij is gemaakt. Kijk na of zij niet terugdraait wat een ander intussen "
    "wijzigde."
)
CONTINUED_TWICE = _("Deze actie gaat door in rij %(row)s; '%(text)s' staat daar ook ingevuld en is niet gelezen.")

# Rows and tables
ROW_TOTAL = _("Deze rij is een totaal ('%(text)s') en niet als actie gelezen.")
ROW_REFERENCE = _("Deze rij verwijst naar een andere plek ('%(text)s') en is niet als actie gelezen.")
ROW_HEADING = _("Deze rij heeft alleen '%(text)s': gelezen als tussenkop. Is het een actie, vul dan meer in.")
ROW_ABOVE_HEADINGS = _("Deze rij staat boven de koppen ('%(text)s') en is niet gelezen.")
ROW_LOOSE = _("Deze rij hoort bij geen actie ('%(text)s') en is niet gelezen. Zet er een actie bij.")
ROW_SUBTOTAL = _(
    "Deze rij is gelezen als tussenkop ('%(text)s'); het bedrag erbij is niet gelezen. Is het een actie, vul dan meer "
    "in."
)
ROWS_BESIDE = _("Vanaf deze rij staat iets anders dan acties ('%(text)s'); dat is niet gelezen.")
ONLY_WHAT = _("Bij deze actie staat verder niets. Is het een tussenkop of opmerking, laat de rij dan weg.")
ONLY_MONEY = _("Bij deze actie staan alleen kosten. Is het een tussenkop of een totaal, laat de rij dan weg.")
HEADING_AGAIN = _("Deze rij is gelezen als koppen ('%(text)s'): eronder geldt wat hier staat.")
HEADING_REPEATED = _("Deze rij is gelezen als herhaling van de koppen ('%(text)s').")
TABLE_BESIDE = _(
    "Deze tabel ('%(text)s') gaat niet over acties en is niet gelezen. Staan er toch acties in, zeg dat dan."
)
TABLE_OF_MONEY = _(
    "Deze tabel ('%(text)s') heeft alleen namen en bedragen naast het plan, en is niet als acties gelezen. Vul de "
    "bedragen zo nodig bij de acties in."
)
LINE_BESIDE_COLUMN = _(
    "De naam '%(text)s' boven deze acties is niet gelezen: de lijn komt uit de kolom '%(column)s'. Kies zo nodig zelf."
)
LINE_ENDED = _(
    "Boven deze tabel staat '%(text)s'; dat is geen actielijn. De acties eronder hebben geen actielijn: kies die zelf."
)
SUMMARY_DIFFERS = _("In tabel %(table)s, rij %(row)s staat bij deze actie iets anders: '%(text)s'. Kies wat klopt.")
SUMMARY_UNKNOWN = _("'%(text)s' staat niet een keer als actie in het plan, en deze rij is niet gelezen.")
TABLE_UNKNOWN = _(
    "Deze tabel is niet gelezen: er staan geen koppen in die het portaal kent, zoals Wat, Wanneer en Wie."
)
THOUSANDS_ELSEWHERE = _(
    "Elders in dit bestand staan bedragen in duizenden euro's; hier staat dat er niet bij en zijn ze in euro's "
    "gelezen. Controleer de bedragen."
)
TABLE_GOES_ON = _("Deze tabel heeft geen koppen en is gelezen met die van de tabel ervoor. Controleer de kolommen.")
CALENDAR_EMPTY = _(
    "De tijd staat hier in kolommen, maar zonder kruisjes; kleuren leest het portaal niet. Zet een x in elk vak waarin "
    "de actie loopt."
)
CALENDAR_TEXT = _("In de kolommen met tijd staat ook '%(text)s'; alleen de tijd is gelezen. Vul de rest bij 'hoe' in.")
TRANSPOSED = _(
    "In deze tabel staat elke actie in een eigen kolom; zo kan het portaal haar niet lezen. Draai de tabel om "
    "(kopiëren, en in Excel plakken met 'Transponeren') en lees het bestand opnieuw in."
)
CARD_NO_WHAT = _("Bij deze actie is '%(text)s' boven de tabel gelezen als wat er gebeurt. Controleer dit.")
CARD_ROW = _("Deze rij van de actie is niet gelezen: '%(text)s'. Vul dit zo nodig zelf in.")
NO_TABLE = _(
    "Geen van de tabellen heeft koppen die het portaal kent, zoals Wat, Wanneer en Wie; zet die boven de kolommen."
)
ONLY_HEADINGS = _("Onder de koppen staat geen enkele actie; vul de tabel en lees het bestand opnieuw in.")


def say(message: object, **values: object) -> str:
    """A sentence with its values filled in."""
    return str(message) % values
