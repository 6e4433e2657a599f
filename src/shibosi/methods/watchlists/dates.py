"""Days as lists write them, as "1958-03-02", "1958-03" or "1958"."""

import re

MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
WRITTEN = re.compile(r"(?:(\d{1,2}) )?(?:([A-Za-z]{3})[a-z]* )?(\d{4})")
SLASHED = re.compile(r"(\d{1,2}|dd)[/.](\d{1,2}|mm)[/.](\d{4})")


def day(text: str | None) -> str | None:
    """A day out of what a list says, None where it says none: "about 1960" is "1960", "02 Mar 1958" a full day."""
    if not text:
        return None
    if found := ISO.match(text.strip()):
        return found.group().removesuffix("-00").removesuffix("-00")
    if found := SLASHED.search(text):
        parts = [one for one in (found[2], found[1]) if one.isdigit() and int(one)]
        return "-".join([found[3], *(one.zfill(2) for one in parts)]) if len(parts) == 2 else found[3]
    if found := WRITTEN.search(text):
        month = MONTHS.get((found[2] or "").lower())
        parts = [found[3]] + ([f"{month:02d}"] if month else []) + ([found[1].zfill(2)] if month and found[1] else [])
        return "-".join(parts)
    return None
