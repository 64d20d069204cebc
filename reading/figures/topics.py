"""Topics of the tables about Veilig Thuis (CBS 84847NED to 84855NED) that have one unit only."""

from reading.figures.areas import squashed

# CBS, Impactmonitor aanpak huiselijk geweld en kindermishandeling. In 85361NED each topic has two units: not here.
COUNTED = (
    "Gestarte adviezen",
    "Ontvangen meldingen",
    "Casussen met ontvangen melding(en)",
    "Afgeronde diensten onderzoek",
    "Afgeronde diensten voorwaarden en vervolg",
)
BY_LABEL = {squashed(topic): topic for topic in COUNTED}
CUT_OFF = 30  # letters after which OData may cut a key off


def known_topic(words: str) -> str:
    """The topic as CBS writes it, from a title or a key that may be cut off; the words themselves when not known."""
    label = squashed(words)
    if label in BY_LABEL:
        return BY_LABEL[label]
    if len(label) >= CUT_OFF:
        found = [topic for known, topic in BY_LABEL.items() if known.startswith(label)]
        if len(found) == 1:
            return found[0]
    return words


def unit_of(words: str) -> str:
    """The unit of a topic of which there is only one; "" when that is not known."""
    return "aantal" if known_topic(words) in COUNTED else ""
