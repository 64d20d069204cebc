"""What the pages of allauth need to fit the portal."""

from typing import Any

from django import forms, template
from django.conf import settings

from accounts import sessions

register = template.Library()


@register.simple_tag(takes_context=True)
def session_left(context: dict[str, Any]) -> sessions.Left:
    """How long the reader stays signed in."""
    return sessions.left(context["request"])


@register.inclusion_tag("account/_providers.html", takes_context=True)
def identity_providers(context: dict[str, Any]) -> dict[str, Any]:
    """A button for each municipality or organisation through which one signs in."""
    return {name: context.get(name) for name in ("request", "redirect_field", "csrf_token")} | {
        "providers": settings.IDENTITY_PROVIDERS
    }


@register.filter
def without_placeholders(form: forms.BaseForm) -> forms.BaseForm:
    """The form without grey words inside its fields: allauth repeats the label there, with too little contrast."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form
