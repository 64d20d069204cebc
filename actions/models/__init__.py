"""The plan: programmes and their papers, lines and actions, money and progress."""

from actions.models.action import Action, Home, Origin, SetAside
from actions.models.base import Classification, Recorded
from actions.models.classified import Classified
from actions.models.files import PlanExport, PlanImport, ReadPlan, RowTaken
from actions.models.moments import Moment
from actions.models.money import Cost, Funding, FundingBudget, FundingSource
from actions.models.plan import ActionLine, Goal, Note, Theme, Topic
from actions.models.programme import Document, Participation, Phase, Programme
from actions.models.progress import ProgressUpdate
from actions.models.rounds import Asked, AskedLink, ProgressRound
from actions.models.starting import ProgrammeDraft

__all__ = [
    "Action",
    "ActionLine",
    "Asked",
    "AskedLink",
    "Classification",
    "Classified",
    "Cost",
    "Document",
    "Funding",
    "FundingBudget",
    "FundingSource",
    "Goal",
    "Home",
    "Moment",
    "Note",
    "Origin",
    "Participation",
    "Phase",
    "PlanExport",
    "PlanImport",
    "Programme",
    "ProgrammeDraft",
    "ProgressRound",
    "ProgressUpdate",
    "ReadPlan",
    "Recorded",
    "RowTaken",
    "SetAside",
    "Theme",
    "Topic",
]
