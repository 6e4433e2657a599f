"""Verify a bundle of the Shibosi evidence log. 验证市舶司存证证明包。

    python verifier.py BUNDLE [--key PUBKEY]

Needs Python 3.9 or later and nothing else; it shares no code with the system that made the bundle. PUBKEY is the public
key as the owner of the log published it: name+id+key, 32 bytes in base64, or a file with one of these or with a PEM
public key. Without it, the bundle is held against the key it carries, which you then have to compare yourself.
Exit status 退出码: 0 everything verifies 全部通过, 1 something does not 有内容未通过, 2 unreadable 无法读取.

What is checked: the Ed25519 signature under the head (C2SP checkpoint); that every entry is in the tree of that head
(RFC 9162, 2.1.3.2); that shown content is what was committed to (leaf = SHA-256(0 || HMAC-SHA256(salt, content)));
and that the log grew from the older head, if there is one, without change (RFC 9162, 2.1.4.2).
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hmac
import io
import json
import re
import sys
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any


class Unreadable(Exception):
    """The input has not the form it should have."""


class Refused(Exception):
    """The input can be read, and does not verify."""


def say(english: str, chinese: str) -> None:
    print(f"{english} | {chinese}")


# ---- Ed25519 (RFC 8032). A point is (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.

Point = tuple[int, int, int, int]
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def add(p: Point, q: Point) -> Point:
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def decode_point(data: bytes) -> Point | None:
    number = int.from_bytes(data, "little")
    y, odd = number & (2**255 - 1), number >> 255
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x + u) % P == 0:
        x = x * ROOT_OF_MINUS_1 % P
    if (v * x * x - u) % P != 0 or (x == 0 and odd):
        return None
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


NEUTRAL = (0, 1, 1, 0)
BASE = decode_point(bytes([0x58]) + bytes([0x66]) * 31) or NEUTRAL


def ed25519_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether [s]B = R + [k]A, with s in range and every point in its one proper encoding."""
    a = decode_point(public) if len(public) == 32 and len(signature) == 64 else None
    s = int.from_bytes(signature[32:], "little")
    if a is None or s >= ORDER:
        return False
    k = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    minus_a = (P - a[0], a[1], 1, P - a[3])
    addends = (NEUTRAL, BASE, minus_a, add(BASE, minus_a))
    r: Point = NEUTRAL
    for bit in range(max(s.bit_length(), k.bit_length()) - 1, -1, -1):
        r = add(add(r, r), addends[(s >> bit & 1) + 2 * (k >> bit & 1)])
    inverse = pow(r[2], P - 2, P)
    x, y = r[0] * inverse % P, r[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


# ---- Merkle tree (RFC 9162)


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def climb(fn: int, sn: int, found: bytes, path: list[bytes]) -> tuple[bytes, bytes]:
    """The roots of the tree that ends with leaf `fn` and of the tree that ends with leaf `sn`, from a node of both."""
    fr = sr = found
    for c in path:
        if sn == 0:
            return b"", b""
        if fn % 2 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while fn and fn % 2 == 0:
                fn, sn = fn // 2, sn // 2
        else:
            sr = node(sr, c)
        fn, sn = fn // 2, sn // 2
    return (fr, sr) if sn == 0 else (b"", b"")


def is_included(index: int, size: int, leaf: bytes, proof: list[bytes], root: bytes) -> bool:
    return 0 <= index < size and len(leaf) == 32 and climb(index, size - 1, leaf, proof)[1] == root


def is_beginning(first: int, second: int, proof: list[bytes], first_root: bytes, second_root: bytes) -> bool:
    if first == second:
        return first > 0 and not proof and first_root == second_root
    path = proof if first & (first - 1) else [first_root, *proof]
    if not 0 < first < second or not path or len(first_root) != 32:
        return False
    fn, sn = first - 1, second - 1
    while fn % 2:
        fn, sn = fn // 2, sn // 2
    return climb(fn, sn, path[0], path[1:]) == (first_root, second_root)


# ---- Reading and judging


def unbase64(text: Any, size: int | None = 32) -> bytes:
    """Bytes from canonical base64, of a given length unless `size` is None."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError):
        raise Unreadable(f"base64: {text!r}") from None
    if base64.b64encode(data).decode() != text or size not in (None, len(data)):
        raise Unreadable(f"base64: {text!r}")
    return data


def key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n\x01" + public).digest()[:4]


def read_key(text: str) -> tuple[str, bytes]:
    """Name ("" where the form has none) and 32 bytes of a public key."""
    text = text.strip()
    pem = re.fullmatch(r"-----BEGIN PUBLIC KEY-----\s+(\S+)\s+-----END PUBLIC KEY-----", text)
    named = re.fullmatch(r"([^\s+]+)\+([0-9a-f]{8})\+(\S+)", text)
    if pem:
        der = unbase64(pem[1], 44)
        if der[:12] == bytes.fromhex("302a300506032b6570032100"):
            return "", der[12:]
    elif named:
        data = unbase64(named[3], 33)
        if data[0] == 1 and key_id(named[1], data[1:]).hex() == named[2]:
            return named[1], data[1:]
    else:
        return "", unbase64(text)
    raise Unreadable("not an Ed25519 public key, 不是 Ed25519 公钥")


def read_head(note: str, name: str, public: bytes) -> tuple[str, int, bytes]:
    """Origin, size and root in a signed note, its signature verified."""
    text, blank, tail = note.rpartition("\n\n")
    text += "\n"
    lines = text.split("\n")
    if not blank or not tail.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f]", note):
        raise Unreadable("head: not a signed note, 不是签名树头")
    if len(lines) < 4 or "" in lines[:-1] or not re.fullmatch("0|[1-9][0-9]{0,19}", lines[1]):
        raise Unreadable("head: not a checkpoint, 不是检查点格式")
    verified = False
    for line in tail[:-1].split("\n"):
        found = re.fullmatch(r"— ([^\s+]+) (\S+)", line)
        if not found:
            raise Unreadable(f"head: {line!r}")
        data = unbase64(found[2], None)
        if found[1] == name and data[:4] == key_id(name, public):
            if not ed25519_holds(public, text.encode(), data[4:]):
                raise Refused("the signature under the head does not hold | 树头签名无效")
            verified = True
    if not verified:
        raise Refused("the head is not signed by this key | 树头未由该公钥对应的私钥签名")
    return lines[0], int(lines[1]), unbase64(lines[2])


def fields(value: Any, kinds: dict[str, type], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """A JSON object with exactly these fields: what is not verified has no place in a proof."""
    if not isinstance(value, dict) or not set(kinds) - set(optional) <= set(value) <= set(kinds):
        raise Unreadable(f"fields, 字段: {sorted(kinds)}")
    if any(type(item) is not kinds[name] for name, item in value.items()):
        raise Unreadable(f"kinds of fields, 字段类型: {sorted(kinds)}")
    return value


def no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise Unreadable("a field stands twice, 字段重复")
    return dict(pairs)


def read_bundle(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=no_doubles)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"JSON: {error}") from None
    if isinstance(value, dict) and (value.get("format"), value.get("version")) != ("shibosi-log-bundle", 1):
        raise Unreadable("unknown format or version, 格式或版本未知")
    kinds = {"format": str, "version": int, "head": str, "key": str, "entries": list, "older": dict}
    return fields(value, kinds, ("older",))


def printable(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:300])
    return shown + ("..." if len(text) > 300 else "")


def check_entry(value: Any, size: int, root: bytes) -> bool:
    """Say whether one entry verifies."""
    kinds: dict[str, type] = {"index": int, "proof": list, "leaf": str, "salt": str, "text": str, "base64": str}
    entry = fields(value, kinds, ("leaf", "salt", "text", "base64"))
    index, proof = entry["index"], [unbase64(sibling) for sibling in entry["proof"]]
    shape = set(entry) - {"index", "proof"}
    content: bytes | None = None
    if shape == {"leaf"}:
        leaf = unbase64(entry["leaf"])
    elif shape in ({"salt", "text"}, {"salt", "base64"}):
        content = entry["text"].encode() if "text" in entry else unbase64(entry["base64"], None)
        leaf = sha256(b"\0" + hmac.new(unbase64(entry["salt"]), content, "sha256").digest()).digest()
    else:
        raise Unreadable(f"entry, 条目 {index}: {sorted(shape)}")
    if not is_included(index, size, leaf, proof, root):
        say(f"entry {index}: NOT in the log, or changed", f"条目 {index}：不在日志中，或内容被改动")
        return False
    if content is None:
        say(f"entry {index}: in the log, content not shown", f"条目 {index}：在日志中，内容未披露")
    else:
        say(f"entry {index}: in the log, content as committed", f"条目 {index}：在日志中，内容与承诺一致")
        print("    " + printable(entry.get("text") or repr(content)))
    return True


def check(bundle: dict[str, Any], wanted: str | None) -> bool:
    """Say what verifies and what does not; whether everything does."""
    name, public = read_key(bundle["key"])
    if wanted and read_key(wanted) not in ((name, public), ("", public)):
        raise Refused("the bundle is signed by another key | 证明包由另一密钥签名")
    origin, size, root = read_head(bundle["head"], name, public)
    say(f"head of {printable(origin)}: {size} entries, signature holds", f"树头：{size} 条，签名有效")
    if not wanted:
        say("the key is the bundle's own, compare it with the published one", "公钥取自证明包，请与公布的公钥核对")
        print("    " + printable(bundle["key"]))
    verdicts = [check_entry(entry, size, root) for entry in bundle["entries"]]
    if "older" in bundle:
        older = fields(bundle["older"], {"head": str, "proof": list})
        old_origin, old_size, old_root = read_head(older["head"], name, public)
        proof = [unbase64(item) for item in older["proof"]]
        grew = old_origin == origin and is_beginning(old_size, size, proof, old_root, root)
        english, chinese = ("the log grew from it", "一致") if grew else ("the log did NOT grow from it", "不一致")
        say(f"older head of {old_size} entries: {english}", f"旧树头（{old_size} 条）：与本日志{chinese}")
        print("    " + base64.b64encode(old_root).decode())
        verdicts.append(grew)
    return all(verdicts)


def main(arguments: list[str] | None = None) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(description="Verify a bundle of the evidence log. 验证存证证明包。")
    parser.add_argument("bundle", metavar="BUNDLE", help="the bundle, a JSON file; 证明包（JSON 文件）")
    parser.add_argument("--key", metavar="PUBKEY", help="the published public key or its file; 公布的公钥或其文件")
    options = parser.parse_args(arguments)
    try:
        wanted = options.key
        if wanted and Path(wanted).is_file():
            wanted = Path(wanted).read_text("utf-8")
        good = check(read_bundle(Path(options.bundle).read_bytes()), wanted)
    except Refused as refusal:
        print(refusal)
        good = False
    except (Unreadable, OSError, UnicodeDecodeError) as error:
        say(f"COULD NOT BE READ: {error}", "无法读取")
        return 2
    say("VERIFIED" if good else "REFUSED", "通过" if good else "未通过")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
