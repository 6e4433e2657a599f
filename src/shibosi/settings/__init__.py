"""Settings: the only place that reads the environment. What there is and what it means stands in `named`.

All may be left out; for signing heads of logs, options of the command line say the same.
"""

import os
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from shibosi.kernel.errors import ShibosiError
from shibosi.settings.named import SETTINGS

SIGNING_KEY = "SHIBOSI_SIGNING_KEY"
LOG_ORIGIN = "SHIBOSI_LOG_ORIGIN"
MESSAGE_PASSWORD = "SHIBOSI_MESSAGE_PASSWORD"
MESSAGE_KEY = "SHIBOSI_MESSAGE_KEY"
MESSAGE_NUMBER = "SHIBOSI_MESSAGE_NUMBER"
PAYMENT_UPLOAD = "SHIBOSI_PAYMENT_UPLOAD"
PROGRAM = "SHIBOSI_PROGRAM"
HOME = "SHIBOSI_HOME"
DATABASE = "SHIBOSI_DATABASE"
SECRET = "SHIBOSI_SECRET"
SEAL = "SHIBOSI_SEAL"
HOSTS = "SHIBOSI_HOSTS"
HTTPS = "SHIBOSI_HTTPS"
PROXIES = "SHIBOSI_PROXIES"
WEBHOOKS_PRIVATE = "SHIBOSI_WEBHOOKS_PRIVATE"
EXAMPLE = "SHIBOSI_EXAMPLE"
MAIL = "SHIBOSI_MAIL"
MAIL_FROM = "SHIBOSI_MAIL_FROM"
OIDC_ISSUER = "SHIBOSI_OIDC_ISSUER"
OIDC_CLIENT = "SHIBOSI_OIDC_CLIENT"
OIDC_SECRET = "SHIBOSI_OIDC_SECRET"
OIDC_NAME = "SHIBOSI_OIDC_NAME"
LOG = "SHIBOSI_LOG"
LOG_LEVEL = "SHIBOSI_LOG_LEVEL"
TRACES = "OTEL_EXPORTER_OTLP_ENDPOINT"
LOOPBACK = frozenset(["127.0.0.1", "::1", "localhost"])


class WrongSetting(ShibosiError):
    """A setting that cannot be used."""

    code = "wrong-setting"
    message = "The setting {setting} cannot be used: it is '{value}'; wanted is {wanted}."


