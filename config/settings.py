"""Settings, all read from the environment; README.md says which variables there are."""

import warnings
from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF

from config import environment, secret_key
from config.embedded.cluster import DATABASE, PORT, USER

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.directory("DATA_DIR", BASE_DIR / "var")

DEBUG = environment.flag("DEBUG")

# Database

_database = environment.database("DATABASE_URL")

if _database:
    SECRET_KEY = secret_key.from_environment("SECRET_KEY")
else:
    SECRET_KEY = environment.text("SECRET_KEY", "") or secret_key.kept_in(DATA_DIR / "secret-key")
    _database = {"ENGINE": "config.embedded", "NAME": DATABASE, "USER": USER, "PORT": PORT}

# What is asked twice is planned once: that takes longer than most answers.
_prepared = {"server_side_binding": True, "prepare_threshold": 2}
DATABASES = {
    "default": {
        **_database,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": _database.get("OPTIONS", {}) | _prepared,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "factcheck.User"

# The web

SITE_NAME = environment.text("SITE_NAME", "factcheck")
# Of all that programs read; the licence of what the desk quotes stays that of its publishers.
LICENCE = environment.licence("LICENCE")
SITE_URL = environment.origin("SITE_URL", "http://127.0.0.1:8000")
_site = urlsplit(SITE_URL)

ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS") or [_site.hostname or ""]
CSRF_TRUSTED_ORIGINS = environment.origins("CSRF_TRUSTED_ORIGINS")
TRUSTED_PROXIES = environment.networks("TRUSTED_PROXIES")

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _site.scheme == "https"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _site.scheme == "https" else 0
# We cannot promise that subdomains use https too, nor that browsers may preload the site.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "procrastinate.contrib.django",
    "csp",
    "django_filters",
    "django_htmx",
    "factcheck",
]

MIDDLEWARE = [
    "factcheck.public.kept.keeping.keeping_middleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "factcheck.public.kept.keeping.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "factcheck.languages.language_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# Pages that are served again as they were rendered

CACHE_URL = environment.store("CACHE_URL")
KEPT_PAGES = environment.number("KEPT_PAGES", 64)
PURGE_URLS = environment.urls("PURGE_URL")

# What goes out to addresses that somebody typed in may go to these, though they are not public.
OUTGOING_NETWORKS = environment.networks("OUTGOING_NETWORKS")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

CSRF_FAILURE_VIEW = "factcheck.admin.send_again.csrf_failure"

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Files

MEDIA_ROOT = environment.directory("MEDIA_ROOT", DATA_DIR / "media")
# Megabytes of a file of claims that the desk takes.
IMPORT_LIMIT = environment.number("IMPORT_LIMIT", 10)
FILE_UPLOAD_HANDLERS = ["factcheck.uploads.DeskUploads"]

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Forms

# The default of Django 6; 5.2 warns both those who set it and those who do not.
FORMS_URLFIELD_ASSUME_HTTPS = True
warnings.filterwarnings("ignore", message="The FORMS_URLFIELD_ASSUME_HTTPS")

# Errors go to standard error; by default, Django would log them nowhere

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler", "level": "ERROR"}},
    "loggers": {
        "django": {"handlers": ["stderr"]},
        # Scanners send the names of other hosts: these are refused, and are no errors of ours.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}

# Language and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "factcheck" / "locale"]
FORMAT_MODULE_PATH = "factcheck.formats"
USE_TZ = True
TIME_ZONE = environment.time_zone("TIME_ZONE", "UTC")

# E-mail; without a server, each message becomes a file

DEFAULT_FROM_EMAIL = f"{SITE_NAME} <noreply@{_site.hostname}>"
EMAIL_TIMEOUT = 20

globals().update(
    environment.email("EMAIL_URL")
    or {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": DATA_DIR / "mail",
    }
)
