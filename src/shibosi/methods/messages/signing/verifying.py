"""Verifying the signature of a message: form, digest, value, certificate, and whether that is trusted."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import etree

from shibosi.kernel.words import translate
from shibosi.methods.formats.ceb.model import DSIG, Message
from shibosi.methods.messages.signing.algorithms import C14N, DIGESTS, ENVELOPED, METHODS
from shibosi.methods.messages.signing.canonical import Parsed, parsed, signed_info, without_signature
from shibosi.methods.messages.signing.certificates import Certificate, TrustList, certificate
from shibosi.methods.messages.signing.errors import CannotSign, NoKey
from shibosi.methods.messages.signing.keys import PublicKey
from shibosi.standard.ceb import error_texts

UNSIGNED = "unsigned"
REASONS = {
    UNSIGNED: ("There is no signature.", "1001"),
    "several": ("There are several signatures; which one counts cannot be known.", "1001"),
    "unreadable": ("The message cannot be read as XML.", "0001"),
    "form": ("The signature is not of the form customs uses: {what}.", "1001"),
    "digest": ("The signature does not belong to these data: something was changed after signing.", "1004"),
    "value": ("The signature was not made with this key.", "1001"),
    "no-key": ("There is no certificate with a key that verifies it.", "1001"),
    "other-number": ("The name of the key is {name}, the number of the certificate {number}.", ""),
    "expired": ("The certificate served from {first} to {last}, not at {moment}.", "1002"),
    "not-trusted": ("The certificate is not on the trust list, nor is who issued it.", "1001"),
    "trust-not-asked": ("No trust list was given: whose key it is, is what the certificate says, no more.", ""),
}
"""What can be said of a signature, and the code customs or the exchange platform answer it with."""
NOTES = frozenset({"other-number", "trust-not-asked"})
"""What is worth knowing and does not make a signature wrong."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing about a signature."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def weighs(self) -> bool:
        """Whether the signature is wrong for it."""
        return self.code not in NOTES

    @property
    def sentence(self) -> str:
        """What it is, in the language in use."""
        return translate(REASONS[self.code][0]).format(**self.facts)

    @property
    def answered(self) -> str:
        """The code it is answered with and its meaning; empty where there is none."""
        code = REASONS[self.code][1]
        return f"{code} {error_texts()[code].text}" if code else ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying found: who signed and how, and the reasons. It holds when no reason weighs."""

    reasons: tuple[Reason, ...]
    kind: str = ""
    key_name: str = ""
    certificate: Certificate | None = None

    @property
    def holds(self) -> bool:
        """Whether the signature is right."""
        return not any(reason.weighs for reason in self.reasons)

    def as_data(self) -> dict[str, Any]:
        """As programs read it."""
        held = self.certificate
        return {
            "holds": self.holds, "kind": self.kind, "key_name": self.key_name,
            "holder": held.holder if held else "", "number": held.number if held else "",
            "reasons": [{"code": one.code, "weighs": one.weighs, "sentence": one.sentence, "answer": one.answered}
                        for one in self.reasons],
        }  # fmt: skip


def verify(
    data: bytes, name: str, moment: datetime | None, trust: TrustList | None = None, key: PublicKey | None = None
) -> Verified:
    """Verify the signature of a message, without its envelope, at a moment with a zone; None asks for no certificate.

    `key` verifies instead of the certificate in the message, for senders whose certificate is left out.
    """
    try:
        message = parsed(data, name)
    except CannotSign:
        return Verified((Reason("unreadable"),))
    if len(message.signatures) != 1:
        return Verified((Reason("several" if message.signatures else UNSIGNED),))
    signature = message.signatures[0]
    wrong, method = _form(signature)
    key_name = _text(signature, "KeyInfo/KeyName")
    held = _certificate(signature)
    reasons = [Reason("form", {"what": translate(wrong)})] if wrong else list(_values(message, signature, held, key))
    if moment is None:
        return Verified(tuple(reasons), METHODS.get(method, ""), key_name, held)
    if held is not None:
        reasons += _certified(held, key_name, moment)
    if trust is None:
        reasons.append(Reason("trust-not-asked"))
    elif held is None or not trust.trusts(held, moment):
        reasons.append(Reason("not-trusted"))
    return Verified(tuple(reasons), METHODS.get(method, ""), key_name, held)


def signature_of(message: Message | None, moment: datetime) -> Verified | None:
    """What there is to say of the signature of a message that has one."""
    if message is None or not message.signatures:
        return None
    return verify(message.original, message.file, moment)


def _form(signature: etree._Element) -> tuple[str, str]:
    """What is wrong with the form ("" where it is right), and the way of signing."""
    method = _algorithm(signature, "SignedInfo/SignatureMethod")
    references = _all(signature, "SignedInfo/Reference")
    transforms = _all(signature, "SignedInfo/Reference/Transforms/Transform")
    if _algorithm(signature, "SignedInfo/CanonicalizationMethod") != C14N:
        return "another canonical form", method
    if method not in METHODS:
        return "another way of signing", method
    if len(references) != 1 or references[0].get("URI") != "":
        return "it does not cover the whole message, once", method
    if [one.get("Algorithm") for one in transforms] != [ENVELOPED]:
        return "another transformation", method
    if _algorithm(signature, "SignedInfo/Reference/DigestMethod") not in DIGESTS:
        return "another digest", method
    if len(_all(signature, "SignedInfo")) != 1 or len(_all(signature, "SignatureValue")) != 1:
        return "a part stands twice", method
    return "", method


def _values(
    message: Parsed, signature: etree._Element, held: Certificate | None, key: PublicKey | None
) -> Iterator[Reason]:
    """What is wrong with digest and value."""
    hashed = DIGESTS[_algorithm(signature, "SignedInfo/Reference/DigestMethod")](without_signature(message))
    if _decoded(_text(signature, "SignedInfo/Reference/DigestValue")) != hashed:
        yield Reason("digest")
    if key is None and held is not None:
        try:
            key = held.key
        except NoKey:
            key = None
    if key is None or key.kind != METHODS[_algorithm(signature, "SignedInfo/SignatureMethod")]:
        yield Reason("no-key")
        return
    what = signed_info(signature)
    if what is None or not key.verifies(what, _decoded(_text(signature, "SignatureValue"))):
        yield Reason("value")


def _certified(held: Certificate, key_name: str, moment: datetime) -> Iterator[Reason]:
    if not held.serves_at(moment):
        first, last = held.parsed.not_valid_before_utc.date(), held.parsed.not_valid_after_utc.date()
        yield Reason("expired", {"first": first, "last": last, "moment": moment.date()})
    if key_name and key_name.lower().lstrip("0") != held.number.lstrip("0"):
        yield Reason("other-number", {"name": key_name, "number": held.number})


def _certificate(signature: etree._Element) -> Certificate | None:
    text = _text(signature, "KeyInfo/X509Data/X509Certificate")
    if not text:
        return None
    try:
        return certificate(_decoded("".join(text.split())))
    except NoKey:
        return None


def _all(signature: etree._Element, path: str) -> list[etree._Element]:
    return signature.findall("/".join(f"{{{DSIG}}}{part}" for part in path.split("/")))


def _text(signature: etree._Element, path: str) -> str:
    found = _all(signature, path)
    return (found[0].text or "").strip() if len(found) == 1 else ""


def _algorithm(signature: etree._Element, path: str) -> str:
    found = _all(signature, path)
    return found[0].get("Algorithm", "") if len(found) == 1 else ""


def _decoded(text: str) -> bytes:
    """What stands in Base64; empty where it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
