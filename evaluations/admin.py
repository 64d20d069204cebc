"""Evaluations in the back office."""

from django.contrib import admin

from evaluations.models import Evaluation


@admin.register(Evaluation)
class EvaluationAdmin(admin.ModelAdmin[Evaluation]):
    """Reports on programmes; the PDF comes from a job."""

    list_display = ("title", "programme", "classification", "created_at", "rendered_at")
    list_select_related = ("programme",)
    list_filter = ("classification", ("programme__region", admin.RelatedOnlyFieldListFilter))
    search_fields = ("title", "programme__title")
    autocomplete_fields = ("programme",)
    readonly_fields = ("created_at", "created_by", "pdf", "rendered_at")