def start_django() -> None:
    """Make Django ready in this process, once: what stands in the store can be imported only then."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shibosi.settings.web")
    import django

    django.setup()


def signing_key_file() -> Path | None:
    """The file of the key that signs heads of logs, if one is named."""
    named = os.environ.get(SIGNING_KEY)
    return Path(named) if named else None


def message_password() -> str:
    """The password of the key that signs customs messages; empty where none is set."""
    return os.environ.get(MESSAGE_PASSWORD) or ""


def message_key() -> tuple[Path | None, str]:
    """The file of the key that signs payment data for customs, if one is named, and the number of its certificate."""
    named = os.environ.get(MESSAGE_KEY)
    return Path(named) if named else None, os.environ.get(MESSAGE_NUMBER) or ""


def payment_upload() -> str:
    """Where payment data that customs asks for are uploaded; empty where nothing is set."""
    return os.environ.get(PAYMENT_UPLOAD) or ""


def log_origin() -> str | None:
    """What signed heads call the log, if it is named."""
    return os.environ.get(LOG_ORIGIN) or None


def system_language() -> str:
    """The language the system speaks, such as "zh_CN.UTF-8"; "en" where it does not say."""
    return os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"


def program() -> str:
    """What to type before a command, as whoever called typed it."""
    return os.environ.get(PROGRAM) or "shibosi"


def home() -> Path:
    """The folder of the server."""
    return Path(os.environ.get(HOME) or "shibosi-home").absolute()


def database_url() -> str | None:
    """Where the PostgreSQL database is; None: SQLite in the folder of the server."""
    return os.environ.get(DATABASE) or None


def database_name() -> str:
    """Where the database is, for people: without the password."""
    url = database_url()
    if url is None:
        return str(home())
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"


def secret() -> str:
    """The secret of sessions and tokens."""
    return os.environ.get(SECRET) or _kept("secret")


def seal() -> bytes:
    """The key of sealed columns, 32 bytes."""
    return bytes.fromhex(os.environ.get(SEAL) or _kept("seal"))


def has_seal() -> bool:
    """Whether this server has a key of sealed columns already."""
    return bool(os.environ.get(SEAL)) or (home() / "seal").exists()


def keep(name: str, value: str) -> None:
    """Put a secret ("seal", "secret") into the folder of the server, where there is none."""
    _kept(name, value)


def hosts() -> list[str]:
    """The names the server answers to."""
    named = os.environ.get(HOSTS) or "127.0.0.1,localhost"
    return [host.strip() for host in named.split(",") if host.strip()]


def https() -> bool:
    """Whether the server is only reached over HTTPS."""
    return os.environ.get(HTTPS) == "1"


def proxies() -> int:
    """How many proxies of ours stand before the server. Raises WrongSetting."""
    return _number(PROXIES, "0, 1, 2, …")


def log_form() -> str:
    """How log lines are written, "json" or "plain". Raises WrongSetting."""
    return _one_of(LOG, os.environ.get(LOG) or ("plain" if sys.stderr.isatty() else "json"), ("json", "plain"))


def log_level() -> str:
    """The least that is logged. Raises WrongSetting."""
    named = os.environ.get(LOG_LEVEL) or SETTINGS[LOG_LEVEL].default
    return _one_of(LOG_LEVEL, named.upper(), ("DEBUG", "INFO", "WARNING", "ERROR"))


def traces_to() -> str | None:
    """The collector traces are sent to, if there is one."""
    return os.environ.get(TRACES) or None


def webhooks_private() -> bool:
    """Whether webhooks may lead into private networks."""
    return os.environ.get(WEBHOOKS_PRIVATE) == "1"


def example() -> bool:
    """Whether this is an example that answers to the names of this machine only."""
    return os.environ.get(EXAMPLE) == "1" and LOOPBACK.issuperset(hosts())


def be_example(host: str) -> bool:
    """Be an example from now on, processes started from here too, if `host` is reached from this machine only."""
    if host in LOOPBACK:
        os.environ[EXAMPLE] = "1"
    return host in LOOPBACK


@dataclass(frozen=True)
class Mail:
    """A server that sends letters; `whole` where TLS begins with the connection, else by STARTTLS."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    whole: bool = False
    sender: str = ""


def mail() -> Mail | None:
    """The server that sends letters, if there is one. Raises WrongSetting."""
    named = os.environ.get(MAIL) or ""
    if not named:
        return None
    parts = urlsplit(named)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise WrongSetting(setting=MAIL, value=parts.scheme, wanted="smtp://…, smtps://…")
    whole = parts.scheme == "smtps"
    sender = os.environ.get(MAIL_FROM) or f"shibosi@{parts.hostname}"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Mail(parts.hostname, parts.port or (465 if whole else 587), user, password, whole, sender)


@dataclass(frozen=True)
class Provider:
    """An OpenID Connect provider."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str = ""


def provider() -> Provider | None:
    """The provider through which people may sign in, if there is one. Raises WrongSetting.

    What the provider says is believed because it comes over TLS from its own address: `https`, or plainly on
    this machine.
    """
    issuer = (os.environ.get(OIDC_ISSUER) or "").rstrip("/")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise WrongSetting(setting=OIDC_ISSUER, value=issuer, wanted="https://…")
    client, secret_ = os.environ.get(OIDC_CLIENT), os.environ.get(OIDC_SECRET)
    if not client or not secret_:
        raise WrongSetting(setting=OIDC_SECRET if client else OIDC_CLIENT, value="", wanted="…")
    return Provider(issuer, client, secret_, os.environ.get(OIDC_NAME) or parts.hostname or "OpenID")


def _number(name: str, wanted: str) -> int:
    named = os.environ.get(name) or SETTINGS[name].default
    if not (named.isascii() and named.isdecimal()) or len(named) > 9:
        raise WrongSetting(setting=name, value=named, wanted=wanted)
    return int(named)


def _one_of(name: str, value: str, wanted: tuple[str, ...]) -> str:
    if value not in wanted:
        raise WrongSetting(setting=name, value=value, wanted=", ".join(wanted))
    return value


def _kept(name: str, value: str = "") -> str:
    """A secret of the folder of the server, made on first use; readable by its owner only."""
    path = home() / name
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = path.with_name(f"{name}.{os.getpid()}")
        partial.touch(0o600, exist_ok=False)
        partial.write_text(value or secrets.token_hex(32), encoding="ascii")
        try:
            os.link(partial, path)
        except FileExistsError:
            pass
        finally:
            partial.unlink()
        return path.read_text(encoding="ascii")
