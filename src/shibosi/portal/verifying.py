"""Verifying what somebody brings: a bundle, or a single proof as `shibosi log prove` and the API give them.

A bundle is judged by the stand-alone verifier, in a process of its own that shares nothing with the server.
"""

import base64
import binascii
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.log.bundle import VERIFIER
from shibosi.kernel.log.verifier import is_beginning, is_included
from shibosi.kernel.words import language, translate

LARGEST = 5 << 20
SECONDS = 20
KEY = re.compile(r"[^\s+]{1,200}\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{40,60}|[A-Za-z0-9+/]{43}=")


class NoProof(ShibosiError):
    """Something that is no proof."""

    code = "no-proof"
    message = "This is neither a bundle nor a proof: {reason}."


class NoPublicKey(ShibosiError):
    """Something that is no public key."""

    code = "no-public-key"
    message = "This is no public key: wanted is name+id+key, or 32 bytes in base64."


@dataclass(frozen=True)
class Verdict:
    """Whether it verifies, and what was found, line by line."""

    holds: bool
    lines: list[str]


def verified(data: bytes, key: str) -> Verdict:
    """Verify. Raises NoProof, NoPublicKey."""
    if key and not KEY.fullmatch(key):
        raise NoPublicKey()
    try:
        found = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as mistake:
        raise NoProof(reason=translate("it is no JSON")) from mistake
    if not isinstance(found, dict) or len(data) > LARGEST:
        raise NoProof(reason=translate("it is no object of JSON, or too large"))
    return _bundle(data, key) if "format" in found else _proof(found)


def _bundle(data: bytes, key: str) -> Verdict:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bundle.json"
        path.write_bytes(data)
        asked = [sys.executable, "-I", str(VERIFIER), str(path), *(["--key", key] if key else [])]
        try:
            answer = subprocess.run(
                asked, capture_output=True, timeout=SECONDS, cwd=folder, env={"PYTHONIOENCODING": "utf-8"}, check=False
            )
        except subprocess.TimeoutExpired as mistake:
            raise NoProof(reason=translate("verifying it takes too long; use the verifier yourself")) from mistake
    lines = answer.stdout.decode("utf-8", "replace").splitlines()
    if answer.returncode not in (0, 1):
        raise NoProof(reason=_said(lines[-1]) if lines else translate("it cannot be read"))
    return Verdict(answer.returncode == 0, [_said(line) for line in lines])


def _said(line: str) -> str:
    """A line of the verifier in the language in use; it says both."""
    english, bar, chinese = line.partition(" | ")
    return chinese if bar and language() == "zh" else english


def _proof(found: dict[str, Any]) -> Verdict:
    """A single proof: that an entry is in a log, or that a log grew. Its root has to be compared with a signed head."""
    try:
        if "first" in found:
            holds = is_beginning(found["first"], found["size"], [_hash(one) for one in found["path"]],
                                 _hash(found["first_root"]), _hash(found["root"]))  # fmt: skip
            text = "The log of {size} entries grew from that of {first}."
        else:
            index = found["index"] if "index" in found else found["position"]
            path = found["proof"] if "proof" in found else found["path"]
            holds = is_included(index, found["size"], _hash(found["leaf"]), [_hash(one) for one in path],
                                _hash(found["root"]))  # fmt: skip
            text = "The entry is in the log of {size} entries."
        size, first = int(found["size"]), int(found.get("first", 0))
    except (KeyError, TypeError, ValueError, OverflowError) as mistake:
        raise NoProof(reason=translate("fields are missing or are no hashes")) from mistake
    compare = translate("Compare its root with that of a signed head: {root}").format(root=found["root"])
    words = text if holds else "The proof does not lead to the root it names."
    return Verdict(holds, [translate(words).format(size=size, first=first), compare])


def _hash(text: str) -> bytes:
    """32 bytes in hexadecimal or base64. Raises ValueError."""
    if re.fullmatch("[0-9a-f]{64}", text):
        return bytes.fromhex(text)
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as mistake:
        raise ValueError(text) from mistake
    if len(data) != 32:
        raise ValueError(text)
    return data
