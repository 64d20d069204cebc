"""Settings of the portal: one file, every variable read once, loud when it is wrong.

Nothing set: SQLite in WAL, Celery over the filesystem, mail to the console. `make setup` writes a `.env`.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from accounts.providers import IdentityProvider

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
environ.Env.read_env(BASE_DIR / ".env")
env = environ.FileAwareEnv()

DEBUG: bool = env.bool("DEBUG", default=False)
DEMO: bool = env.bool("DEMO", default=DEBUG)  # names the demo accounts on the sign-in page
SECRET_KEY: str = env.str("SECRET_KEY", default="")
IN_PRODUCTION = not (DEBUG or DEMO)  # what is missing there stops the start
if not SECRET_KEY:
    raise ImproperlyConfigured("Zet SECRET_KEY (of SECRET_KEY_FILE), of draai eerst 'make setup'.")
if IN_PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(f"SECRET_KEY heeft {len(SECRET_KEY)} tekens; neem er minstens 50, willekeurig.")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS: bool = env.bool("HTTPS", default=False)

# Where files that the portal makes are kept: database, media, queue. One volume in deployment.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
for folder in (DATA_DIR, DATA_DIR / "media", DATA_DIR / "queue", DATA_DIR / "tmp"):
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(PermissionError):  # a folder of somebody else, such as a mounted volume, keeps its rights
        folder.chmod(0o700)
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700

INSTALLED_APPS = [
    "regiovisie",
    "evaluations",
    "monitoring",
    "actions",
    "decisions",
    "municipalities",
    "jobs",
    "accounts",
    "regiovisie.admin_config.PortalAdminConfig",  # django.contrib.admin with our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
    "guardian",
    "health_check",
    "import_export",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accounts.asked.AskedMiddleware",  # before what reads the address
    "accounts.sessions.PrivacyMiddleware",
    "accounts.devices.DeviceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "accounts.uploads.UploadMiddleware",  # before what reads the body
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.once.OnceMiddleware",  # around the messages: what the first answer tells, the second tells again
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.kept.KeepTypedMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "regiovisie.middleware.FragmentMiddleware",
    "regiovisie.middleware.OnlyPostedMiddleware",
    "regiovisie.middleware.RoomMiddleware",
    "accounts.sessions.SessionLengthMiddleware",
    "municipalities.second_step.SecondStepMiddleware",  # after what ends a session
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "actions.middleware.SeenMiddleware",  # close to the pages: knows what they read
    "regiovisie.stand.middleware.StandMiddleware",  # closest: reads them on another day
]

ROOT_URLCONF = "regiovisie.urls"
WSGI_APPLICATION = "regiovisie.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.asked.context",
                "accounts.standing.context",
            ],
            "builtins": ["accounts.templatetags.marked"],  # {% csrf_token %} says whose form it is
        },
    },
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a server that was restarted is noticed before the first query
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    if DATABASES["default"]["NAME"] == str(DATA_DIR / "db.sqlite3"):
        Path(DATABASES["default"]["NAME"]).touch(mode=0o600)  # the files that SQLite puts beside it get the same rights
    # One writer at a time: take the lock at the start of a transaction and wait for it, instead of failing half-way.
    # Kept open: whoever closes the last connection takes two small files beside the database along, and on a full disk
    # nobody can make them again, not even to read.
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # Nobody waits for ever for a server that does not answer, or that went away without saying so (seconds; the last
    # one milliseconds). What stands in DATABASE_URL comes first.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 3,
        "keepalives_idle": 20,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
    } | DATABASES["default"].get("OPTIONS", {})
STAND_DIR = DATA_DIR / "tmp" / "stand"  # the plan as it stood on earlier days, to read again within the hour
DATABASE_ROUTERS = ["regiovisie.stand.reading.StandRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits (of wrong passwords, mails asked for) hold for all processes together: never a cache per process.
REDIS_URL: str = env.str("REDIS_URL", default="")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "accounts.caches.RedisOrDatabaseCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}  # accounts/migrations makes it
}
CACHES["default"]["KEY_PREFIX"] = "regiovisie"
if not REDIS_URL:
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 100_000}  # as accounts.caches has it, which says why

# Who
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.OneAddressBackend",
    "municipalities.backends.PlaceBackend",
]
ANONYMOUS_USER_NAME = None  # guardian: no row for visitors
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.validators.LengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Where the portal is, for links in mail that no request asked for; else the first address that the settings name.
first_host = ALLOWED_HOSTS[0].lstrip(".") if ALLOWED_HOSTS else "localhost"
first_address = CSRF_TRUSTED_ORIGINS[0] if CSRF_TRUSTED_ORIGINS else f"https://{first_host}"
PORTAL_URL: str = (env.str("PORTAL_URL", default="") or first_address).rstrip("/")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my-page"
# People sign in with the address to which an administrator gave access; nobody signs up or changes it by themselves.
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Regiovisieportaal: "
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second step is mailed to its owner
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {
    "login": None,  # successes count for nothing
    "login_failed": "20/h/key",  # for wrong extra codes, by who knows the password
    "password_failed": "60/h/ip",  # for wrong passwords on all accounts together; axes counts per account
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.TokenGenerator"
ACCOUNT_FORMS = {
    "reset_password": "accounts.forms.ResetPasswordForm",
    "login": "accounts.forms.LoginForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]  # webauthn: passkeys, as a second step only
MFA_FORMS = {
    "activate_totp": "accounts.forms.ActivateForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
    "authenticate_webauthn": "accounts.forms.UsePasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.ReusePasskeyForm",
}
ACCOUNT_SESSION_REMEMBER = False  # closing the browser signs out
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator vouches for the address
MFA_TOTP_ISSUER = "Regiovisieportaal"
MFA_ADAPTER = "accounts.mfa_adapter.MFAAdapter"
MFA_RECOVERY_CODES_SHOW_ONCE = True
if DEMO:
    MFA_TOTP_TOLERANCE = 2  # visitors share accounts, and a code works once: the page shows one that is not used yet
# Who may change anything signs in with a second step.
SECOND_STEP_REQUIRED: bool = env.bool("SECOND_STEP_REQUIRED", default=True)
if IN_PRODUCTION and not SECOND_STEP_REQUIRED:
    raise ImproperlyConfigured(
        "SECOND_STEP_REQUIRED kan op een server niet uit: wie iets mag veranderen, heeft twee stappen."
    )
# What encrypts the secrets of second steps, the newest first; the key that follows from SECRET_KEY always comes last.
SECOND_STEP_KEYS: list[str] = env.list("SECOND_STEP_KEYS", default=[])
for number, key in enumerate(SECOND_STEP_KEYS, start=1):
    try:
        Fernet(key)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"Sleutel {number} van SECOND_STEP_KEYS is geen sleutel. Maak er een met: "
            'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
        ) from error
# Identity providers of municipalities and organisations; what stands in a block: accounts.providers.IdentityProvider.
try:
    IDENTITY_PROVIDERS = [IdentityProvider.read(block) for block in env.json("OIDC_PROVIDERS", default=[])]
except (ValueError, TypeError) as error:
    raise ImproperlyConfigured(f"OIDC_PROVIDERS klopt niet: {error}") from error
for provider in IDENTITY_PROVIDERS:
    if provider.is_in_the_clear and not DEBUG:
        raise ImproperlyConfigured(
            f"OIDC_PROVIDERS: issuer van {provider.key} begint met http://. Dan leest en verandert iemand onderweg wie "
            "er inlogt. Neem het adres met https://; zonder kan het alleen op deze machine zelf, of met DEBUG=1."
        )
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.for_allauth() for provider in IDENTITY_PROVIDERS]}}
SOCIALACCOUNT_ADAPTER = "municipalities.identity.SocialAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds
AXES_VERBOSE = False
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["ip_address", "username"]]  # a stranger elsewhere locks nobody out
AXES_USERNAME_FORM_FIELD = "email"  # as allauth names it; with another name failures of all accounts add up
AXES_CLIENT_IP_CALLABLE = "accounts.devices.counted_as"
AXES_ENABLE_ADMIN = False  # addresses of visitors are nobody's business
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
ALLAUTH_TRUSTED_PROXY_COUNT: int = env.int("TRUSTED_PROXIES", default=0)  # how many proxies add to X-Forwarded-For
SESSION_ENGINE = "accounts.session_store"
SESSION_COOKIE_AGE = 2 * 60 * 60  # seconds without a request after which a session ends
SESSION_MAX_AGE = 10 * 60 * 60  # seconds after signing in after which it ends anyhow

# The trace (accounts.trace): days after which an entry goes. Five years is what the law asks of care providers, who log
# who looked in a file (Besluit elektronische gegevensverwerking door zorgaanbieders; NEN 7513); docs/besluiten/105.
TRACE_DAYS: int = env.int("TRACE_DAYS", default=5 * 365)
if TRACE_DAYS < 366:
    raise ImproperlyConfigured("Zet TRACE_DAYS op minstens 366: de database houdt elke regel een jaar vast.")

CSRF_FAILURE_VIEW = "accounts.views.csrf_failure"

# Headers
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *(provider.origin for provider in IDENTITY_PROVIDERS)],
    },
}

# Language: numbers are formatted by our own filters, so that no identifier or SVG coordinate gets a separator.
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
MEDIA_ROOT = DATA_DIR / "media"  # private: files leave through views that ask who may see them
STORAGES = {
    "default": {"BACKEND": "jobs.room.WholeFileStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},  # public
    },
}
WHITENOISE_USE_FINDERS = DEBUG

EMAIL_URL: str = env.str("EMAIL_URL", default="")
if IN_PRODUCTION and not EMAIL_URL:
    raise ImproperlyConfigured(
        "Zet EMAIL_URL (of EMAIL_URL_FILE), bijvoorbeeld smtp+tls://gebruiker:wachtwoord@mail.voorbeeld.nl:587. "
        "Zonder mail kan niemand een wachtwoord kiezen."
    )
EMAIL_CONFIG = env.email_url_config(EMAIL_URL or "consolemail://")
vars().update(EMAIL_CONFIG)
MAIL_BACKEND: str = EMAIL_CONFIG["EMAIL_BACKEND"]  # what the worker sends with, out of the outbox
EMAIL_BACKEND = "jobs.outbox.Outbox"
EMAIL_TIMEOUT: int = env.int("EMAIL_TIMEOUT", default=10)  # seconds, for each answer of the mail server
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="Regiovisieportaal <portaal@localhost>")

# Work in the background
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    # A request waits no longer than this for a broker that is away; the job stays in its row and is sent later.
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "visibility_timeout": 3600,
        "socket_connect_timeout": 2,
        "socket_timeout": 5,  # more than the second for which a worker asks for the next message
        "max_retries": 0,
    }
else:
    CELERY_BROKER_URL = "filesystem://localhost"  # the host only keeps kombu from warning that there is none
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "queue"),
        "data_folder_out": str(DATA_DIR / "queue"),
        "control_folder": str(DATA_DIR / "queue" / "control"),
        "polling_interval": 0.1,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker, however long that takes

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "tmp"  # beside it each worker has a folder of its own (jobs/temporary.py)
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "jobs.room.UploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "outages": {"()": "jobs.outages.Calm"},
        "discreet": {"()": "regiovisie.discretion.Discreet"},
    },
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["outages", "discreet"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "weasyprint.progress": {"level": "INFO", "propagate": False},  # read by evaluations.pdf, not for people
        "fontTools": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},  # else it names the passkey of everybody who signs in
    },
}

SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # rights on objects go through municipalities.backends.PlaceBackend
