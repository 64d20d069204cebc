"""Indicators and figures in the back office: to look at what is public, and to mend words. Verbs are on the pages.

No exact count of Veilig Thuis is here in any form, nor to search or filter on. Nothing here changes what is public.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from monitoring.models import Delivery, Figure, FigureImport, FigureImportFile, Indicator, Source, SourceTopic

HTTPS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {models.URLField: {"assume_scheme": "https"}}


class _Kept:
    """Never deleted here: figures hang on it."""

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """What was public stays; a delivery is withdrawn on its page."""
        return False


class _Words(_Kept):
    """Of what is there only words change; `words` names the fields."""

    words: ClassVar[tuple[str, ...]] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        """All but the words."""
        if obj is None:
            return ("veilig_thuis",)
        fields = (*obj._meta.fields, *obj._meta.many_to_many)
        return tuple(each.name for each in fields if each.name not in self.words)


class _Recorded(_Kept):
    """What happened on the pages of figures: to look at, never to edit."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Figures are read in on the page of the region."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """What became of a file is never edited."""
        return False


@admin.register(Source)
class SourceAdmin(_Words, admin.ModelAdmin[Source]):
    """Where figures come from."""

    words = ("title", "publisher", "url", "licence", "note")
    formfield_overrides = HTTPS
    list_display = ("title", "key", "publisher", "licence", "fictitious")
    list_filter = ("publisher", "fictitious")
    search_fields = ("title", "key")
    autocomplete_fields = ("programme",)


@admin.register(Indicator)
class IndicatorAdmin(_Words, admin.ModelAdmin[Indicator]):
    """What is counted, and what it says."""

    words = ("title", "definition", "interpretation", "position", "target", "baseline", "breaks", "goals")
    list_display = ("title", "unit", "additive", "source", "position")
    list_select_related = ("source",)
    list_filter = ("is_draft", "unit", "additive", "source")
    search_fields = ("title", "slug", "definition")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An indicator comes with figures, or from the page of the region."""
        return False


@admin.register(Delivery)
class DeliveryAdmin(_Recorded, admin.ModelAdmin[Delivery]):
    """Deliveries of public figures."""

    list_display = ("title", "source", "received_on", "withdrawn_at", "new", "changed", "unchanged")
    list_select_related = ("source",)
    list_filter = ("source",)
    search_fields = ("title", "source__title")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Delivery]:
        """Without those of exact counts: how many changed says something of them, and so does their file."""
        return super().get_queryset(request).filter(source__veilig_thuis=None).exclude(figures__exact=True)


@admin.register(Figure)
class FigureAdmin(_Recorded, admin.ModelAdmin[Figure]):
    """Public figures."""

    formfield_overrides = HTTPS
    list_display = ("indicator", "area_code", "period", "value", "reason", "status", "is_current")
    list_select_related = ("indicator",)
    list_filter = ("is_current", "disclosed", "status", "reason", "indicator")
    exclude = ("exact",)
    search_fields = ("indicator__title", "area_code", "period")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Figure]:
        """What everybody may see."""
        return super().get_queryset(request).filter(pk__in=Figure.objects.public().values("pk"))


@admin.register(FigureImport)
class FigureImportAdmin(_Recorded, admin.ModelAdmin[FigureImport]):
    """Public figures that were read in, with what came of them. What was in the files stays out of sight."""

    list_display = ("programme", "source_key", "created_by", "created_at", "applied_by", "applied_at")
    list_select_related = ("programme", "created_by", "applied_by")
    list_filter = ("programme__region",)
    search_fields = ("files__name", "source_key")
    exclude = ("preview", "deliveries")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[FigureImport]:
        """Without what Veilig Thuis loaded."""
        return super().get_queryset(request).filter(veilig_thuis=None)


@admin.register(FigureImportFile)
class FigureImportFileAdmin(_Recorded, admin.ModelAdmin[FigureImportFile]):
    """The names of files that were read in."""

    list_display = ("name", "figure_import")
    list_select_related = ("figure_import",)
    search_fields = ("name",)
    exclude = ("file",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[FigureImportFile]:
        """Without what Veilig Thuis loaded."""
        return super().get_queryset(request).filter(figure_import__veilig_thuis=None)


@admin.register(SourceTopic)
class SourceTopicAdmin(admin.ModelAdmin[SourceTopic]):
    """What somebody chose that a topic of a source is; taken away, the next file asks again."""

    list_display = ("words", "source", "indicator")
    list_select_related = ("source", "indicator")
    list_filter = ("source",)
    search_fields = ("words", "source__title")
    autocomplete_fields = ("source", "indicator")
