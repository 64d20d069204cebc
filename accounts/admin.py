"""In the back office: people (a name, an address, an account that closes), and how accessible the portal is."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts import services
from accounts.models import AccessibilityStatement, BarrierReport, User


class UserForm(forms.ModelForm[User]):
    """The address in small letters, so that it is compared with those of others as it will be kept."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """People are added where they get access, and sign in with a password that only they know.

    A technical administrator is made on the server (`manage.py createsuperuser`), so that nobody here makes a second
    account that may do everything.
    """

    form = UserForm
    list_display = ("name", "email", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("name", "email")
    fields = ("name", "email", "is_active", "is_superuser", "last_login")
    readonly_fields = ("is_superuser", "last_login")

    actions = ("forget_second_step",)

    @admin.action(description=_("Extra code weghalen (telefoon en noodcodes kwijt)"), permissions=("change",))
    def forget_second_step(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For who lost it: they are signed out, told by mail, and set a new one up at their next sign-in."""
        for user in queryset:
            services.forget_second_step(user)
        names = ", ".join(str(user) for user in queryset)
        self.message_user(request, _("De extra code is weggehaald van: %s. Zij kregen een mail.") % names)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody is added here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account is closed, not deleted: what somebody wrote stays theirs."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """An address and a closed account are more than their field: the services write them."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            services.change_address(obj, obj.email)
        if "is_active" in form.changed_data:
            (services.reopen_account if obj.is_active else services.close_account)(obj, by=_user(request))


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


@admin.register(AccessibilityStatement)
class AccessibilityStatementAdmin(admin.ModelAdmin[AccessibilityStatement]):
    """What stands on the page about accessibility; there is one."""

    list_display = ("__str__", "organisation", "status", "declared_on")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Once."""
        return not AccessibilityStatement.objects.exists()


@admin.register(BarrierReport)
class BarrierReportAdmin(admin.ModelAdmin[BarrierReport]):
    """What visitors could not use: their words stay, what was done with them is added."""

    list_display = ("__str__", "page", "reported_at", "handled_on")
    list_filter = ("handled_on",)
    search_fields = ("problem", "page")
    fields = ("problem", "page", "aid", "email", "reported_at", "handled_on", "outcome")
    readonly_fields = ("problem", "page", "aid", "email", "reported_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Visitors report."""
        return False
