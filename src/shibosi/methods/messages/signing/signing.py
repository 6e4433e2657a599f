"""Signing a message: the bytes stay as they are, one block without white space comes before the end of the root."""

import base64
import re

from shibosi.kernel.words import Phrase
from shibosi.methods.formats.ceb.model import DSIG, Message
from shibosi.methods.messages.signing.algorithms import C14N, DIGESTS, ENVELOPED, WRITTEN
from shibosi.methods.messages.signing.canonical import parsed, signed_info, without_signature
from shibosi.methods.messages.signing.errors import CannotSign
from shibosi.methods.messages.signing.keys import Signer
from shibosi.methods.messages.signing.verifying import verify
from shibosi.standard.codes import codes

EXTENSION = re.compile(rb"<(?:[^\s<>/:]+:)?ExtendMessage[\s/>]")
"""What stands behind the signature in messages of export, and before it in those of import."""
NUMBER = re.compile(r"[^\s<>&\"']{1,100}")


def sign(message: Message, signer: Signer) -> bytes:
    """The bytes of a message with its signature, verified. They must not be changed any more, not by a blank.

    Raises CannotSign for a message that is signed already, was changed after it was read, is not in UTF-8 or was not
    read whole.
    """
    name = message.file
    for wrong, reason in (
        (bool(message.signatures), Phrase("it is signed already")),
        (message.changed, Phrase("it was changed after it was read; write and read it first")),
        (not message.complete, Phrase("it was not read whole")),
        (message.codec != "utf-8", Phrase("its encoding is not UTF-8")),
        (not NUMBER.fullmatch(signer.number), Phrase("the number of the certificate is missing")),
    ):
        if wrong:
            raise CannotSign(file=name, reason=reason)
    data = message.original
    method, digest_method = WRITTEN[signer.kind]
    info = _signed_info(method, digest_method, DIGESTS[digest_method](without_signature(parsed(data, name))))
    place = _place(message)
    draft = _block(info, "", signer)
    draft_signature = parsed(data[:place] + draft + data[place:], name).signatures
    what = signed_info(draft_signature[0]) if len(draft_signature) == 1 else None
    if what is None:
        raise CannotSign(file=name, reason=Phrase("there is no place for a signature"))
    value = base64.b64encode(signer.sign(what)).decode("ascii")
    made = data[:place] + _block(info, value, signer) + data[place:]
    if not verify(made, name, None, key=signer.public).holds:
        raise CannotSign(file=name, reason=Phrase("what was signed does not verify"))
    return made


def _place(message: Message) -> int:
    """Where the signature goes: last in the root; in export before the extension that may stand there."""
    data = message.original
    end = data.rindex(b"</")
    number = message.name.removeprefix("CEB").removesuffix("Message")
    if codes("ceb-message")[number].more["direction"] == "import":
        return end
    found = EXTENSION.search(data, message.slots[-1][1] if message.slots else 0, end)
    return found.start() if found else end


def _signed_info(method: str, digest_method: str, digest: bytes) -> str:
    """What is signed, with explicit end tags and without white space."""
    value = base64.b64encode(digest).decode("ascii")
    return (
        f'<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="{C14N}"></ds:CanonicalizationMethod>'
        f'<ds:SignatureMethod Algorithm="{method}"></ds:SignatureMethod><ds:Reference URI=""><ds:Transforms>'
        f'<ds:Transform Algorithm="{ENVELOPED}"></ds:Transform></ds:Transforms>'
        f'<ds:DigestMethod Algorithm="{digest_method}"></ds:DigestMethod><ds:DigestValue>{value}</ds:DigestValue>'
        "</ds:Reference></ds:SignedInfo>"
    )


def _block(info: str, value: str, signer: Signer) -> bytes:
    certificate = base64.b64encode(signer.certificate).decode("ascii")
    data = f"<ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data>" if certificate else ""
    return (
        f'<ds:Signature xmlns:ds="{DSIG}">{info}<ds:SignatureValue>{value}</ds:SignatureValue>'
        f"<ds:KeyInfo><ds:KeyName>{signer.number}</ds:KeyName>{data}</ds:KeyInfo></ds:Signature>"
    ).encode()
