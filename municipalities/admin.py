"""Places, organisations and access in the back office. Guardian's rows are not here: they follow from assignments."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportModelAdmin
from import_export.forms import ExportForm
from simple_history.admin import SimpleHistoryAdmin

from accounts.models import User
from municipalities import services
from municipalities.models import (
    Assignment,
    CentreRole,
    ClaimRule,
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


@admin.register(ClaimRule)
class ClaimRuleAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """Which role follows from a claim of an identity provider. To read: they are set on the page of the region."""

    list_display = ("provider", "claim", "value", "role", "region", "municipality", "organisation")
    list_filter = ("provider", "role")
    list_select_related = ("region", "municipality", "organisation")
    search_fields = ("claim", "value")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A rule asks a second person, on the page of the region."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: ClaimRule | None = None) -> bool:
        """As for adding."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ClaimRule | None = None) -> bool:
        """As for adding."""
        return False


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


class AssignmentForm(ModelForm[Assignment]):
    """Who has which role where; nobody gives or changes their own."""

    by: User

    def clean(self) -> dict[str, Any]:
        """Refuse one's own, also when it would become somebody else's."""
        cleaned = super().clean() or {}
        if self.by in (cleaned.get("user"), self.instance.user if self.instance.pk else None):
            raise ValidationError(_("U geeft uzelf geen toegang en wijzigt die niet. Vraag het een andere beheerder."))
        return cleaned


@admin.register(Assignment)
class AssignmentAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """Who has which role where. Every change is carried over to guardian's rows, also for who had the role before."""

    list_display = ("user", "role", "place_name", "valid_from", "valid_until", "awaits")
    list_select_related = ("user", "region", "municipality", "organisation")
    list_filter = ("role", "awaits", ("region", admin.RelatedOnlyFieldListFilter))
    search_fields = ("user__name", "user__email", "region__name", "organisation__name", "municipality__name")
    autocomplete_fields = ("user", "region", "municipality", "organisation")

    form = AssignmentForm
    readonly_fields = ("awaits", "given_by", "decided_by")

    def get_form(self, request: HttpRequest, obj: Assignment | None = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, which refuses what somebody would give to themselves."""
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Assignment, form: ModelForm[Assignment], change: bool) -> None:
        """Save, and project the permissions of its user and of the one it was of before.

        What gives more than the row gave awaits a second person, as on the page of the region.
        """
        before = Assignment.objects.filter(pk=obj.pk).first()
        obj.awaits, obj.given_by, obj.decided_by = services.confirmation_after(before, obj, by=cast(User, request.user))
        people = [before.user_id, obj.user_id] if before else [obj.user_id]
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
