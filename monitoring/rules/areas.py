"""The areas whose figures belong to a region: its Veilig Thuis regions, its municipalities, province and country."""

from dataclasses import dataclass

from actions.models import Programme

NETHERLANDS = "NL01"
# Provinces by the code of CBS (StatLine). Shown as provinces: also where they coincide with a Veilig Thuis region.
PROVINCES = {
    "PV20": "Groningen",
    "PV21": "Fryslân",
    "PV22": "Drenthe",
    "PV23": "Overijssel",
    "PV24": "Flevoland",
    "PV25": "Gelderland",
    "PV26": "Utrecht",
    "PV27": "Noord-Holland",
    "PV28": "Zuid-Holland",
    "PV29": "Zeeland",
    "PV30": "Noord-Brabant",
    "PV31": "Limburg",
}

PARTS = {  # landsdelen, by the code of CBS: files have them, no page shows them
    "LD01": "Noord-Nederland",
    "LD02": "Oost-Nederland",
    "LD03": "West-Nederland",
    "LD04": "Zuid-Nederland",
}


@dataclass(frozen=True)
class Area:
    """A place that figures are about, and how it is called on screen."""

    code: str
    name: str
    level: str  # veilig_thuis, province, municipality or country


def areas_of(programme: Programme) -> dict[str, Area]:
    """The areas of a programme by code, in the order of showing. A fictitious region stands apart from real figures."""
    areas = [
        Area(region.code, f"{region.name} (Veilig Thuis-regio)", "veilig_thuis")
        for region in programme.veilig_thuis_regions.all()
    ]
    members = programme.region.memberships.select_related("municipality").order_by("municipality__name")
    municipalities = {member.municipality.code: member.municipality for member in members}
    if not programme.region.fictitious:
        provinces = {place.province for place in municipalities.values()}
        areas += [
            Area(code, f"{name} (provincie)", "province") for code, name in PROVINCES.items() if name in provinces
        ]
    areas += [Area(code, f"{place.name} (gemeente)", "municipality") for code, place in municipalities.items()]
    if not programme.region.fictitious:
        areas.append(Area(NETHERLANDS, "Nederland", "country"))
    return {area.code: area for area in areas}
