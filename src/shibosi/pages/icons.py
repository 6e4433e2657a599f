"""Small line drawings for the menu and buttons, 24 by 24, drawn with the colour of the text."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

DRAWN = {
    "overview": "M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-4H4zM14 8h6V4h-6z",
    "home": "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6",
    "finding": "M12 4l9 16H3zM12 10v4M12 17v.5",
    "dossier": "M3 7h7l2 2h9v11H3zM3 7V5h6l2 2",
    "document": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "hand-in": "M12 15V4M7 9l5-5 5 5M4 15v5h16v-5",
    "case": "M4 8h16v12H4zM9 8V5h6v3M4 13h16",
    "measure": "M12 3v18M5 7h14M5 7l-3 7h6zM19 7l-3 7h6zM8 21h8",
    "rule": "M6 3h9l3 3v15H6zM9 9h6M9 13h6M9 17h4",
    "money": "M3 7h18v10H3zM12 15a3 3 0 100-6 3 3 0 000 6zM6 10v4M18 10v4",
    "time": "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3 3",
    "run": "M5 4l14 8-14 8z",
    "impact": "M3 19h18M3 15l5-6 5 4 7-9M15 4h5v5",
    "log": "M9 7H6a4 4 0 000 8h3M15 7h3a4 4 0 010 8h-3M8 11h8",
    "audit": "M11 18a7 7 0 100-14 7 7 0 000 14zM16 16l5 5M8 11l2 2 4-4",
    "account": "M12 12a4 4 0 100-8 4 4 0 000 8zM4 21a8 8 0 0116 0",
    "party": "M4 21V8l8-4v17M12 10h8v11M4 21h17M7 11h2M7 15h2M15 14h2M15 17h2",
    "mandate": "M4 17l5-5 3 2 5-5M14 9h3v3M4 20h16",
    "token": "M8 16a4 4 0 110-8 4 4 0 010 8zM12 12h9M17 12v4M21 12v3",
    "webhook": "M12 8a3 3 0 10-3-3M9 8l-4 7M5 21a3 3 0 100-6M8 18h8M19 21a3 3 0 000-6M12 8l4 7",
    "job": "M12 15a3 3 0 100-6 3 3 0 000 6zM12 3v4M12 17v4M3 12h4M17 12h4M6 6l2 2M16 16l2 2M6 18l2-2M16 8l2-2",
    "shield": "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM9 12l2 2 4-4",
    "eye": "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 15a3 3 0 100-6 3 3 0 000 6z",
    "search": "M11 18a7 7 0 100-14 7 7 0 000 14zM16 16l5 5",
    "menu": "M4 6h16M4 12h16M4 18h16",
    "language": "M3 12a9 9 0 1018 0 9 9 0 00-18 0zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
    "light": "M12 16a4 4 0 100-8 4 4 0 000 8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2",
    "download": "M12 4v11M7 11l5 5 5-5M4 20h16",
    "page": "M6 3h12v18H6z",
    "help": "M12 21a9 9 0 100-18 9 9 0 000 18zM9 10a3 3 0 115 2c-1 1-2 1-2 3M12 17v.5",
}  # fmt: skip
FORM = (
    '<svg class="icon" viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" '
    'stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg>'
)


def drawn(name: str) -> SafeString:
    """The drawing of that name; an empty page where there is none."""
    return format_html(mark_safe(FORM), DRAWN.get(name, DRAWN["page"]))
