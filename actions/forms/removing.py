"""Removing a concept: the version that the user saw."""

from django import forms


class RemoveForm(forms.Form):
    """Nothing to fill in: which version of the action goes."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
