"""Masking: personal data as people see it who may not see all of it, by the marks of the column it stands in.

Enough is left to find the document again and to see that two documents differ, not enough to use the person's data.
"""

from typing import Any

from shibosi.kernel.columns import Column
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.explaining import SEPARATOR

STAR = "*"
SHORT_NUMBER, SHORT_PHONE, SHORT_ACCOUNT = 12, 9, 4
ADDRESS_SHOWN = 6


def masked(column: Column[Any, Any], value: str) -> str:
    """A value of a personal column masked, any other as it is."""
    if not (column.personal or column.sensitive) or not value:
        return value
    words = column.name.split("_")
    if column.sensitive:
        return number(value)
    if "phone" in words:
        return phone(value)
    if "address" in words:
        return address(value)
    return account(value) if "account" in words else name(value)


def number(value: str) -> str:
    """1101**********0014: the first and last four; of a short number only the first character."""
    if len(value) < SHORT_NUMBER:
        return value[:1] + STAR * max(len(value) - 1, 3)
    return value[:4] + STAR * (len(value) - 8) + value[-4:]


def phone(value: str) -> str:
    """138****0000; of a short number only the first character."""
    if len(value) < SHORT_PHONE:
        return value[:1] + STAR * 4
    return value[:3] + STAR * 4 + value[-4:]


def address(value: str) -> str:
    """The first six characters: province and city, or of a short address half of it."""
    return value[: min(ADDRESS_SHOWN, len(value) // 2)] + STAR * 3


def name(value: str) -> str:
    """测*: the first character."""
    return value[:1] + STAR


def account(value: str) -> str:
    """The first two characters; of a short account only the first."""
    return value[: 2 if len(value) > SHORT_ACCOUNT else 1] + STAR * 3


def key_shown(dossier: Dossier, key: str) -> str:
    """The key of a dossier as it may be shown: personal parts masked."""
    parts = key.split(SEPARATOR, len(dossier.parts) - 1)
    member = dossier.members[0]
    columns = [member.record.columns[name] for name in member.by]
    marked = any(column.personal or column.sensitive for column in columns)
    if not marked:
        return SEPARATOR.join(number(part) for part in parts) if dossier.personal_key else key
    return SEPARATOR.join(masked(column, part) for column, part in zip(columns, parts, strict=False))
