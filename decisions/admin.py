"""Decisions in the back office."""

from django.contrib import admin

from actions.admin import RecordedAdmin, Used, short_programme
from decisions.models import Adoption, Advice, Commitment, Promise


@admin.register(Adoption)
class AdoptionAdmin(RecordedAdmin):
    """Where councils and colleges stand with documents."""

    list_display = ("municipality", "body", "state", "document", "decided_on")
    list_select_related = ("municipality", "document")
    list_filter = ("state", "body", ("document__programme__region", Used))
    search_fields = ("municipality__name", "document__title")
    autocomplete_fields = ("municipality", "document")


@admin.register(Advice)
class AdviceAdmin(RecordedAdmin):
    """What advisory bodies said."""

    list_display = ("by", "document", "direction", "on")
    list_select_related = ("document",)
    list_filter = ("direction", ("document__programme__region", Used))
    search_fields = ("by", "text")
    autocomplete_fields = ("document",)


@admin.register(Commitment)
class CommitmentAdmin(RecordedAdmin):
    """Declarations of intent and promises."""

    list_display = ("title", short_programme, "state", "planned_for", "signed_on")
    list_select_related = ("programme",)
    list_filter = ("state", ("programme__region", Used))
    search_fields = ("title", "text")
    autocomplete_fields = ("programme",)


@admin.register(Promise)
class PromiseAdmin(RecordedAdmin):
    """Questions, motions and promises of councils."""

    list_display = ("label", "municipality", "kind", "state", "due_on", short_programme)
    list_select_related = ("municipality", "programme")
    list_filter = ("state", "kind", ("programme__region", Used))
    search_fields = ("text", "number", "municipality__name")
    autocomplete_fields = ("municipality", "programme", "document", "line", "action")
