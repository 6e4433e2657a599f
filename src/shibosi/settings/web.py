"""How Django is set up. What differs from one machine to another comes from `shibosi.settings`."""

from urllib.parse import parse_qs, unquote, urlsplit

from shibosi import settings
from shibosi.settings import limits, logs


def _database() -> dict[str, object]:
    url = settings.database_url()
    if url is None:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": settings.home() / "shibosi.sqlite3",
            # Each thread keeps its connection: a new one reads the description of all tables first.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                # The server writes its log into the database beside the requests (`store.checkpoints`).
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384; "
                "PRAGMA wal_autocheckpoint=10000;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "".join(parse_qs(parts.query).get("host", [])),
        "PORT": str(parts.port or ""),
        # What is asked often is prepared: an intake asks the same fifty things for every document.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16}, "server_side_binding": True, "prepare_threshold": 3},
    }


DATABASES = {"default": _database()}
SECRET_KEY = settings.secret()
ALLOWED_HOSTS = settings.hosts()
DEBUG = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ninja",
    "shibosi.store",
    "shibosi.pages",
    "shibosi.console",
    "shibosi.portal",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]
LOGGING = logs.config(settings.log_form(), settings.log_level())
MIDDLEWARE = [
    "shibosi.api.watching.Watched",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shibosi.pages.policy.Policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "shibosi.api.middleware.Door",
    "shibosi.portal.visits.bounding.Bounded",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "shibosi.store.signing_in.SecondFactor",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shibosi.pages.shell.shell",
            ],
            "builtins": ["shibosi.pages.tags", "shibosi.console.words"],
        },
    }
]
FILE_UPLOAD_HANDLERS = ["shibosi.pages.uploads.Bounded"]
ROOT_URLCONF = "shibosi.web.urls"
CSRF_FAILURE_VIEW = "shibosi.pages.errors.forged"
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# What all processes count together lies in the database; what each counts for itself, in its memory.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cached",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "counts": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# Sessions last a working day, and leave the browser when it is closed.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = settings.https()
SECURE_HSTS_SECONDS = 31_536_000 if settings.https() else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if settings.https() and settings.proxies():
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Letters: links to set a password. Without a server that sends them, the administrator finds them in the output.
_mail = settings.mail()
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _mail else 'console'}.EmailBackend"
EMAIL_TIMEOUT = 20
if _mail is not None:
    EMAIL_HOST, EMAIL_PORT, DEFAULT_FROM_EMAIL = _mail.host, _mail.port, _mail.sender
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.whole, not _mail.whole

# Signing in: by e-mail and password, with a second factor, or through the provider. Nobody signs up.
AUTH_USER_MODEL = "store.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ["email", "name"]}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "shibosi.store.signing_in.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = limits.for_allauth()
ALLAUTH_TRUSTED_PROXY_COUNT = settings.proxies()
MFA_ADAPTER = "shibosi.store.signing_in.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Shibosi"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
SOCIALACCOUNT_ADAPTER = "shibosi.store.signing_in.Providers"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True


def provider() -> dict[str, object]:
    """The OpenID Connect provider as allauth wants it told; nothing without one. Raises WrongSetting."""
    found = settings.provider()
    if found is None:
        return {}
    app = {
        "provider_id": "oidc", "name": found.name, "client_id": found.client, "secret": found.secret,
        "settings": {"server_url": found.issuer, "oauth_pkce_enabled": True},
    }  # fmt: skip
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


SOCIALACCOUNT_PROVIDERS = provider()
