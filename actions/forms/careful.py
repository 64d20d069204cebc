"""Forms with free text: they warn when a text looks as if it is about one person, and let it through on request."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.rules import privacy


class CarefulForm(forms.Form):
    """A form whose `careful` fields are searched for personal data; `personal_ok` saves the text all the same."""

    careful: ClassVar[tuple[str, ...]] = ()

    personal_ok = forms.BooleanField(
        required=False,
        label=_("Toch opslaan: dit gaat niet over een persoon, of mag hier openbaar staan"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        """Warn beside each field that looks personal and is new, unless the person confirmed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("personal_ok"):
            for name in self._searched():
                value = cleaned.get(name) or ""
                text = value if isinstance(value, str) else "\n".join(value)
                if text != self.get_initial_for_field(self.fields[name], name):
                    self._warn(name, text)
        return cleaned

    def _warn(self, name: str, text: str) -> None:
        for finding in privacy.findings(text, today=timezone.localdate())[:3]:
            sentence = _("‘%(text)s’ lijkt op %(looks_like)s. Haal het weg, of vink hieronder ‘Toch opslaan’ aan.")
            said = {"text": finding.text, "looks_like": finding.looks_like}
            self.add_error(name, ValidationError(sentence, code="personal", params=said))

    @property
    def warns(self) -> bool:
        """Whether the form asks for a confirmation: something looks personal, or the person confirmed before."""
        asked = any(error.code == "personal" for name in self._searched() for error in self._found(name))
        return asked or (self.is_bound and "personal_ok" in self.data)

    def _searched(self) -> list[str]:
        return [name for name in self.careful if name in self.fields]

    def _found(self, name: str) -> list[ValidationError]:
        return self.errors[name].as_data() if name in self.errors else []


class ParagraphField(forms.CharField):
    """A text of more lines; line ends as the database has them, whatever the browser sends."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows, "cols": 60}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """Text without carriage returns."""
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")
