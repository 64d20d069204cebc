"""Plans in the back office. The daily work is done in the portal itself; here a superuser sees and repairs all rows."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from import_export.admin import ExportMixin, ImportExportModelAdmin
from import_export.forms import ExportForm
from simple_history.admin import SimpleHistoryAdmin

from actions.exports.resources import ActionResource, TopicResource
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
    PlanExport,
    PlanImport,
    Programme,
    ProgressUpdate,
    Recorded,
    Theme,
    Topic,
)
from municipalities.resources import TABLES

Used = admin.RelatedOnlyFieldListFilter  # offers the regions that have such rows, not all of Veilig Thuis


class RecordedAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """A plan model: one change in the back office is one line of history, its many-to-many sets included."""

    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def revert_disabled(self, request: HttpRequest, obj: Recorded | None = None) -> bool:
        """No old version comes back here: it is taken back in the portal, which knows what may (a closed promise)."""
        return True

    def history_form_view(self, request: HttpRequest, object_id: str, version_id: str, **more: Any) -> HttpResponse:
        """An old version, to read."""
        if request.method == "POST":
            raise PermissionDenied
        response: HttpResponse = super().history_form_view(request, object_id, version_id, **more)
        return response

    def save_model(self, request: HttpRequest, obj: Recorded, form: ModelForm[Any], change: bool) -> None:
        """Save the row; the line of history follows when its sets are there too."""
        obj.skip_history_when_saving = True
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool) -> None:
        """Save the sets, and write the line of history."""
        super().save_related(request, form, formsets, change)
        row: Any = form.instance
        del row.skip_history_when_saving
        row.save_with_reason("Gewijzigd in het beheer" if change else "Toegevoegd in het beheer", by=request.user)
        if not change:
            row.history.update(history_type="+")


@admin.display(description=_("programma"), ordering="programme__short_title")
def short_programme(row: Any) -> str:
    """The programme of a row, in the few words that a table has room for."""
    title: str = row.programme.short_title
    return title


@admin.register(Programme)
class ProgrammeAdmin(RecordedAdmin):
    """Programmes of regions."""

    list_display = ("short_title", "region", "first_year", "last_year", "classification")
    list_select_related = ("region",)
    list_filter = (("region", Used), "classification")
    search_fields = ("title", "short_title", "slug")
    autocomplete_fields = ("region", "predecessor", "veilig_thuis_regions", "partners")


@admin.register(Document)
class DocumentAdmin(RecordedAdmin):
    """Papers of programmes."""

    list_display = ("title", short_programme, "kind", "decided_by", "classification")
    list_select_related = ("programme",)
    list_filter = ("kind", "decided_by", ("programme__region", Used))
    search_fields = ("title", "key")
    autocomplete_fields = ("programme",)


@admin.register(Participation)
class ParticipationAdmin(RecordedAdmin):
    """Which municipality joins in which document."""

    list_display = ("municipality", "document")
    list_select_related = ("municipality", "document")
    list_filter = (("document__programme__region", Used),)
    search_fields = ("municipality__name", "document__title")
    autocomplete_fields = ("municipality", "document")


@admin.register(Phase)
class PhaseAdmin(RecordedAdmin):
    """Phases of programmes."""

    list_display = ("title", short_programme, "starts", "ends")
    list_select_related = ("programme",)
    list_filter = (("programme__region", Used),)
    search_fields = ("title",)
    autocomplete_fields = ("programme",)


@admin.register(Moment)
class MomentAdmin(RecordedAdmin):
    """Moments of the year of programmes."""

    list_display = ("title", short_programme, "kind", "starts_on", "repeats")
    list_select_related = ("programme",)
    list_filter = ("kind", ("programme__region", Used))
    search_fields = ("title",)
    autocomplete_fields = ("programme",)


@admin.register(ActionLine)
class ActionLineAdmin(RecordedAdmin):
    """Lines of programmes."""

    list_display = ("number", "title", short_programme, "national")
    list_display_links = ("title",)
    list_select_related = ("programme",)
    list_filter = ("national", ("programme__region", Used))
    search_fields = ("title", "programme__short_title")
    autocomplete_fields = ("programme",)


@admin.register(Theme)
class ThemeAdmin(RecordedAdmin):
    """Themes, in a line or outside the lines."""

    list_display = ("title", "line", short_programme)
    list_select_related = ("programme", "line")
    list_filter = (("programme__region", Used),)
    search_fields = ("title", "key", "programme__short_title")
    autocomplete_fields = ("programme", "line", "topics")


@admin.register(Goal)
class GoalAdmin(RecordedAdmin):
    """What regions want to reach."""

    list_display = ("text", "level", short_programme)
    list_select_related = ("programme",)
    list_filter = ("level", ("programme__region", Used))
    search_fields = ("text",)
    autocomplete_fields = ("programme", "line", "theme", "action", "parent")


@admin.register(Note)
class NoteAdmin(RecordedAdmin):
    """What a plan says that is neither goal nor action."""

    list_display = ("__str__", "kind", short_programme)
    list_select_related = ("programme",)
    list_filter = ("kind", ("programme__region", Used))
    search_fields = ("title", "text")
    autocomplete_fields = ("programme", "line", "theme")


@admin.register(Topic)
class TopicAdmin(ImportExportModelAdmin):  # type: ignore[misc]
    """The vocabulary that regions share."""

    formats = TABLES
    export_form_class = ExportForm
    resource_classes = (TopicResource,)
    list_display = ("title", "slug")
    search_fields = ("title", "slug", "text")


@admin.register(Action)
class ActionAdmin(ExportMixin, RecordedAdmin):  # type: ignore[misc]
    """Actions. A change counts as an edit, so that somebody who edits the same action in the portal hears of it."""

    formats = TABLES
    export_form_class = ExportForm
    resource_classes = (ActionResource,)
    list_display = ("number", "what", short_programme, "line", "status", "released_at", "updated_at")
    list_display_links = ("number", "what")
    list_select_related = ("programme", "line")
    list_filter = ("status", "priority", "classification", ("programme__region", Used))
    search_fields = ("number", "what", "how")
    date_hierarchy = "updated_at"
    readonly_fields = ("version", "updated_at", "planning_replaced_on", "who_replaced_on", "cost_replaced_on")
    autocomplete_fields = (
        *("programme", "line", "theme", "merged_into"),
        *("leads", "partners", "municipalities", "topics"),
    )

    def save_model(self, request: HttpRequest, obj: Recorded, form: ModelForm[Any], change: bool) -> None:
        """Count the edit and say when it was."""
        action: Action = form.instance
        action.version += 1
        action.updated_at = timezone.now()
        super().save_model(request, obj, form, change)


@admin.register(PlanExport)
class PlanExportAdmin(admin.ModelAdmin[PlanExport]):
    """Large files of plans, made by jobs for who asked; the files themselves are theirs alone."""

    list_display = ("programme", "format", "created_by", "created_at")
    list_select_related = ("programme", "created_by")
    list_filter = ("format", ("programme__region", Used))
    search_fields = ("programme__short_title", "query")
    exclude = ("file",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Files are asked for on the page of the plan."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: PlanExport | None = None) -> bool:
        """What was asked for is never edited."""
        return False


@admin.register(PlanImport)
class PlanImportAdmin(admin.ModelAdmin[PlanImport]):
    """Plans that were read in, with what came of them: reading in and taking back is done on the page of the plan."""

    list_display = ("name", "programme", "created_by", "created_at", "applied_at", "undone_at")
    list_select_related = ("programme", "created_by")
    list_filter = (("programme__region", Used),)
    search_fields = ("name", "programme__short_title")
    exclude = ("file",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A plan is read in on the page of the plan."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: PlanImport | None = None) -> bool:
        """What became of a file is never edited."""
        return False


@admin.register(Home)
class HomeAdmin(RecordedAdmin):
    """Further places of actions in the plan."""

    list_display = ("action", "line", "theme")
    list_select_related = ("action", "line", "theme")
    search_fields = ("text", "action__what")
    autocomplete_fields = ("action", "line", "theme")


@admin.register(Origin)
class OriginAdmin(RecordedAdmin):
    """Where actions come from."""

    list_display = ("action", "kind", "text")
    list_select_related = ("action",)
    list_filter = ("kind", ("action__programme__region", Used))
    search_fields = ("text", "action__what")
    autocomplete_fields = ("action",)


@admin.register(Cost)
class CostAdmin(RecordedAdmin):
    """Costs of actions."""

    list_display = ("action", "kind", "amount", "amount_max", "per", "year", "stage")
    list_select_related = ("action",)
    list_filter = ("kind", "per", "stage", ("action__programme__region", Used))
    search_fields = ("action__what", "text")
    autocomplete_fields = ("action",)


@admin.register(FundingSource)
class FundingSourceAdmin(RecordedAdmin):
    """Where money comes from."""

    list_display = ("name", short_programme)
    list_select_related = ("programme",)
    list_filter = (("programme__region", Used),)
    search_fields = ("name",)
    autocomplete_fields = ("programme",)


@admin.register(FundingBudget)
class FundingBudgetAdmin(RecordedAdmin):
    """What a funding source has per year."""

    list_display = ("source", "year", "amount", "stage")
    list_select_related = ("source",)
    list_filter = ("year", ("source__programme__region", Used))
    search_fields = ("source__name",)
    autocomplete_fields = ("source",)


@admin.register(Funding)
class FundingAdmin(RecordedAdmin):
    """Which source pays which cost."""

    list_display = ("source", "cost", "amount")
    list_select_related = ("source", "cost")
    list_filter = (("source__programme__region", Used),)
    search_fields = ("source__name", "cost__action__what")
    autocomplete_fields = ("source", "cost")


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(RecordedAdmin):
    """Progress as owners report it."""

    list_display = ("on", "action", "status", "author_name", "released_at")
    list_select_related = ("action",)
    list_filter = ("status", "no_change", ("action__programme__region", Used))
    search_fields = ("text", "action__what", "author_name")
    date_hierarchy = "on"
    autocomplete_fields = ("action", "author")
