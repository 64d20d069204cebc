"""The words of Dutch plans: headings of columns, and texts for cells, many of which hold words of headings."""

# Per meaning the headings of plans: as a word, as a question, and rarer ones.
HEADINGS = {
    "number": ("Nr", "Nr.", "Nummer", "#", "Volgnr.", "Actienr."),
    "line": ("Actielijn", "Lijn", "Programmalijn", "Pijler", "Speerpunt", "Hoofdlijn"),
    "theme": ("Thema", "Onderwerp", "Deelthema", "Cluster"),
    "what": (
        "Wat", "Actie", "Acties", "Activiteit", "Activiteiten", "Maatregel", "Inspanning", "Actiepunt", "Project",
        "Omschrijving actie", "Concrete actie", "Interventie", "Deelproject",
    ),
    "how": ("Hoe", "Aanpak", "Werkwijze", "Uitwerking", "Concrete stappen", "Toelichting actie", "Invulling"),
    "who": ("Wie", "Door wie", "Wie (trekker/partners)", "Trekker en partners", "Wie doet wat", "Rolverdeling"),
    "lead": (
        "Trekker", "Eigenaar", "Actiehouder", "Verantwoordelijke", "Penvoerder", "Verantwoordelijke organisatie",
        "Uitvoerende partij", "Wie (trekker)", "Kartrekker", "Regie", "Coördinatie",
    ),
    "partners": (
        "Partners", "Samenwerkingspartners", "Betrokken partijen", "Betrokkenen", "I.s.m.", "Wie (betrokken)",
        "Ketenpartners",
    ),
    "goals": (
        "Doel", "Doelstelling", "Resultaat", "Beoogd resultaat", "Beoogd effect", "Gewenst resultaat",
        "Doel / resultaat", "Ambitie", "Outcome", "Prestatie",
    ),
    "planning": ("Wanneer", "Planning", "Periode", "Tijdpad", "Looptijd", "Termijn", "Tijdlijn", "Uitvoeringsperiode"),
    "start": ("Start", "Startdatum", "Begin", "Vanaf"),
    "end": ("Eind", "Einddatum", "Gereed", "Deadline", "Klaar", "Streefdatum"),
    "cost": ("Kosten", "Budget", "Begroting", "Geraamde kosten", "Raming", "Bedrag", "Benodigd budget", "Lasten", "€"),
    "funding": ("Dekking", "Financiering", "Bekostiging", "Dekkingsbron"),
    "status": ("Status", "Stand van zaken", "Status actie"),
    "priority": ("Prioriteit", "Prio", "Urgentie"),
}  # fmt: skip
QUESTIONS = {
    "what": ("Wat gaan we doen?", "Wat doen we?", "Wat moet er gebeuren?"),
    "how": ("Hoe gaan we dat doen?", "Hoe pakken we dat aan?"),
    "who": ("Wie doet wat?", "Door wie?", "Wie gaat dat doen?"),
    "lead": ("Wie is verantwoordelijk?", "Wie trekt?", "Wie is de trekker?"),
    "partners": ("Met wie doen we dat?", "Wie zijn betrokken?", "Met wie?"),
    "goals": ("Wat willen we bereiken?", "Waarom doen we dit?", "Wat levert het op?"),
    "planning": ("Wanneer doen we dat?", "Wanneer gaan we dat doen?", "Wanneer?"),
    "start": ("Wanneer starten we?",),
    "end": ("Wanneer is het klaar?",),
    "cost": ("Wat kost het?", "Wat mag het kosten?"),
    "funding": ("Wie betaalt het?", "Waaruit betalen we dat?"),
}
NO_PLACE = ("Opmerkingen", "Doelgroep", "Risico's", "Indicator", "Bijzonderheden")  # the portal has no place for these
THOUSANDS = ("Kosten (x € 1.000)", "Budget x € 1.000", "Bedrag (in duizenden euro's)", "Begroting (x 1.000 euro)")
PER_YEAR = ("Kosten per jaar", "Structurele kosten", "Budget per jaar")

LINES = (
    "Eerder en beter in beeld", "Stoppen en duurzaam oplossen", "Samen met ervaringsdeskundigen", "Preventie",
    "Veiligheid voorop", "Veilig opgroeien", "Herstel na geweld", "Jeugd en gezin", "Deskundigheid en kwaliteit",
    "Opvang en wonen", "Aanpak van plegers", "Ouderen in veiligheid",
)  # fmt: skip
THEMES = (
    "Onderwijs", "Meldcode", "Ouderenmishandeling", "Complexe scheidingen", "Huisverbod", "Eergerelateerd geweld",
    "Vroegsignalering", "Traumahulp", "Publiekscampagne", "Kinderopvang",
)  # fmt: skip

