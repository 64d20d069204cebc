"""What the user is told about a file with figures: one sentence each, what is wrong and what to do."""

from django.utils.translation import gettext_lazy as _

NOTHING = _(
    "In dit bestand staan geen cijfers per gebied en periode. Lever een tabel van CBS aan, of een tabel met kolommen"
    " voor gemeente, periode en aantallen."
)
PDF = _("Cijfers uit een pdf kunnen we niet lezen; lever het Excel- of csv-bestand aan waarvan de pdf is gemaakt.")
NO_FIGURE = _("In dit bestand is geen enkel cijfer gelezen; kijk of het gebied, de periode en de getallen kloppen.")
TOO_LARGE = _("Dit bestand is te groot om te lezen; kies bij CBS minder perioden of onderwerpen.")
TOO_MANY = _("Dit zijn te veel cijfers voor één keer; kies bij CBS minder perioden of onderwerpen.")
TOO_VARIED = _("Dit bestand heeft te veel verschillende onderwerpen en categorieën; kies er bij CBS minder.")
OPEN_QUOTE = _(
    "In rij {row} staat een aanhalingsteken open, waardoor rijen in elkaar lopen; haal het bestand opnieuw op of"
    " herstel die rij."
)
LONG_CELL = _("In rij {row} staat een cel van meer dan 10.000 tekens; haal het bestand opnieuw op bij de bron.")
GARBLED = _("De letters met accenten zijn verkeerd in dit bestand; haal het opnieuw op, of sla het op als “CSV UTF-8”.")
CANNOT_OPEN = _("Het bestand {name} kan niet worden geopend; controleer de naam en de map.")
BROKEN_JSON = _("Dit JSON-bestand is niet heel; haal het opnieuw op bij CBS.")
DEEP_JSON = _("Dit JSON-bestand is te diep genest om van CBS te zijn; haal het opnieuw op bij CBS.")
CBS_ERROR = _("Dit bestand is een foutmelding en geen tabel; haal het opnieuw op bij CBS.")
ERROR_PAGE = _("Dit bestand is een webpagina en geen tabel; haal het bestand zelf opnieuw op bij de bron.")

UNKNOWN_AREA = _("Het gebied “{text}” is onbekend of kan meer dan één gebied zijn; deze rij is niet gelezen.")
NO_AREA = _("In deze rij staat geen gebied; de rij is niet gelezen.")
AREA_CONFLICT = _("De code {code} en de naam “{text}” zijn niet van hetzelfde gebied; deze rij is niet gelezen.")
UNKNOWN_PERIOD = _("De periode “{text}” is onbekend; deze rij is niet gelezen.")
NO_PERIOD = _("In deze rij staat geen periode; de rij is niet gelezen.")
PERIOD_CONFLICT = _("De code {code} en de periode “{text}” zijn niet dezelfde; deze rij is niet gelezen.")
NO_NUMBER = _("“{text}” bij {topic} is geen getal; dit cijfer is niet gelezen.")
TWO_WAYS = _(
    "“{text}” bij {topic} kan op twee manieren worden gelezen, met decimalen of met duizendtallen; dit cijfer is niet"
    " gelezen."
)
BELOW_NOUGHT = _("{text} bij {topic} is minder dan nul, en dat kan niet; dit cijfer wordt niet overgenomen.")
PART_OF_ONE = _("{text} bij {topic} is geen heel getal, en dit zijn aantallen; dit cijfer wordt niet overgenomen.")
NO_ROOM = _("“{text}” bij {topic} is te groot of heeft meer dan vier decimalen; dit cijfer is niet gelezen.")
FORMULA = _("Van de formule bij {topic} staat geen uitkomst in het bestand; dit cijfer is niet gelezen.")
NO_TOPIC = _("In deze rij staat geen onderwerp; de rij is niet gelezen.")
NO_CATEGORY = _("In deze rij is {name} leeg; de rij is niet gelezen.")
WIDTH = _("Deze rij heeft {found} cellen en de koppen zijn er {expected}; de rij is niet gelezen.")
TWICE = _("Dit cijfer staat ook in rij {other}, met een ander getal; geen van beide is gelezen.")
MORE_PROBLEMS = _("En nog {count} rijen of cijfers die niet zijn gelezen.")
NO_ROW = _("Regel {row} is geen rij van een tabel van CBS; zij is niet gelezen.")
NEXT_PAGE = _(
    "Deze tabel heeft nog een bladzijde die niet is meegegeven; geef alle bladzijden tegelijk mee, dan zijn de cijfers"
    " volledig."
)
NO_UNIT = _("Het bestand zegt niet in welke eenheid {topic} is; geef ook het bestand {part} van dezelfde tabel mee.")
NO_CODES = _("Het bestand zegt niet wat de codes van {name} betekenen; geef ook het bestand {part} van de tabel mee.")
LOOSE_LINE = _("Boven de koppen staat “{text}”; dat is geen titel van een tabel en niet gelezen.")
OTHER_SHEET = _("Op het blad “{name}” staan geen cijfers per gebied en periode; dat blad is niet gelezen.")
PERSONS = _(
    "Dit bestand gaat over personen of zaken; lever een tabel met alleen aantallen per gemeente en periode aan."
)
