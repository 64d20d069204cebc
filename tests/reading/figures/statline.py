"""Excerpts of real tables in the forms in which CBS gives them: StatLine 84848NED to 85361NED, and 70072NED."""

import json

BOM = "\ufeff"


def csv_of(*rows, delimiter=";", end="\r\n", bom=True, quote='"'):
    """A csv as StatLine writes it: a mark of order, all cells quoted, lines that end as in Windows."""
    lines = (delimiter.join(f"{quote}{cell}{quote}" for cell in row) for row in rows)
    return (BOM if bom else "") + "".join(line + end for line in lines)


# 70072NED, Regionale kerncijfers: from an export of 15-8-2020.
KEY_FIGURES = csv_of(
    (
        "Perioden",
        "Regio's",
        "Bevolking/Bevolkingssamenstelling op 1 januari/Totale bevolking (aantal)",
        "Bevolking/Burgerlijke staat/Gehuwd (in % van  inwoners 15 jaar of ouder)",
        "Milieu en bodemgebruik/Bodemgebruik/Oppervlakte/Totale oppervlakte (km²)",
    ),
    ("2020", "Beekdaelen", "   35938", "    53.7", "   78.49"),
    ("2020", "Groningen (gemeente)", "  232874", "    27.4", "  197.96"),
    ("2020", "Zweeloo", "", "", ""),
)

# 84852NED: reports in the Netherlands, first and second half of 2020, and the year.
REPORTS_HEAD = ("Veiligheidstaxatie", "Veiligheidsbeoordeling", "Regio's", "Perioden", "Ontvangen meldingen (aantal)")
REPORTS = (
    ("Totaal", "Totaal", "Nederland", "1e halfjaar 2020", "   64505"),
    ("Totaal", "Totaal", "Nederland", "2e halfjaar 2020", "   62910"),
    ("Totaal", "Totaal", "Nederland", "2020", "  127410"),
)


def page_of(table, part, rows, *, version=3, further=""):
    """One answer of OData: a page of a table, or a list of codes."""
    if version == 3:
        start = {"odata.metadata": f"https://opendata.cbs.nl/ODataApi/OData/{table}/$metadata#Cbs.OData.WebAPI.{part}"}
        end = {"odata.nextLink": further} if further else {}
    else:
        start = {"@odata.context": f"https://datasets.cbs.nl/odata/v1/CBS/{table}/$metadata#{part}"}
        end = {"@odata.nextLink": further} if further else {}
    return json.dumps(start | {"value": rows} | end)


TYPED_ROW = {
    "ID": 0,
    "Veiligheidstaxatie": "T001081",
    "Veiligheidsbeoordeling": "T001082",
    "RegioS": "NL01  ",
    "Perioden": "2020HJ01",
    "OntvangenMeldingen_1": 64505,
}
OBSERVATION = {
    "Id": 0,
    "Measure": "M001081",
    "ValueAttribute": "None",
    "Value": 64505.0,
    "StringValue": None,
    "Veiligheidstaxatie": "T001081",
    "Veiligheidsbeoordeling": "T001082",
    "RegioS": "NL01",
    "Perioden": "2020HJ01",
}
MEASURE_CODES = [{"Identifier": "M001081", "Title": "Ontvangen meldingen", "Unit": "aantal", "Decimals": 0}]
PROPERTIES = [
    {"ID": 0, "ParentID": None, "Type": "Dimension", "Key": "Veiligheidstaxatie", "Title": "Veiligheidstaxatie"},
    {"ID": 2, "ParentID": None, "Type": "GeoDimension", "Key": "RegioS", "Title": "Regio's"},
    {"ID": 3, "ParentID": None, "Type": "TimeDimension", "Key": "Perioden", "Title": "Perioden"},
    {"ID": 4, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": "Meldingen"},
    {
        "ID": 5,
        "ParentID": 4,
        "Type": "Topic",
        "Key": "OntvangenMeldingen_1",
        "Title": "Ontvangen meldingen",
        "Unit": "aantal",
    },
]
PERIODS = [
    {"Key": "2020HJ01", "Title": "1e halfjaar 2020", "Status": "Definitief"},
    {"Key": "2023JJ00", "Title": "2023*", "Status": "Voorlopig"},
]
