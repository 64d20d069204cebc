"""What the pages of allauth need to fit the portal."""

from django import forms, template

register = template.Library()


@register.filter
def without_placeholders(form: forms.BaseForm) -> forms.BaseForm:
    """The form without grey words inside its fields: allauth repeats the label there, with too little contrast."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form
