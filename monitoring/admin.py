"""Indicators and figures in the back office."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from monitoring.models import Delivery, Figure, FigureImport, FigureImportFile, Indicator, Source, SourceTopic

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


class _Recorded:
    """What happened on the pages of figures: to look at, never to edit."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Figures are read in on the page of the region."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """What became of a file is never edited."""
        return False


@admin.register(FigureImport)
class FigureImportAdmin(_Recorded, admin.ModelAdmin[FigureImport]):
    """Figures that were read in, with what came of them. What was in the files stays out of sight."""

    list_display = ("programme", "source_key", "created_by", "created_at", "applied_by", "applied_at")
    list_select_related = ("programme", "created_by", "applied_by")
    list_filter = ("programme__region",)
    search_fields = ("files__name", "source_key")
    exclude = ("preview",)


@admin.register(FigureImportFile)
class FigureImportFileAdmin(_Recorded, admin.ModelAdmin[FigureImportFile]):
    """The names of files that were read in."""

    list_display = ("name", "figure_import")
    list_select_related = ("figure_import",)
    search_fields = ("name",)
    exclude = ("file",)


@admin.register(SourceTopic)
class SourceTopicAdmin(admin.ModelAdmin[SourceTopic]):
    """What somebody chose that a topic of a source is; taken away, the next file asks again."""

    list_display = ("words", "source", "indicator")
    list_select_related = ("source", "indicator")
    list_filter = ("source",)
    search_fields = ("words", "source__title")
    autocomplete_fields = ("source", "indicator")
