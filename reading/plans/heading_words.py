"""The words above the columns of plans, by what they mean: one table.

All words are in the spelling of `headings`: small letters, without signs. A word that has no place in the portal is
here too, so that it is known as such and never taken for something else.
"""

# Headings that mean exactly this.
EXACT = {
    "id": "id",
    "number": """
        nr | nummer | no | # | volgnr | volgnummer | actienr | actienummer | actiecode | id-code | kenmerk |
        nr actie | code | actie nr | actie nummer | nummer actie | actie-nr | actie-nummer | ref | referentie |
        referentienummer | projectnr | projectnummer | maatregelnr | maatregelnummer | maatregel nr |
        nr maatregel | inspanning nr | activiteit nr | activiteitnr | nr activiteit | rangnummer | n° | nº""",
    "line": """
        actielijn | actielijnen | lijn | lijnen | ontwikkellijn | ontwikkellijnen | programmalijn |
        programmalijnen | hoofdlijn | hoofdlijnen | pijler | pijlers | speerpunt | speerpunten | opgave |
        opgaven | hoofdopgave | deelprogramma | deelopgave | strategische lijn | inhoudelijke lijn |
        actielijn nr | bouwsteen | spoor | uitvoeringslijn | beleidslijn | prioritaire lijn | ambitielijn""",
    "theme": """
        thema | thema's | onderwerp | onderwerpen | deelthema | subthema | hoofdthema | cluster |
        programmaonderdeel | aandachtsgebied | categorie | rubriek | deelonderwerp | deelgebied |
        beleidsterrein | werkveld""",
    "what": """
        wat | actie | acties | activiteit | activiteiten | maatregel | maatregelen | inspanning |
        inspanningen | actiepunt | actiepunten | project | projecten | titel | actie activiteit | naam actie |
        titel actie | interventie | interventies | deelproject | deelprojecten | afspraak | afspraken |
        voornemen | voornemens | initiatief | initiatieven | werkzaamheden | taak | taken | hoofdactie |
        hoofdacties | naam maatregel | naam project | projectnaam | naam activiteit | naam interventie |
        titel project | titel maatregel | omschrijving actie | omschrijving acties | omschrijving maatregel |
        omschrijving activiteit | beschrijving actie | beschrijving maatregel | beschrijving activiteit |
        korte omschrijving actie | concrete actie | concrete acties | concrete maatregel |
        concrete maatregelen | concrete activiteit | concrete activiteiten | concrete inspanning |
        te nemen actie | te nemen acties | te nemen maatregel | te nemen maatregelen | voorgenomen actie |
        voorgenomen acties | geplande actie | geplande acties | uit te voeren acties |
        uit te voeren activiteiten | uit te voeren maatregelen | actie maatregel | maatregel actie |
        activiteit maatregel | maatregel activiteit | gezamenlijke actie | regionale actie | lokale actie |
        vervolgactie | vervolgacties | wat gaan we doen | wat gaan wij doen | wat doen we | wat doen wij |
        wat moet er gebeuren | wat gaat er gebeuren | wat willen we doen | wat moeten we doen |
        wat gaan we hiervoor doen | wat gaan we daarvoor doen | wat doen we daarvoor | wat doen we hiervoor |
        wat pakken we op | wat spreken we af | wat is de actie | welke actie | welke acties |
        welke maatregelen | welke activiteiten | wat ga je doen | wat wordt er gedaan | wat zetten we in""",
    "how": """
        hoe | aanpak | werkwijze | uitwerking | invulling | stappen | concrete stappen | methode | methodiek |
        hoe gaan we dat doen | hoe gaan we dit doen | hoe doen we dat | hoe doen we dit |
        hoe gaan we het doen | hoe pakken we dat aan | hoe pakken we dit aan | hoe pakken we het aan |
        hoe gaan we dat aanpakken | hoe gaan we dat bereiken | hoe gaan we dit bereiken | hoe gaan we te werk |
        op welke manier | op welke wijze | wijze van uitvoering | wijze waarop | toelichting actie |
        toelichting op de actie | toelichting activiteit | toelichting maatregel | plan van aanpak |
        nadere uitwerking | nadere omschrijving | concretisering | concrete uitwerking | subacties |
        deelactiviteiten | deelstappen | processtappen | tussenstappen | deelactie | deelacties |
        deelactiviteit | vervolgstappen | beschrijving aanpak | omschrijving aanpak | korte toelichting actie |
        uitvoeringswijze | strategie | subactie | stap | acties en stappen""",
    "who": """
        wie | wie doet wat | wie doet het | wie doet dat | wie doet dit | wie doen dat | wie doen dit |
        door wie | uitvoerder | uitvoerders | uitvoering door | uit te voeren door | uitgevoerd door |
        uitvoerend | uitvoerende partij | uitvoerende partijen | uitvoerende organisatie |
        uitvoerende organisaties | wie voert uit | wie voert het uit | wie gaat dat doen | wie gaat het doen |
        wie gaat dit doen | wie gaan dat doen | wie gaan het doen | wie is aan zet | wie zijn aan zet |
        wie trekker met wie | wie en met wie | aan zet | wie pakt het op | wie pakt dit op | wie pakt dat op |
        wie gaan we dat doen | rolverdeling | rollen | actoren | partij | partijen | organisatie |
        organisaties | wie zet zich in | met en door wie""",
    "lead": """
        trekker | trekkers | eigenaar | eigenaren | actiehouder | actiehouders | verantwoordelijk |
        verantwoordelijke | verantwoordelijken | verantwoordelijkheid | penvoerder | wie trekt | wie trekker |
        wie is verantwoordelijk | wie verantwoordelijk | wie is trekker | wie is de trekker | initiatiefnemer |
        kartrekker | kartrekkers | lead | eindverantwoordelijk | eindverantwoordelijke |
        eerstverantwoordelijke | eerste verantwoordelijke | hoofdverantwoordelijke | verantwoordelijke partij |
        verantwoordelijke partijen | verantwoordelijke organisatie | verantwoordelijke organisaties |
        verantwoordelijke gemeente | wie trekt de kar | regie | regiehouder | regievoerder | regisseur |
        verantw | coördinatie | coordinatie | coördinerende partij | coördinerende organisatie | coördinatie door |
        regie door | ambtelijk trekker | ambtelijke trekker | ambtelijk verantwoordelijk |
        ambtelijk verantwoordelijke | inhoudelijk trekker | trekkende partij | trekkende organisatie |
        trekkende gemeente | actietrekker | projecttrekker | procestrekker | voortrekker | aanjager |
        probleemeigenaar | actie-eigenaar | wie heeft de regie | wie voert regie | wie voert de regie |
        wie coördineert | wie neemt het voortouw | wie neemt initiatief | wie neemt het initiatief |
        hoofduitvoerder | initiatief bij | verantwoordelijk voor uitvoering""",
    "partners": """
        partners | partner | samenwerkingspartners | samenwerkingspartner | met wie | betrokken partijen |
        betrokken partij | betrokken partners | betrokkenen | betrokken | betrokken organisaties |
        betrokken organisatie | overige betrokkenen | overige partners | andere partners | andere betrokkenen |
        overige partijen | overige betrokken partijen | samenwerking met | samenwerking | in samenwerking met |
        in samenspraak met | samen met | samen met wie | ism | i.s.m | i s m | ketenpartners |
        netwerkpartners | uitvoeringspartners | lokale partners | wie betrekken we | wie doet mee |
        wie doen mee | wie betrokken | wie is betrokken | wie zijn betrokken | wie is erbij betrokken |
        wie zijn erbij betrokken | wie werkt mee | wie werken mee | meewerkende partijen |
        deelnemende partijen | deelnemende organisaties | met wie doen we dat | met wie doen we dit |
        met wie werken we samen | met wie gaan we dat doen | wie hebben we nodig |
        wie hebben we daarbij nodig | wie is nodig | wie zijn nodig | wie ondersteunt | ondersteuning door |
        stakeholders | belanghebbenden | met welke partners | medeuitvoerders | mede-uitvoerders |
        ondersteund door | met ondersteuning van | medewerking van | met medewerking van | andere partijen |
        andere organisaties | mede mogelijk gemaakt door""",
    "goals": """
        doel | doelen | doelstelling | doelstellingen | resultaat | resultaten | beoogd resultaat |
        beoogde resultaten | gewenst resultaat | effect | effecten | beoogd effect | beoogde effecten |
        gewenst effect | gewenste resultaten | gewenste situatie | ambitie | ambities | deelambitie | waarom |
        waartoe | hoofddoel | subdoel | subdoelen | deeldoel | deeldoelen | einddoel | tussendoel |
        streefdoel | output | outputs | outcome | outcomes | product | producten | eindproduct |
        op te leveren product | op te leveren producten | op te leveren resultaat | deliverable |
        deliverables | concreet resultaat | concrete resultaten | verwacht resultaat | verwachte resultaten |
        verwacht effect | beoogd product | beoogde impact | beoogde verandering | gewenste verandering |
        gewenste uitkomst | beoogde uitkomst | maatschappelijk effect | maatschappelijke effecten |
        beoogd maatschappelijk effect | beoogde maatschappelijke effecten | maatschappelijk resultaat |
        smart doel | smart doelen | smart doelstelling | doel van de actie | te behalen resultaat |
        te bereiken resultaat | te behalen resultaten | eindresultaat | wat willen we bereiken |
        wat willen wij bereiken | wat levert het op | wat levert dit op | wat levert dat op | wat is het doel |
        wat is het resultaat | wat is het beoogde resultaat | wat beogen we | wat willen we hiermee bereiken |
        wat willen we ermee bereiken | wat willen we ermee | waarom doen we dit | waarom doen we dat |
        waar doen we het voor | draagt bij aan | draagt bij aan doel | bijdrage aan doel | doel resultaat |
        op te leveren | kerndoel | kerndoelen | wat is er klaar""",
    "planning": """
        wanneer | tijd | planning | periode | tijdpad | tijdspad | looptijd | termijn | tijdsplanning |
        tijdplanning | tijdlijn | tijdschema | tijdsbestek | tijdsperiode | tijdsindicatie | tijdvak | timing |
        fasering | uitvoeringsperiode | uitvoeringstermijn | uitvoeringsjaar | jaar van uitvoering | kwartaal |
        kwartalen | jaar | jaren | jaartal | maand | duur | tijdsduur | doorlooptijd | looptijd in jaren |
        looptijd in maanden | looptijd jaren | looptijd maanden | duur in maanden | duur in jaren |
        duur maanden | duur jaren | in welk jaar | wanneer doen we dat | wanneer doen we dit |
        wanneer doen we het | wanneer gaan we dat doen | wanneer gaan we het doen | wanneer gaan we dit doen |
        wanneer gaat het gebeuren | wanneer gebeurt het | wanneer gebeurt dat | wanneer voeren we het uit |
        wanneer uitvoeren | wanneer pakken we het op | wanneer pakken we dat op | planning tekst |
        planning uitvoering | globale planning | beoogde planning | indicatieve planning | gewenste planning |
        planning in de tijd | start en eind | van tot | wanneer aan de slag | tijdsduur in maanden""",
    "start": """
        start | begin | startdatum | begindatum | vanaf | start datum | datum start | startkwartaal |
        startmoment | startjaar | beginjaar | startmaand | aanvang | aanvangsdatum | ingangsdatum | ingang |
        geplande start | geplande startdatum | start uitvoering | start in | start op | gestart |
        wanneer starten we | wanneer starten | wanneer beginnen we | wanneer start het | van wanneer |
        start actie | beoogde start | van""",
    "end": """
        eind | einde | einddatum | gereed | gereed op | gereed in | gereeddatum | deadline | deadlines | t/m |
        tot en met | klaar | klaar op | uiterlijk | oplevering | eind datum | datum gereed | afronding |
        afgerond | afgerond op | afgerond in | datum afronding | eindkwartaal | eindjaar | eindmoment |
        oplevermoment | streefdatum | streeftermijn | streefdatum gereed | uiterste datum | uiterste termijn |
        realisatiedatum | geplande einddatum | gepland gereed | beoogde einddatum | beoogde afronding |
        gereed voor | tot wanneer | wanneer is het klaar | wanneer klaar | wanneer gereed |
        wanneer is het gereed | wanneer afgerond | wanneer is het afgerond | wanneer moet het klaar zijn |
        datum eind | opleverdatum | klaar in | einde looptijd | wanneer eindigt het | eindtermijn |
        realisatietermijn | eindpunt | opleveringsdatum | tot""",
    "recurrence": "herhaling | frequentie | hoe vaak | cyclus | eenmalig of doorlopend",
    "cost": """
        kosten | geld | budget | bedrag | begroting | raming | geraamde kosten | kostenraming | wat kost het |
        wat mag het kosten | wat kost dat | wat kost dit | wat gaat het kosten | wat gaat dat kosten |
        wat gaat dit kosten | hoeveel kost het | financiën | financien | benodigd budget | benodigde middelen |
        benodigd bedrag | benodigde financiën | kosten tekst | investering | investeringen | begrote kosten |
        geschatte kosten | kosten indicatie | indicatie kosten | kostenindicatie | kosteninschatting |
        inschatting kosten | kostenplaatje | prijs | prijskaartje | financiële middelen | financieel |
        middelen | budget middelen | kosten budget | verwachte kosten | lasten | begroot | begroot bedrag |
        geraamd bedrag | geraamd budget | raming kosten | raming budget | projectkosten | programmakosten |
        uitvoeringskosten | kosten actie | euro | euro's | kosten euro | kosten in euro | bedrag euro |
        bedrag in euro | in euro | budget euro | budget in euro | beschikbaar budget | incidenteel |
        structureel | eenmalig | jaarlijks | financiële consequenties | financiële gevolgen |
        financiele consequenties | financiële raming | financiële middelen nodig | welke middelen | welk budget""",
    "total": """
        totaal | totale kosten | totaal kosten | kosten totaal | totaalbedrag | totaal budget | totaal bedrag |
        totaalbudget | totale lasten | totaal lasten | totale budget""",
    "funding": """
        dekking | financiering | bekostiging | financieringsbron | financieringsbronnen | dekkingsbron |
        geldbron | gedekt uit | gedekt door | dekking uit | dekking vanuit | financier | financiers |
        subsidie | subsidiebron | subsidiegever | bekostigd uit | bekostigd door | gefinancierd uit |
        gefinancierd door | betaald uit | betaald door | ten laste van | kostendrager | kostendragers |
        budgetbron | herkomst middelen | financiële dekking | financiele dekking | dekkingsvoorstel |
        dekkingsmiddelen | bron van dekking | wie betaalt | wie betaalt het | wie betaalt dat |
        wie betaalt dit | wie financiert | wie financiert het | wie bekostigt | waaruit betalen we dat |
        waar betalen we het van | waar komt het geld vandaan | cofinanciering | co-financiering |
        rijksmiddelen | financieel gedekt door | middelen uit""",
    "cost_kind": "kosten soort | soort kosten",
    "amount_max": "bedrag max | bedrag maximum | hoogste bedrag",
    "per": """
        per | incidenteel structureel | structureel incidenteel | eenmalig structureel | structureel eenmalig |
        incidenteel of structureel | structureel of incidenteel | i s | s i | inc struct | soort budget |
        aard kosten | aard van de kosten""",
    "status": """
        status | stand | status actie | status uitvoering | stavaza | stand van zaken | voortgang |
        huidige status | actuele status | voortgangsstatus | uitvoeringsstatus | stand uitvoering |
        hoe ver zijn we | hoever zijn we | hoe staat het ervoor | hoe staat het er voor | waar staan we""",
    "priority": """
        prioriteit | prioriteiten | prioritering | prio | urgentie | moscow | belang | belangrijkheid |
        hoe belangrijk | voorrang""",
    "municipalities": """
        gemeente | gemeenten | deelnemende gemeenten | deelnemende gemeente | welke gemeenten |
        welke gemeente | voor welke gemeenten | voor welke gemeente | betrokken gemeenten | betrokken gemeente""",
    "programme": "programma | bijgewerkt op",
}  # fmt: skip
# Headings of columns that have no place in the portal.
NO_PLACE = """
    inzet | inzet uren | uren | fte | formatie | capaciteit | personele inzet | menskracht | opdrachtgever |
    bestuurlijk opdrachtgever | ambtelijk opdrachtgever | portefeuillehouder | wethouder | bestuurder | bron |
    besluit | besluitvorming | noot | notitie | notities | randvoorwaarden | randvoorwaarde | voorwaarden |
    knelpunt | knelpunten | kans | kansen | impact | beheersmaatregel | beheersmaatregelen | oorzaak | gevolg |
    gevolgen | kpi | kpi's | nulmeting | streefwaarde | norm | bewijs | verantwoording | baten | besteding |
    besteding tot nu toe | restant | saldo | realisatie | behaald | behaald resultaat | behaalde resultaten |
    bereikt | bereikt resultaat | bereikte resultaten | wijziging | wijzigingen | versie | akkoord | paraaf |
    agendapunt | overleg | locatie | plaats | tijdstip | aanwezig | relatie met | samenhang | samenhang met |
    verbinding met | wettelijk kader | wettelijke taak | wettelijke basis | grondslag | kader | leeftijd |
    schaal | schaalniveau | niveau | fase | aandachtspunt | aandachtspunten | vraag | vragen | antwoord |
    reactie | advies | beoordeling | naam | functie | datum besluit | huidige situatie | aanleiding |
    probleem | achtergrond | context | urgent | nodig | wat is nodig | wat hebben we nodig | benodigdheden |
    lokaal | regionaal | lokaal regionaal | regionaal lokaal | lokaal of regionaal | lokaal bovenlokaal |
    afwijking | bijsturing | kleur | stoplicht | gereed ja nee | afgerond ja nee | wet- en regelgeving |
    oorsprong | documenten | document | verwijzing | uitvoering"""
