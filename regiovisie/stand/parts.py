"""What the stand of a day consists of: the models with a history, and what is read as it is today beside them."""

from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models

from actions.models import (
    Action,
    ActionLine,
    Cost,
    Document,
    Funding,
    FundingBudget,
    FundingSource,
    Goal,
    Home,
    Moment,
    Note,
    Origin,
    Participation,
    Phase,
    Programme,
    ProgressRound,
    ProgressUpdate,
    SetAside,
    Theme,
    Topic,
)
from decisions.models import Addition, Adoption, Advice, Commitment, Promise, RouteStep, ShareKey
from monitoring.models import Indicator, Source
from municipalities.models import (
    CentreRole,
    FormerName,
    Membership,
    Merger,
    Municipality,
    Organisation,
    Region,
    Subregion,
)


class Part(NamedTuple):
    """A model with a history, and the column by which its rows belong to rows of `of`."""

    model: type[models.Model]
    column: str
    of: type[models.Model]
    undated: bool = False  # what it was called first holds for the days before, too: a list, not an agreement


# Each after what it belongs to.
PARTS = (
    Part(Organisation, "region_id", Region, undated=True),
    Part(Programme, "region_id", Region),
    Part(Document, "programme_id", Programme),
    Part(Participation, "document_id", Document),
    Part(Phase, "programme_id", Programme),
    Part(Moment, "programme_id", Programme),
    Part(ActionLine, "programme_id", Programme),
    Part(Theme, "programme_id", Programme),
    Part(Action, "programme_id", Programme),
    Part(Goal, "programme_id", Programme),
    Part(Note, "programme_id", Programme),
    Part(SetAside, "action_id", Action),
    Part(Home, "action_id", Action),
    Part(Origin, "action_id", Action),
    Part(Cost, "action_id", Action),
    Part(FundingSource, "programme_id", Programme),
    Part(FundingBudget, "source_id", FundingSource),
    Part(Funding, "cost_id", Cost),
    Part(ProgressRound, "programme_id", Programme),
    Part(ProgressUpdate, "action_id", Action),
    Part(Addition, "programme_id", Programme),
    Part(Adoption, "document_id", Document),
    Part(RouteStep, "document_id", Document),
    Part(Advice, "document_id", Document),
    Part(Commitment, "programme_id", Programme),
    Part(Promise, "programme_id", Programme),
    Part(ShareKey, "programme_id", Programme),
)
# Without a history: places have dates of their own, words are shared by all.
AS_IT_IS = (
    ContentType,
    Region,
    Subregion,
    Municipality,
    Merger,
    Membership,
    CentreRole,
    FormerName,
    Topic,
    Source,
    Indicator,
)
