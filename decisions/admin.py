"""Decisions in the back office."""

from django.contrib import admin

from actions.admin import RecordedAdmin, Used, short_programme
from decisions.models import Addition, Adoption, Advice, Commitment, Promise, RouteStep, ShareKey


@admin.register(Adoption)
class AdoptionAdmin(RecordedAdmin):
    """Where councils and colleges stand with documents."""

    list_display = ("municipality", "body", "kind", "state", "document", "decided_on")
    list_select_related = ("municipality", "document")
    list_filter = ("state", "body", "kind", ("document__programme__region", Used))
    search_fields = ("municipality__name", "document__title")
    autocomplete_fields = ("municipality", "document")


@admin.register(RouteStep)
class RouteStepAdmin(RecordedAdmin):
    """The steps that a document takes in each municipality."""

    list_display = ("document", "body", "kind", "position", "planned_on", "planned_for")
    list_select_related = ("document",)
    list_filter = ("body", "kind", ("document__programme__region", Used))
    search_fields = ("document__title",)
    autocomplete_fields = ("document",)


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


@admin.register(ShareKey)
class ShareKeyAdmin(RecordedAdmin):
    """The agreed keys by which municipalities divide costs."""

    list_display = ("title", short_programme, "kind", "first_year", "last_year", "agreed_by")
    list_select_related = ("programme",)
    list_filter = ("kind", ("programme__region", Used))
    search_fields = ("title", "agreed_by")
    autocomplete_fields = ("programme", "document", "source")


@admin.register(Addition)
class AdditionAdmin(RecordedAdmin):
    """What municipalities do themselves."""

    list_display = ("title", "municipality", "status", "released_at")
    list_select_related = ("municipality",)
    list_filter = ("status", ("programme__region", Used))
    search_fields = ("title", "municipality__name")
    autocomplete_fields = ("municipality", "programme", "line", "theme")


@admin.register(Promise)
class PromiseAdmin(RecordedAdmin):
    """Questions, motions and promises of councils. Where one stands changes on its own page: a griffier closes it."""

    readonly_fields = ("state", "closed_on")
    list_display = ("label", "municipality", "kind", "state", "due_on", short_programme)
    list_select_related = ("municipality", "programme")
    list_filter = ("state", "kind", ("programme__region", Used))
    search_fields = ("text", "number", "municipality__name")
    autocomplete_fields = ("municipality", "programme", "document", "line", "action")