NO_PLACE_INSIDE = """
    doelgroep\\w* | voor wie | opmerking\\w* | bijzonderheden | risico\\w* | indicator\\w* | meten | meetbaar |
    monitor\\w* | telefoon | e-?mail | contact\\w* | communicatie | realisatie | gerealiseerd\\w* | besteed |
    uitgaven | werkelijk\\w* | evaluatie | afhankelijk\\w* | bijlage | link | randvoorwaarde\\w* |
    knelpunt\\w* | kpi\\w* | portefeuillehouder\\w* | opdrachtgever\\w* | behaalde? | bereikte?"""
# Meanings found inside a longer heading, with their score.
FOUND: tuple[tuple[str, int, str], ...] = (
    ("cost", 80, r"\b(?:kost|(?:\w+)?(?:kosten|budget|begroting|bedrag|bedragen|raming|lasten))\b"),
    ("goals", 85, r"\bwanneer\b.*\b(?:tevreden|geslaagd|gelukt|succes\w*|goed|trots)\b"),
    ("goals", 75, r"\b(?:bereiken|beogen|beoogde?|oplever(?:t|en)|levert .*\bop)\b"),
    ("goals", 70, r"^wat is er (?:klaar|gereed|bereikt|gelukt)\b"),
    ("status", 70, r"^hoe ?ver\b"),
    ("lead", 70, r"\b(?:verantwoordelijke?n?|\w*trekkers?|trekt|eigenaar|(?:actie|dossier|project)houders?)\b"),
    ("partners", 65, r"\b(?:partners|samenwerking\w*|samenwerken|betrokken\w*|betrekken|ketenpartners)\b"),
    ("funding", 65, r"\b(?:dekking|financiering|bekostiging|betaalt|betalen)\b"),
    ("planning", 60, r"\b(?:\w*planning|tijdpad|looptijd|\w*periode|\w+termijn)\b"),
    ("planning", 60, r"^(?:datum|data)$"),
    ("planning", 45, r"\bwanneer\b"),
    ("goals", 60, r"\b(?:(?:\w+)?(?:doel|doelen|resultaat|resultaten)|doelstelling\w*)\b"),
    ("priority", 60, r"\b(?:prioriteit|prio)\b"),
    ("status", 55, r"\b(?:status|stand)\b"),
    ("line", 55, r"\b(?:actielijn|ontwikkellijn|programmalijn)\b"),
    ("partners", 45, r"^deelnemers$"),
    ("start", 50, r"^(?:start|begin)(?:datum|kwartaal|moment)?\b"),
    ("end", 50, r"^(?:einde?|eind(?:datum|kwartaal|moment)|gereed|klaar)\b"),
    ("what", 50, r"\b(?:\w*activiteit|\w*activiteiten|actie|acties|\w*maatregel|\w*maatregelen|interventies?)\b"),
    ("theme", 45, r"\bthema\b"),
    ("how", 45, r"\b(?:aanpak|werkwijze)\b"),
    ("cost", 45, r"^bijdrage$"),
    ("who", 40, r"^wie\b"),
    ("what", 40, r"^wat\b"),
    ("how", 40, r"^hoe\b"),
    ("lead", 35, r"^(?:projectleider|coördinator|opdrachtnemer)s?$"),
    ("how", 25, r"^(?:nadere )?toelichting$"),
    ("what", 20, r"^(?:omschrijving|beschrijving|korte omschrijving)$"),
)
# What these are when another column has their first meaning, which is `what`; a guess, and told.
EITHER = {
    "goals": "prestatie | prestaties | mijlpaal | mijlpalen | te leveren prestatie | te leveren prestaties",
    "how": """
        omschrijving | beschrijving | korte omschrijving | activiteiten | werkzaamheden |
        concrete activiteiten | taken""",
    "theme": "project | deelproject | projecten | initiatief",
}
# Two meanings in one heading, which are one column in the plans that we know.
TOGETHER = {
    frozenset({"lead", "partners"}): "who",
    frozenset({"lead", "who"}): "lead",
    frozenset({"who", "partners"}): "who",
    frozenset({"lead", "who", "partners"}): "who",
    frozenset({"cost", "funding"}): "cost",
    frozenset({"cost", "total"}): "total",
    frozenset({"lead", "municipalities"}): "lead",
    frozenset({"partners", "municipalities"}): "partners",
    frozenset({"start", "end"}): "planning",
    frozenset({"planning", "start"}): "start",
    frozenset({"planning", "end"}): "end",
    frozenset({"planning", "start", "end"}): "planning",
    frozenset({"planning", "recurrence"}): "planning",
    frozenset({"line", "number"}): "line",
    frozenset({"line", "theme"}): "line",
    frozenset({"what", "number"}): "what",
    frozenset({"what", "how"}): "what",
}
