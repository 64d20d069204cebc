"""Indicators and figures in the back office."""

from typing import Any

from django.contrib import admin
from django.db import models

from monitoring.models import Delivery, Figure, Indicator, Source

HTTPS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin[Source]):
    """Where figures come from."""

    formfield_overrides = HTTPS
    list_display = ("title", "key", "publisher", "licence", "fictitious")
    list_filter = ("publisher", "fictitious")
    search_fields = ("title", "key")
    autocomplete_fields = ("programme",)


@admin.register(Indicator)
class IndicatorAdmin(admin.ModelAdmin[Indicator]):
    """What is counted, and what it says."""

    list_display = ("title", "unit", "additive", "source", "position")
    list_select_related = ("source",)
    list_filter = ("is_draft", "unit", "additive", "source")
    search_fields = ("title", "slug", "definition")
    autocomplete_fields = ("source",)


@admin.register(Delivery)
class DeliveryAdmin(admin.ModelAdmin[Delivery]):
    """Deliveries of figures."""

    list_display = ("title", "source", "received_on", "released_at", "withdrawn_at", "new", "changed", "unchanged")
    list_select_related = ("source",)
    list_filter = ("source",)
    # by the services only: releasing is more than a date
    readonly_fields = ("released_at", "released_by", "withdrawn_at", "withdrawn_by", "withdrawn_because")
    search_fields = ("title", "source__title")
    autocomplete_fields = ("source",)


@admin.register(Figure)
class FigureAdmin(admin.ModelAdmin[Figure]):
    """Figures of all deliveries."""

    formfield_overrides = HTTPS
    list_display = ("indicator", "area_code", "period", "value", "reason", "status", "is_current")
    list_select_related = ("indicator",)
    list_filter = ("is_current", "disclosed", "status", "reason", "indicator")
    readonly_fields = ("disclosed",)
    search_fields = ("indicator__title", "area_code", "period")
    autocomplete_fields = ("indicator", "delivery")
