"""Settings: the only place that reads the environment.

    SHIBOSI_SIGNING_KEY   file of the Ed25519 key (PEM) that signs heads of logs
    SHIBOSI_LOG_ORIGIN    what signed heads call the log, such as shop.example/log
    LC_ALL, LANG          the language of the system, as everywhere
    SHIBOSI_PROGRAM       how the command line was called, told by the front door `./shibosi`

All may be left out: options of the command line say the same.
"""

import os
from pathlib import Path

SIGNING_KEY = "SHIBOSI_SIGNING_KEY"
LOG_ORIGIN = "SHIBOSI_LOG_ORIGIN"
PROGRAM = "SHIBOSI_PROGRAM"


def signing_key_file() -> Path | None:
    """The file of the key that signs heads of logs, if one is named."""
    named = os.environ.get(SIGNING_KEY)
    return Path(named) if named else None


def log_origin() -> str | None:
    """What signed heads call the log, if it is named."""
    return os.environ.get(LOG_ORIGIN) or None


def system_language() -> str:
    """The language the system speaks, such as "zh_CN.UTF-8"; "en" where it does not say."""
    return os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"


def program() -> str:
    """What to type before a command, as whoever called typed it."""
    return os.environ.get(PROGRAM) or "shibosi"
