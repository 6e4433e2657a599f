"""What is seen in a file: pages, text, how far it is turned, and why it is set apart."""

from dataclasses import dataclass

ENCRYPTED, ACTIVE, MACRO, BROKEN, SIDEWAYS, HUGE = "encrypted", "active", "macro", "broken", "sideways", "huge"
REASONS = {
    ENCRYPTED: "It is locked with a password: hand in a copy that opens without one.",
    ACTIVE: "It contains a program or other files: print it to a plain PDF and hand that in.",
    MACRO: "It contains a macro: save it as PDF and hand that in.",
    BROKEN: "It is damaged and cannot be opened: scan or save it anew.",
    SIDEWAYS: "Its lines run from top to bottom: turn it upright and hand it in again.",
    HUGE: "It has too many pages or points to be looked at: hand in the pages that matter.",
}
"""Why a file is set apart, and what to do."""


@dataclass(frozen=True)
class Seen:
    """What is seen. `turned`: by how many degrees it was set upright; `reason`: a key of `REASONS`, or ""."""

    pages: int = 1
    text: str = ""
    turned: int = 0
    reason: str = ""
