"""Every environment variable that is read, with what it means; the reference page is written from this."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """An environment variable: what it means, what holds without it, and whether it must be kept secret."""

    meaning: str
    default: str = ""
    secret: bool = False


SETTINGS = {
    "SHIBOSI_HOME": Setting("Folder of the server: its database, its keys, its runs and backups", "./shibosi-home"),
    "SHIBOSI_DATABASE": Setting(
        "PostgreSQL database: postgresql://user:password@host:port/name, or …/name?host=/folder/of/socket; without it "
        "SQLite in the folder of the server", secret=True,
    ),
    "SHIBOSI_SECRET": Setting(
        "Secret of sessions and tokens; without it kept in the folder of the server, file 'secret'", secret=True
    ),
    "SHIBOSI_SEAL": Setting(
        "Key of sealed columns, 64 hexadecimal digits; without it kept in the folder of the server, file 'seal'",
        secret=True,
    ),
    "SHIBOSI_HOSTS": Setting("Names the server answers to, separated by commas", "127.0.0.1,localhost"),
    "SHIBOSI_HTTPS": Setting("1: the server is reached over HTTPS only (secure cookies, strict transport)", "0"),
    "SHIBOSI_PROXIES": Setting(
        "How many proxies of yours stand before the server; from them it learns the address of who asks", "0"
    ),
    "SHIBOSI_WEBHOOKS_PRIVATE": Setting(
        "1: webhooks may lead to hosts of private networks, and plainly; else to public ones, by TLS", "0"
    ),
    "SHIBOSI_EXAMPLE": Setting(
        "1: an example on this machine, set by `shibosi serve --example`; its people come in without a second factor",
        "0",
    ),
    "SHIBOSI_OIDC_ISSUER": Setting("Address of an OpenID Connect provider through which people may sign in"),
    "SHIBOSI_OIDC_CLIENT": Setting("What the provider calls this server"),
    "SHIBOSI_OIDC_SECRET": Setting("The secret shared with the provider", secret=True),
    "SHIBOSI_OIDC_NAME": Setting("What the button of the provider says; without it the host of the issuer"),
    "SHIBOSI_MAIL": Setting(
        "Server through which letters go: smtp://user:password@host:port, or smtps://…; without it they go into the "
        "output", secret=True,
    ),
    "SHIBOSI_MAIL_FROM": Setting("Sender of letters; without it shibosi at the host of the mail server"),
    "SHIBOSI_LOG": Setting("Form of log lines: json or plain; without it plain on a terminal, else json"),
    "SHIBOSI_LOG_LEVEL": Setting("The least that is logged: DEBUG, INFO, WARNING or ERROR", "INFO"),
    "OTEL_EXPORTER_OTLP_ENDPOINT": Setting(
        "Collector of OpenTelemetry to which traces are sent (extra 'tracing'); without it none are made. Other OTEL_ "
        "variables are read by OpenTelemetry itself"
    ),
    "SHIBOSI_SIGNING_KEY": Setting("File of the Ed25519 key (PEM) that signs heads of logs", secret=True),
    "SHIBOSI_MESSAGE_KEY": Setting(
        "File of the private key, RSA or SM2, that signs payment data customs asks for; without it none are answered",
        secret=True,
    ),
    "SHIBOSI_MESSAGE_NUMBER": Setting("Number of its certificate, as registered with customs"),
    "SHIBOSI_PAYMENT_UPLOAD": Setting(
        "Address to which payment data customs asks for are uploaded; without it none are answered"
    ),
    "SHIBOSI_MESSAGE_PASSWORD": Setting("Password of the private key that signs customs messages", secret=True),
    "SHIBOSI_LOG_ORIGIN": Setting("What signed heads call the log, such as shop.example/log"),
    "SHIBOSI_PROGRAM": Setting("How the command line was called; told by the front door ./shibosi"),
    "LC_ALL": Setting("Language of the system, before LANG"),
    "LANG": Setting("Language of the system", "en"),
}  # fmt: skip
