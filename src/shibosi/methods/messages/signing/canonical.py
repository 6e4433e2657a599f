"""The canonical form (C14N 1.0, inclusive, no comments) of a message without its signature, and of what is signed."""

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from shibosi.kernel.problems import Problem
from shibosi.methods.formats.ceb.encoding import open_bytes
from shibosi.methods.formats.ceb.model import DSIG
from shibosi.methods.messages.signing.errors import CannotSign

SIGNATURE, SIGNED_INFO = f"{{{DSIG}}}Signature", f"{{{DSIG}}}SignedInfo"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A message as a tree; `signatures` are those directly below its root."""

    root: etree._Element
    signatures: tuple[etree._Element, ...]


def parsed(data: bytes, name: str) -> Parsed:
    """A message without entities and network. Raises CannotSign."""
    source = open_bytes(data, name)
    if isinstance(source, Problem) or source.bad:
        raise CannotSign(file=name, reason="its encoding cannot be read")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )  # fmt: skip
    try:
        root = etree.fromstring(source.text, parser)
    except etree.XMLSyntaxError as mistake:
        raise CannotSign(file=name, reason="it is not XML") from mistake
    if root.getroottree().docinfo.internalDTD is not None:
        raise CannotSign(file=name, reason="it has a document type declaration")
    return Parsed(root, tuple(root.iterchildren(SIGNATURE)))


def without_signature(message: Parsed) -> bytes:
    """The canonical form of a message without the signatures below its root; what stands around them stays."""
    root = deepcopy(message.root)
    for signature in list(root.iterchildren(SIGNATURE)):
        _remove(signature)
    return canonical(root)


def signed_info(signature: etree._Element) -> bytes | None:
    """The canonical form of the part that is signed, where it stands: with the namespaces in force there."""
    found = signature.find(SIGNED_INFO)
    if found is None:
        return None
    alone = etree.Element(found.tag, nsmap=found.nsmap)  # type: ignore[arg-type]
    alone.attrib.update(found.attrib)
    alone.text = found.text
    for child in found:
        alone.append(deepcopy(child))
    return canonical(alone)


def canonical(root: etree._Element) -> bytes:
    """The canonical form of a whole document."""
    made: bytes = etree.tostring(root, method="c14n", exclusive=False, with_comments=False)
    return made


def _remove(element: etree._Element) -> None:
    """Take an element away, but not the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
