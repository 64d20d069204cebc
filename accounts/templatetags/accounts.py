"""What the pages of allauth need to fit the portal."""

import json
from typing import Any

from django import forms, template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from accounts import passkeys, second_step, sessions

register = template.Library()


@register.simple_tag(takes_context=True)
def session_left(context: dict[str, Any]) -> sessions.Left:
    """How long the reader stays signed in."""
    return sessions.left(context["request"])


@register.simple_tag(takes_context=True)
def own_steps(context: dict[str, Any]) -> second_step.Own:
    """The second steps of who is signed in, or is half-way."""
    request = context["request"]
    return second_step.own(request.user if request.user.is_authenticated else request._login_stage.login.user)


@register.simple_tag(takes_context=True)
def passkeys_elsewhere(context: dict[str, Any]) -> str:
    """The same page at an address where passkeys work; "" where they do."""
    return passkeys.elsewhere(context["request"])


@register.filter
def as_json(value: Any) -> str:
    """For an attribute that our own script reads."""
    return json.dumps(value, cls=DjangoJSONEncoder)


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
