"""What the pages of allauth need to fit the portal."""

from typing import Any

from django import forms, template

from accounts import sessions

register = template.Library()


@register.simple_tag(takes_context=True)
def session_left(context: dict[str, Any]) -> sessions.Left:
    """How long the reader stays signed in."""
    return sessions.left(context["request"])


@register.filter
def without_placeholders(form: forms.BaseForm) -> forms.BaseForm:
    """The form without grey words inside its fields: allauth repeats the label there, with too little contrast."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form
