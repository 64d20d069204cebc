from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from accounts import folding
from accounts.sessions import note_leaving, stamp


class AccountsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "accounts"
    verbose_name = _("Mensen")

    def ready(self) -> None:
        """What signing in and out does besides; what is done with an account is told in the trace."""
        from accounts import sign_in_trace  # noqa: PLC0415  # its models are not there earlier

        connection_created.connect(folding.teach, dispatch_uid="accounts.folding.teach")
        user_logged_in.connect(stamp, dispatch_uid="accounts.sessions.stamp")
        user_logged_out.connect(note_leaving, dispatch_uid="accounts.sessions.note_leaving")
        sign_in_trace.listen()
