"""Cantonese names as Hong Kong spells them, from Jyutping."""

from functools import cache

from shibosi.methods.names.readings import FEW

CANTON_INITIALS = (
    ("gw", ("kw",)), ("kw", ("kw",)), ("ng", ("ng",)), ("z", ("ch", "ts")), ("c", ("ch", "ts")), ("b", ("p",)),
    ("d", ("t",)), ("g", ("k",)), ("j", ("y",)), ("s", ("s", "sh")),
)  # fmt: skip
CANTON_RIMES = {
    "aa": "a", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap", "aat": "at",
    "aak": "ak", "ei": "ei", "ou": "o", "oeng": "eung", "oek": "euk", "oe": "eu", "eoi": "ui", "eon": "un",
    "eot": "ut", "yu": "u", "yun": "uen", "yut": "uet", "au": "au",
}  # fmt: skip
CANTON_OTHER = {
    "aa": "ah", "ei": "ee", "au": "ow", "i": "ee", "u": "oo", "am": "um", "an": "un", "yu": "ue", "un": "oon",
    "ou": "ou",
}  # fmt: skip
CANTON_WHOLE = {"zi": ("tsz", "chi"), "ci": ("chi", "tsz"), "si": ("sze", "see", "si"), "zyu": ("chu", "tsu")}


@cache
def hong_kong(syllable: str) -> tuple[str, ...]:
    """A Jyutping syllable as Hong Kong spells names: the two or three most usual spellings."""
    if syllable in CANTON_WHOLE:
        return CANTON_WHOLE[syllable]
    initial, starts = next(
        ((a, b) for a, b in CANTON_INITIALS if syllable.startswith(a) and syllable != a), ("", ("",))
    )
    rime = syllable.removeprefix(initial)
    onset = ""
    if not initial and rime[:1] in "pmftnlkhws" and len(rime) > 1:
        onset, rime = rime[0], rime[1:]
    rimes = [CANTON_RIMES.get(rime, rime)] + ([CANTON_OTHER[rime]] if rime in CANTON_OTHER else [])
    spelt = [start + onset + one for one in rimes for start in starts]
    return tuple(dict.fromkeys(one.replace("yyu", "yu") for one in spelt))[:FEW]
