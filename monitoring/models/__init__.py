"""The rows of what we measure. One module per subject; everything is imported from here."""

from monitoring.models.figures import Delivery, DeliveryQuerySet, Figure, FigureQuerySet
from monitoring.models.files import FigureImport, FigureImportFile, ReadFigures
from monitoring.models.indicators import Indicator, IndicatorQuerySet
from monitoring.models.narrowed import NarrowedNotice
from monitoring.models.sources import Source
from monitoring.models.topics import SourceTopic

__all__ = [
    "Delivery",
    "DeliveryQuerySet",
    "Figure",
    "FigureImport",
    "FigureImportFile",
    "FigureQuerySet",
    "Indicator",
    "IndicatorQuerySet",
    "NarrowedNotice",
    "ReadFigures",
    "Source",
    "SourceTopic",
]
