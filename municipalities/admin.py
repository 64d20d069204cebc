"""Places, organisations and access in the back office. Guardian's rows are not here: they follow from assignments."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest
from import_export.admin import ImportExportModelAdmin
from import_export.forms import ExportForm
from simple_history.admin import SimpleHistoryAdmin

from accounts.models import User
from municipalities.models import (
    Assignment,
    CentreRole,
    Membership,
    Merger,
    Municipality,
    Organisation,
    Region,
    Subregion,
)
from municipalities.resources import TABLES, MunicipalityResource, OrganisationResource
from municipalities.services import project_permissions


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin[Region]):
    """Regions with a programme, and those of Veilig Thuis."""

    list_display = ("name", "kind", "code", "fictitious")
    list_filter = ("kind", "fictitious")
    search_fields = ("name", "code", "slug")

    def get_readonly_fields(self, request: HttpRequest, obj: Region | None = None) -> tuple[str, ...]:
        """Figures name a region by its code, and its kind says what it is: both stay."""
        return ("kind", "code", "fictitious") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Region | None = None) -> bool:
        """Figures, indicators and access hang on a region."""
        return False


@admin.register(Subregion)
class SubregionAdmin(admin.ModelAdmin[Subregion]):
    """Parts of regions."""

    list_display = ("name", "region")
    list_select_related = ("region",)
    search_fields = ("name", "region__name")


@admin.register(Municipality)
class MunicipalityAdmin(ImportExportModelAdmin):  # type: ignore[misc]
    """Municipalities of all times."""

    formats = TABLES
    export_form_class = ExportForm
    resource_classes = (MunicipalityResource,)
    list_display = ("name", "code", "province", "valid_from", "valid_until", "fictitious")
    list_filter = ("province", "fictitious")
    search_fields = ("name", "code", "name_cbs")


@admin.register(Merger)
class MergerAdmin(admin.ModelAdmin[Merger]):
    """Which municipality went into which."""

    list_display = ("on", "old", "new", "kind")
    list_select_related = ("old", "new")
    list_filter = ("on",)
    search_fields = ("old__name", "new__name")
    autocomplete_fields = ("old", "new")


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    """Which municipality belongs to which region, from and until."""

    list_display = ("municipality", "region", "subregion", "valid_from", "valid_until")
    list_select_related = ("municipality", "region", "subregion")
    list_filter = ("region",)
    search_fields = ("municipality__name", "municipality__code")
    autocomplete_fields = ("municipality", "region", "subregion")


@admin.register(CentreRole)
class CentreRoleAdmin(admin.ModelAdmin[CentreRole]):
    """Which centre municipality serves which municipality, for what, from and until."""

    list_display = ("municipality", "centre", "domain", "valid_from", "valid_until")
    list_select_related = ("municipality", "centre")
    list_filter = ("domain",)
    search_fields = ("municipality__name", "centre__name")
    autocomplete_fields = ("municipality", "centre")


@admin.register(Organisation)
class OrganisationAdmin(ImportExportModelAdmin):  # type: ignore[misc]
    """Who can lead an action or join in."""

    formats = TABLES
    export_form_class = ExportForm
    resource_classes = (OrganisationResource,)
    list_display = ("name", "region", "kind")
    list_select_related = ("region",)
    list_filter = ("kind", ("region", admin.RelatedOnlyFieldListFilter))
    search_fields = ("name", "region__name")
    autocomplete_fields = ("municipality",)


@admin.register(Assignment)
class AssignmentAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """Who has which role where. Every change is carried over to guardian's rows, also for who had the role before."""

    list_display = ("user", "role", "place_name", "valid_from", "valid_until")
    list_select_related = ("user", "region", "municipality", "organisation")
    list_filter = ("role", ("region", admin.RelatedOnlyFieldListFilter))
    search_fields = ("user__name", "user__email", "region__name", "organisation__name", "municipality__name")
    autocomplete_fields = ("user", "region", "municipality", "organisation")

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Assignment, form: ModelForm[Assignment], change: bool) -> None:
        """Save, and project the permissions of its user and of the one it was of before."""
        if obj.user_id == request.user.pk and obj.role in (Assignment.Role.VEILIG_THUIS, Assignment.Role.FIGURE_KEEPER):
            raise PermissionDenied  # nobody gives these to themselves, also not who may do everything else
        before = Assignment.objects.filter(pk=obj.pk).values_list("user_id", flat=True)
        people = [*before, obj.user_id]
        super().save_model(request, obj, form, change)
        _project(people)

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Assignment) -> None:
        """Delete, and take what it gave."""
        super().delete_model(request, obj)
        _project([obj.user_id])

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Assignment]) -> None:
        """Delete several, and take what they gave."""
        people = list(queryset.values_list("user_id", flat=True))
        super().delete_queryset(request, queryset)
        _project(people)


def _project(people: Iterable[Any]) -> None:
    for user in User.objects.filter(pk__in=set(people)):
        project_permissions(user)