WHAT = (
    "Training voor wijkteams", "Folder voor huisartsen", "Campagne op scholen", "Bijeenkomst aandachtsfunctionarissen",
    "Werkconferentie met gemeenten", "Scholing van vrijwilligers", "Casusoverleg inrichten", "Digitale sociale kaart",
    "Lotgenotengroep starten", "Module kindermishandeling", "Themabijeenkomst mantelzorg", "Nieuwsbrief voor de keten",
    "Handreiking voor kinderopvang", "Proef met steunfiguren", "Netwerk van naasten", "Intervisie wijkteams",
    "Voorlichting aan nieuwkomers", "Chatfunctie verbeteren", "Vangnet voor jongeren", "Spreekuur in het ziekenhuis",
    "Weerbaarheidstraining", "Leernetwerk veiligheid", "Opvangplekken uitbreiden", "Traumabehandeling versnellen",
)  # fmt: skip
WHAT_LIKE_HEADINGS = (
    "Evaluatie aanpak", "Maatregelen plegers", "Planning maken", "Actieplan eergerelateerd geweld", "Actie school",
    "Kosten in kaart brengen", "Budget voor training regelen", "Resultaten delen met raden", "Status meldcode peilen",
    "Trekker aanwijzen per gemeente", "Partners informeren", "Totaalaanpak complexe scheidingen", "Doelgroep bereiken",
    "Activiteiten op scholen", "Projectplan schrijven", "Financiering opvang herzien", "Wie-doet-wat-kaart maken",
    "Samenwerkingsafspraken vastleggen", "Werkwijze huisverbod beschrijven", "Startbijeenkomst keten",
    "Prioriteiten stellen met raden", "Monitor ontwikkelen", "Evaluatie", "Project jongeren", "Aanpak stalking",
    "Risicotaxatie invoeren", "Doelen per gemeente uitwerken", "Voortgang bespreken met wethouders", "Budget verdelen",
    "Eindrapportage opstellen", "Beginnetwerk opbouwen", "Maatregel huisverbod toelichten", "Doelgroepenanalyse",
    "Communicatie", "Monitoring", "Planning en control", "Start van de pilot", "Afronding pilot", "Hoe praat je erover",
    "Wat werkt-bijeenkomst", "Totaal ander gesprek", "Uitvoering convenant", "Beleidsplan opvang", "Subsidie aanvragen",
)  # fmt: skip
HOW = (
    "Via de werkgroep", "Drie bijeenkomsten per jaar met scholen", "Door inzet van een trainer", "In kleine groepen",
    "Met een extern bureau", "Samen met ervaringsdeskundigen", "Op elke locatie een gesprek", "Volgens MDA++",
)  # fmt: skip
HOW_LIKE_HEADINGS = (
    "Inzicht in resultaten", "Planning in overleg", "Aanpak per gemeente", "Begroting volgt later", "Werkwijze MDA++",
    "Evaluatie na een jaar", "Wie wat doet staat in het convenant", "Maatregelen afstemmen", "Kosten verdelen",
    "Status bespreken in het overleg", "Partners betrekken", "Actie per wijkteam",
)  # fmt: skip
GOALS = (
    "Minder recidive", "Elke school werkt met de meldcode", "Professionals signaleren eerder", "Meer kinderen veilig",
    "Slachtoffers weten waar hulp is", "Kortere wachttijden", "De keten werkt met dezelfde afspraken",
)  # fmt: skip
GOALS_LIKE_HEADINGS = (
    "Inzicht in resultaten", "Partners kennen elkaar", "Kosten dalen", "Doelgroep bereikt", "Eind 2026 bereikt",
    "Trekkers weten wat er speelt", "Effect van de aanpak is bekend", "Wie wat doet is duidelijk", "Planning gehaald",
    "Maatregelen zijn bekend bij iedereen",
)  # fmt: skip

ORGANISATIONS = (
    "GGD", "Veilig Thuis", "politie", "Gemeente Hogeland", "Werkgroep scholing", "Zorg- en Veiligheidshuis", "MEE",
    "Raad voor de Kinderbescherming", "reclassering", "Moviera", "Projectleider", "Centrumgemeente", "Stuurgroep",
    "De Waag", "Arosa", "Regiocoördinator", "Team Jeugd", "Slachtofferhulp", "Openbaar Ministerie",
)  # fmt: skip
FUNDS = ("DUVO", "Wmo", "projectenpool", "Jeugdwet", "Rijkssubsidie", "GGD-begroting")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
STATUSES = {
    "planned": ("gepland", "Gepland", "nog niet gestart"),
    "running": ("loopt", "in uitvoering", "Lopend", "gestart", "op schema"),
    "delayed": ("vertraagd", "Vertraging"),
    "done": ("afgerond", "gereed", "Afgerond", "uitgevoerd"),
    "stopped": ("gestopt", "vervallen"),
    "secured": ("geborgd",),
}
PRIORITIES = {"high": ("hoog", "Hoog"), "medium": ("midden", "gemiddeld"), "low": ("laag", "Laag")}
TITLES = (
    "Uitvoeringsplan 2025-2028", "Actieprogramma veilig thuis", "Regiovisie huiselijk geweld en kindermishandeling",
    "Plan van aanpak, versie 3", "Meerjarenplan", "Vastgesteld door de stuurgroep", "Concept, ter bespreking",
)  # fmt: skip
NOTES = (
    "* Bedragen onder voorbehoud van besluitvorming", "Let op: bedragen onder voorbehoud", "1) Inclusief overhead.",
    "Bron: begroting van de centrumgemeente", "NB: planning wordt elk jaar bijgesteld.", "* = betaald door het Rijk",
    "Toelichting: de stuurgroep bespreekt de voortgang elk kwartaal.",
)  # fmt: skip
TOTALS = (
    "Totaal", "Totaal 2025-2028", "Totaal kosten", "Totaal incl. btw", "Eindtotaal", "Totale kosten", "Totaal lijn 1",
)  # fmt: skip
SUBTOTALS = ("Subtotaal", "Subtotaal preventie", "Totaal lijn", "Totaal actielijn 1")
COVERS = ("Waarvan DUVO", "Reeds gedekt uit DUVO", "Beschikbaar budget 2025", "Nog te dekken", "Tekort")
