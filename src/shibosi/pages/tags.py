"""Words, numbers, moments and addresses in templates; known to every template without being loaded."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from shibosi.kernel.words import translate
from shibosi.pages import icons, listing

register = template.Library()
ZONE = ZoneInfo(settings.TIME_ZONE)


@register.simple_tag
def say(words: str, **facts: Any) -> SafeString:
    """A text of ours in the reader's language, facts put in their places: {% say "{count} open" count=n %}."""
    text = str(conditional_escape(translate(words)))
    return mark_safe(text.format(**{name: conditional_escape(_fact(fact)) for name, fact in facts.items()}))


@register.filter
def said(words: str) -> str:
    """A word of ours in the reader's language: {{ outcome|said }}."""
    return translate(str(words))


@register.filter
def whole(number: Any) -> str:
    """A count with its thousands marked."""
    return "" if number is None else f"{number:,}"


@register.filter
def money(number: Decimal | None) -> str:
    """An amount with two decimals and its thousands marked."""
    return "" if number is None else f"{number:,.2f}"


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """A moment in the server's zone, to the minute."""
    if at is None:
        return ""
    local = at.astimezone(ZONE)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), local.strftime("%Y-%m-%d %H:%M"))


@register.filter
def iso(text: str) -> datetime | None:
    """A moment that is kept as a text: {{ version.taken_at|iso|moment }}."""
    return datetime.fromisoformat(text) if text else None


@register.filter
def day(on: date | None) -> str:
    """A day as 2026-11-21."""
    return "" if on is None else on.isoformat()


@register.filter
def of(found: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping has under a key."""
    return found.get(key, "")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing beside a word; it says nothing by itself."""
    return icons.drawn(name)


@register.simple_tag(takes_context=True)
def address(context: Mapping[str, Any], **changed: Any) -> str:
    """The address of this page with some of what it says changed: {% address outcome="broken" after=None %}."""
    return listing.address(context["request"], **{
        name: None if value is None else str(value) for name, value in changed.items()
    })  # fmt: skip


@register.simple_tag(takes_context=True)
def query(context: Mapping[str, Any], **changed: Any) -> str:
    """What this page's address says after the "?", some of it changed, for the address of another page."""
    _, mark, said = address(context, **changed).partition("?")
    return mark + said


@register.simple_tag
def lead(name: str, *given: Any) -> str:
    """The address of a page that may not be there, "" if it is not: {% lead 'case.case' number as address %}."""
    try:
        return reverse(name, args=given)
    except NoReverseMatch:
        return ""


@register.simple_tag
def badge(word: str) -> SafeString:
    """An outcome, severity, state or decision as a coloured word: {% badge "broken" %}."""
    return format_html('<span class="badge {}">{}</span>', str(word).replace(" ", "-"), translate(str(word)))


def _fact(fact: Any) -> Any:
    return f"{fact:,}" if isinstance(fact, int) and not isinstance(fact, bool) else fact
