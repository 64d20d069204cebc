"""A term list as a file, or as a table that was pasted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from actions.forms.importing import StartForm


class ListForm(StartForm):
    """The file or the pasted table; quarters and amounts are of plans only."""

    year = None  # type: ignore[assignment]
    amounts_in = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paste"].help_text = _("Kopieer de hele tabel, ook de rij met koppen zoals Toezegging en Termijn.")
