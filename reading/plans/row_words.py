"""The words by which rows of a table are told apart: totals, references, remarks."""

import re

from reading.plans.lexer import one_of

TOTAL = re.compile(
    r"(?:sub)?tota(?:al|len)(?:\s+(?:kosten|budget|begroting|bedrag|generaal|programma|per jaar|20\d\d))?|"
    r"(?:sub)?totaal\s+(?:actielijn|lijn|thema|alle)\b.*|"
    r"totale kosten.*|totaalbedrag|som|eindtotaal|saldo"
)
# Beside amounts alone, a text that begins so is a total, or says how the whole is paid.
OF_THE_WHOLE = re.compile(
    one_of(r"""
    (?:sub|eind|deel)?tota(?:al|len)\b.* | total[ei]\b.* | generaal totaal.* | som\b.* | saldo\b.* | waarvan\b.* |
    (?:reeds|al|nog|deels|waarvan) (?:gedekt|te dekken|beschikbaar|toegekend|toegezegd|ontvangen|besteed)\b.* |
    gedekt (?:uit|door|vanuit|via)\b.* | (?:nog )?te (?:dekken|financieren)\b.* | dekking\b.* |
    (?:tekort|overschot|restant|resteert|verschil|onvoorzien|afronding|indexatie|btw|stelpost|inleg)\b.* |
    cofinanciering\b.* | subsidies?\b(?: \S+)? | rijksbijdragen?\b.* | decentralisatie-?uitkering.* | duvo\b.* |
    spuk\b.*""")
    + r"|(?:(?:totale?|beschikba(?:re|ar)|benodigde?|resterende?|jaarlijkse?|regionale?|gereserveerde?) )?"
    r"(?:budget|begroting|middelen|financiering|lasten|baten|kosten|reserve)"
    r"(?: (?:20\d\d|regio|programma|per|voor|uit|vanuit|\W).*)?"
    r"|(?:gemeentelijke |eigen |totale )?bijdragen?"
    r"(?: (?:van|uit|rijk|gemeenten?|provincie|regio|deelnemers?|partners|20\d\d)\b.*)?"
)
SURE_TOTAL = re.compile(r"(?:sub|eind|deel)?tota|waarvan\b|reeds\b|nog te\b|te dekken\b")
TO_DO = re.compile(
    r"\b(?:regelen|zoeken|vinden|organiseren|opstellen|maken|aanvragen|verkrijgen|borgen|uitwerken|bepalen|verdelen|"
    r"werven|realiseren|onderzoeken|verkennen|inrichten|ontwikkelen|uitvoeren|verlengen|verantwoorden|beheren)$"
)
REFERENCE = re.compile(
    r"(?:^|\(|\s)zie\s+(?:ook\s+)?(?:onder\s+|bij\s+)?(?:(?:actie|ontwikkel|programma)?lijn|actie|thema|punt|nr\.?|nummer|boven|hierboven|onder|"
    r"hieronder|elders|paragraaf|hoofdstuk|bijlage)\b|^idem\b"
)
FOOTNOTE = re.compile(r"\*|[¹²³]|(?:let op|n\.?b\.?|bron|noten?|disclaimer|peildatum|prijspeil)\b|\w{1,12}\s*=\s")
NOTE = re.compile(
    r"[^\w'\"‘“(]|\(.*\)$|"
    r"(?:p\.?s\.?|toelichting|versie|datum|legenda|vastgesteld|opmerking(?:en)?|stand per|"
    r"(?:laatst )?(?:gewijzigd|bijgewerkt)|concept)\b"
)
REMARK = re.compile(
    r"\bonder voorbehoud\b|\b(?:incl|excl)(?:usief|\.)? btw\b|\bprijspeil\b|\bbedragen (?:zijn|in)\b|"
    r"\bzie (?:ook )?bijlage\b|\b(?:wordt|worden) (?:nog|nader|jaarlijks|later)\b|"
    r"\bnog niet (?:definitief|vastgesteld)\b|^\d\)\s.*\b(?:in|ex)cl(?:usief|\.)?\b"
)
NUMBERED_NOTE = re.compile(r"\d+\)\s")
