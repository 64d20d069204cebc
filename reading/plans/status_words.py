"""The words in which plans say how far an action is: one table."""

import re

from reading.vocabulary import Status

STATUSES = {
    Status.UNKNOWN: "onbekend",
    Status.PLANNED: """
        gepland | ingepland | nog niet gestart | niet gestart | nog te starten | nog niet begonnen |
        te starten | moet nog starten | moet nog beginnen | nog niet opgestart | niet opgestart |
        nog niet opgepakt | nog op te pakken | op te pakken | nog te doen | te doen | to do | start later |
        start nog | in voorbereiding | wordt voorbereid | voorbereiding | voorbereidende fase |
        in de voorbereiding | staat gepland | toekomstig | nog uit te voeren | uit te voeren |
        nog niet aan de orde | nog op te starten | nog niet""",
    Status.RUNNING: """
        loopt | lopend | lopende | loopt nog | in uitvoering | in de uitvoering | uitvoering loopt |
        wordt uitgevoerd | gestart | is gestart | bezig | mee bezig | we zijn bezig | actief | in gang |
        in gang gezet | opgestart | in opstart | opstartfase | onderweg | opgepakt | is opgepakt |
        wordt opgepakt | onderhanden | in behandeling | in ontwikkeling | in bewerking | in proces |
        in progress | wip | op schema | op koers | ligt op koers | loopt op koers | on track |
        volgens planning | conform planning | verloopt volgens planning | loopt volgens planning |
        loopt conform planning | loopt op schema | ligt op schema | loopt goed | goed op weg | doorlopend |
        continu | lopend proces | doorlopend proces | in de lucht | deels gereed | deels afgerond |
        deels gerealiseerd | deels uitgevoerd | gedeeltelijk gereed | gedeeltelijk afgerond |
        gedeeltelijk gerealiseerd | grotendeels gereed | grotendeels afgerond | bijna gereed | bijna klaar |
        bijna afgerond | in afronding | afrondende fase | wordt afgerond""",
    Status.DELAYED: """
        vertraagd | vertraging | licht vertraagd | loopt vertraging op | loopt achter | achter op schema |
        loopt achter op schema | ligt achter op schema | loopt uit | uitloop | achterstand | niet op schema |
        later dan gepland | on hold | onhold | in de wacht | in de wacht gezet | gepauzeerd | pauze |
        opgeschort | uitgesteld | is uitgesteld | doorgeschoven | verschoven | ligt stil | stilgelegd |
        tijdelijk stilgelegd | stagneert | geparkeerd""",
    Status.DONE: """
        afgerond | is afgerond | gereed | klaar | is klaar | voltooid | uitgevoerd | is uitgevoerd |
        gerealiseerd | is gerealiseerd | afgesloten | behaald | gedaan | opgeleverd | is opgeleverd |
        volledig afgerond | geheel afgerond | volledig gereed | geheel gereed | done | volledig uitgevoerd |
        volledig gerealiseerd | afgehandeld | voldaan | beëindigd en afgerond""",
    Status.SECURED: """
        geborgd | is geborgd | overgedragen | structureel geborgd | afgerond en geborgd | gereed en geborgd |
        ingebed | onderdeel van regulier werk | opgenomen in regulier werk""",
    Status.STOPPED: """
        gestopt | is gestopt | vervallen | is vervallen | vervalt | geschrapt | beëindigd | stopgezet |
        gestaakt | komt te vervallen | geannuleerd | ingetrokken | gaat niet door | niet doorgegaan |
        afgeblazen | gaat niet meer door | niet meer van toepassing""",
}
# "verschoven naar 2026", "vertraagd door ziekte", "start in 2026": the beginning says it
BEGINNINGS = {
    Status.DELAYED: re.compile(
        r"(?:verschoven|doorgeschoven|uitgesteld|opgeschort)\s+(?:naar|tot)\b(?!.*\b(?:afgerond|gestart|gereed)\b)|"
        r"(?:vertraagd|vertraging)\s+(?:door|vanwege|wegens|i\.?v\.?m\.?)\b"
    ),
    Status.PLANNED: re.compile(r"(?:start|begint|gepland)\s+(?:(?:in|voor|vanaf|per|op)\s+)?(?:\w+\s+)?20\d\d$"),
}
# What may make another status of it: "loopt, wel vertraagd"
OTHER_STATUS = re.compile(
    r"\b(?:niet|geen|nog|maar|deels|vertraagd?|vertraging|achter|gestopt|vervallen|afgerond|gereed|klaar|loopt|lopend|gestart|start|"
    r"gepland|uitgesteld|verschoven|geborgd|hold|wacht|stil)\b"
)
COLOURS = re.compile(r"(?:licht|donker)?(?:groen|oranje|rood|geel|blauw|grijs|wit|zwart|amber|paars)e?(?:\s*\(.*\))?")
PER_CENT = re.compile(r"(\d{1,3})\s*(?:%|procent)(?:\s+(?:gereed|klaar|afgerond|uitgevoerd|gerealiseerd|voltooid))?")
