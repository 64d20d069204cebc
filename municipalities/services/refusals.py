"""Why a service does not give or take access; the text is for the reader, in Dutch."""

from django.utils.translation import gettext_lazy as _

NOT_GIVEN = _("Deze rol geeft u hier niet. Op de pagina Wie mag wat staat wie dat wel doet.")


class OwnAdministration(Exception):
    """Somebody tries to take away their own last right to give access; the text says so in Dutch."""


class OwnAccess(Exception):
    """Somebody tries to give rights to themselves, or to confirm what they gave or would get; the text is Dutch."""


class NotYours(Exception):
    """Somebody tries to give or end what is not theirs to give; the text says so in Dutch."""
