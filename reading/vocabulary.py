"""The codes by which plans are kept, with their Dutch words: one vocabulary for reading, models, pages and files."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """How far an action is."""

    UNKNOWN = "unknown", _("Onbekend")
    PLANNED = "planned", _("Gepland")
    RUNNING = "running", _("Loopt")
    DELAYED = "delayed", _("Vertraagd")
    DONE = "done", _("Afgerond")
    SECURED = "secured", _("Geborgd")
    STOPPED = "stopped", _("Gestopt")


class Recurrence(models.TextChoices):
    """How often an action comes back."""

    ONGOING = "ongoing", _("Doorlopend")
    YEARLY = "yearly", _("Elk jaar")
    HALF_YEARLY = "half_yearly", _("Elk half jaar")
    QUARTERLY = "quarterly", _("Elk kwartaal")
    MONTHLY = "monthly", _("Elke maand")


class Priority(models.TextChoices):
    """How soon an action matters."""

    HIGH = "high", _("Hoog")
    MEDIUM = "medium", _("Midden")
    LOW = "low", _("Laag")


class CostKind(models.TextChoices):
    """What is known of a cost: an amount, or why there is none."""

    AMOUNT = "amount", _("Bedrag")
    TO_BE_DETERMINED = "to_be_determined", _("Nader te bepalen")
    IN_KIND = "in_kind", _("Inzet van medewerkers")
    EXISTING_BUDGET = "existing_budget", _("Binnen bestaande middelen")
    NONE = "none", _("Geen kosten")
    UNSTATED = "unstated", _("Niet genoemd")
    UNCLEAR = "unclear", _("Niet te lezen")


class Per(models.TextChoices):
    """What an amount is for."""

    YEAR = "year", _("per jaar")
    ONCE = "once", _("eenmalig")
    UNSTATED = "unstated", _("niet gezegd of het per jaar is")


class Nature(models.TextChoices):
    """Whether a cost comes back."""

    STRUCTURAL = "structural", _("structureel")
    INCIDENTAL = "incidental", _("incidenteel")


class Stage(models.TextChoices):
    """How sure an amount is."""

    ESTIMATED = "estimated", _("geraamd")
    GRANTED = "granted", _("toegekend")
    SPENT = "spent", _("uitgegeven")


class Precision(models.TextChoices):
    """How precise a date is: of a document that names its year only, the day is the first of it and means nothing."""

    DAY = "day", _("op de dag")
    MONTH = "month", _("op de maand")
    QUARTER = "quarter", _("op het kwartaal")
    YEAR = "year", _("op het jaar")


class Classification(models.TextChoices):
    """Who may read a document or action. `geheim` is a legal state (Gemeentewet, article 87)."""

    PUBLIC = "public", _("Openbaar")
    INTERNAL = "internal", _("Intern (concept)")
    CONFIDENTIAL = "confidential", _("Vertrouwelijk")
    SECRET = "secret", _("Geheim")


class Heap(models.TextChoices):
    """Where a row of a file with a plan ends: each row in exactly one."""

    ACTION = "action", _("actie")
    CONTINUATION = "continuation", _("vervolg van een actie")
    HEADING = "heading", _("kop")
    SECTION = "section", _("tussenkop")
    TOTAL = "total", _("totaal")
    REFERENCE = "reference", _("verwijzing")
    NOTE = "note", _("opmerking")
    OTHER_TABLE = "other_table", _("andere tabel")
    EMPTY = "empty", _("leeg")
    NOT_UNDERSTOOD = "not_understood", _("niet begrepen")
