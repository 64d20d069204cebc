"""The forms of a topic: what it is called, and into which other one it goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from actions.forms.kept import RowForm, as_typed
from actions.models import Topic


class TopicForm(RowForm):
    """A topic. Its address follows from its first title, and stays."""

    class Meta:
        model = Topic
        fields = ("title", "text")
        formfield_callback = as_typed

    def clean_title(self) -> str:
        """A title that no other topic has."""
        title: str = self.cleaned_data["title"]
        others = Topic.objects.exclude(pk=self.instance.pk).values_list("title", flat=True)
        if title.casefold() in {other.casefold() for other in others}:
            raise forms.ValidationError(_now("Dit onderwerp staat er al. Kies een andere titel of voeg ze samen."))
        return title


class MergeForm(forms.Form):
    """Which topic takes the place of another."""

    to: Any = forms.ModelChoiceField(
        None, label=_("Samenvoegen met"), empty_label=_("Maak een keuze"),
        help_text=_("Dit onderwerp blijft. Het andere verdwijnt uit de lijst."),
        error_messages={
            "required": _("Kies met welk onderwerp."), "invalid_choice": _("Kies een onderwerp uit de lijst."),
        },
    )  # fmt: skip

    def __init__(self, data: Any, *, topic: Topic) -> None:
        super().__init__(data, label_suffix="")
        to: Any = self.fields["to"]
        to.queryset = Topic.objects.exclude(pk=topic.pk)
