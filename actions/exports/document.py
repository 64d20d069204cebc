"""The plan as a Word document for a meeting: per line a table Wat / Wanneer / Hoe / Wie / Doel / Kosten."""

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell

from actions import cost_columns
from actions.exports.selection import PlanFile
from actions.exports.sheets import EVERY, Said
from actions.models import Action, Cost
from actions.templatetags.portal import datum
from tables.text import clean

HEADINGS = ("Nr.", "Wat", "Wanneer", "Hoe", "Wie", "Doel", "Kosten")
WIDTHS = (Cm(1.3), Cm(5.2), Cm(2.9), Cm(5.6), Cm(4.2), Cm(4.7), Cm(3.4))
MARGIN = Cm(1.5)
DARK, GREY = RGBColor(0x1F, 0x3A, 0x5F), RGBColor(0x4A, 0x55, 0x68)
NOT_NAMED = _


def docx(plan: PlanFile, said: Said | None = None) -> bytes:
    """The document."""
    document = Document()
    _set_up(document, plan)
    _title(document, plan)
    writer = _Rows(said)
    numbered = any(action.number for action in plan.actions)
    for line, actions in groupby(plan.actions, key=lambda action: action.line):
        document.add_heading(clean(str(line)), level=1)
        _table(document, list(actions), writer, numbered=numbered)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
