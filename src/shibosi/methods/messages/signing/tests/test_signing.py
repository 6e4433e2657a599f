"""Signing and verifying messages: bytes stay, whatever is changed is found, and every trap of the trade."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shibosi.methods.formats.ceb import read_message, write_message
from shibosi.methods.messages.checking import check_bytes
from shibosi.methods.messages.signing.canonical import parsed, signed_info, without_signature
from shibosi.methods.messages.signing.certificates import TrustList, certificate, trust_list
from shibosi.methods.messages.signing.errors import AnotherKey, CannotSign, LockedKey, NoKey
from shibosi.methods.messages.signing.keys import RSA, SM2, new_key, private_key, public_key
from shibosi.methods.messages.signing.signing import sign
from shibosi.methods.messages.signing.tests import builders as b
from shibosi.methods.messages.signing.tests.builders import NOW, NUMBER, signed, signer, unsigned
from shibosi.methods.messages.signing.verifying import verify

EXTENSION = b"<ceb:ExtendMessage><ceb:name>n</ceb:name></ceb:ExtendMessage>"


def found(data, kind=SM2, **more):
    return verify(data, "m.xml", None, key=signer(kind).public, **more)


def codes(verified):
    return [reason.code for reason in verified.reasons if reason.weighs]


@pytest.mark.parametrize("kind", [SM2, RSA])
@pytest.mark.parametrize("number", ["311", "621", "603", "711", "701"])
def test_a_signed_message_verifies_and_its_own_bytes_stay(kind, number):
    message = unsigned(number)
    data = sign(message, signer(kind))
    assert found(data, kind).holds
    start = data.index(b"<ds:Signature")
    end = data.index(b"</ds:Signature>") + len(b"</ds:Signature>")
    assert data[:start] + data[end:] == message.original
    assert check_bytes(data, "m.xml").outcome == "accepted"
    again, _ = read_message(data, "m.xml")
    assert write_message(again) == data


@pytest.mark.parametrize(
    ("number", "behind"), [("311", b"</ceb:CEB311Message>"), ("621", b"</ceb:CEB621Message>"), ("603", EXTENSION)]
)
def test_the_signature_stands_where_the_schema_wants_it(number, behind):
    data = sign(unsigned(number, EXTENSION), signer())
    assert data.split(b"</ds:Signature>")[1].lstrip().startswith(behind)
    assert found(data).holds


def test_the_block_has_no_blanks_explicit_end_tags_and_raw_values():
    data = signed()
    block = re.search(rb"<ds:Signature .*</ds:Signature>", data, re.DOTALL)[0]
    assert not re.search(rb">\s+<", block) and b"/>" not in block
    value = base64.b64decode(re.search(rb"<ds:SignatureValue>(.*)</ds:SignatureValue>", block)[1])
    assert len(value) == 64
    assert len(base64.b64decode(re.search(rb"SignatureValue>(.*?)<", signed(RSA))[1])) == 128
    assert f"<ds:KeyName>{NUMBER}</ds:KeyName>".encode() in block


def test_namespaces_in_force_at_the_root_are_signed_too():
    text = unsigned().original.replace(b' guid="', b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" guid="', 1)
    message, _ = read_message(text, "m.xml")
    data = sign(message, signer())
    what = signed_info(parsed(data, "m.xml").signatures[0])
    assert what.startswith(
        b'<ds:SignedInfo xmlns:ceb="http://www.chinaport.gov.cn/ceb" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" '
        b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><ds:CanonicalizationMethod'
    )
    assert found(data).holds
    assert codes(found(data.replace(b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"', b""))) == [
        "digest", "value",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("story", "old", "new", "expected"),
    [
        ("one digit", b"<ceb:taxTotal>12.50<", b"<ceb:taxTotal>12.51<", ["digest"]),
        ("a zero that says nothing", b"<ceb:taxTotal>12.50<", b"<ceb:taxTotal>12.5<", ["digest"]),
        ("one blank between elements", b"<ceb:freight>", b" <ceb:freight>", ["digest"]),
        ("a line break before the signature", b"<ds:Signature ", b"\n<ds:Signature ", ["digest"]),
        ("a line break behind it", b"</ds:Signature>", b"</ds:Signature>\n", ["digest"]),
        ("a blank inside what is signed", b"<ds:SignedInfo>", b"<ds:SignedInfo> ", ["value"]),
        ("a blank inside the block, outside what is signed", b"</ds:SignedInfo>", b"</ds:SignedInfo> ", []),
        ("reordered fields", b"<ceb:appType>1</ceb:appType>", b"", ["digest"]),
        ("a comment says nothing", b"<ceb:freight>", b"<!-- x --><ceb:freight>", []),
        ("another quotation mark", b'version="1.0">', b"version='1.0'>", []),
        ("another prefix", b"ceb:", b"cab:", None),
        ("an empty element written short", b"></ds:SignatureMethod>", b"/>", []),
        ("the value of another", b"<ds:SignatureValue>", b"<ds:SignatureValue>AAAA", ["value"]),
        ("no value", rb"SignatureValue>", b"SignatureValu>", ["form"]),
        ("another part", b'URI=""', b'URI="#x"', ["form"]),
        ("another transformation", b"#enveloped-signature", b"#base64", ["form"]),
        ("another canonical form", b"REC-xml-c14n-20010315", b"REC-xml-c14n-20010315#WithComments", ["form"]),
        ("a way of signing nobody uses", b"#sm2-sm3", b"#rsa-md5", ["form"]),
        ("a hash nobody uses", b"xmldsig#sm3", b"xmldsig#md5", ["form"]),
        ("said to be RSA", b"http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3",
         b"http://www.w3.org/2000/09/xmldsig#rsa-sha1", ["no-key"]),
        ("cut", b"</ceb:BaseTransfer>", b"", ["unreadable"]),
    ],
)  # fmt: skip
def test_whatever_is_changed_after_signing_is_found(story, old, new, expected):
    data = signed()
    assert old in data, story
    got = codes(found(data.replace(old, new)))
    assert got == expected if expected is not None else got, story


def test_line_ends_of_another_system_say_the_same():
    assert found(signed().replace(b"\n", b"\r\n")).holds


def test_what_a_field_implementation_writes_is_read():
    """SM2 over a digest of SHA-1, under the name of the W3C."""
    data = signed()
    hashed = base64.b64encode(hashlib.sha1(without_signature(parsed(data, "m"))).digest())
    data = data.replace(b"http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3",
                        b"http://www.w3.org/2000/09/xmldsig#sm2-sm3")  # fmt: skip
    data = data.replace(b"http://www.chinaport.gov.cn/2022/04/xmldsig#sm3", b"http://www.w3.org/2000/09/xmldsig#sha1")
    data = re.sub(rb"(DigestValue>)[^<]*(<)", rb"\g<1>" + hashed + rb"\2", data)
    value = base64.b64encode(signer().sign(signed_info(parsed(data, "m").signatures[0])))
    assert found(re.sub(rb"(SignatureValue>)[^<]*(<)", rb"\g<1>" + value + rb"\2", data)).holds


@pytest.mark.parametrize(
    ("story", "data", "expected"),
    [
        ("no signature", unsigned().original, ["unsigned"]),
        ("two", signed().replace(b"</ceb:CEB", signed()[signed().index(b"<ds:Sig"):signed().index(b"</ceb:CEB311")]
                                 + b"</ceb:CEB"), ["several"]),
        ("hidden in a document", signed().replace(b"<ceb:Order>", b"<ceb:Order>" + signed()[
            signed().index(b"<ds:Sig"):signed().index(b"</ceb:CEB311")]), ["digest"]),
        ("a document type", b"<!DOCTYPE a>" + unsigned().original.partition(b"?>")[2], ["unreadable"]),
        ("an entity", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', ["unreadable"]),
        ("no XML", b"{}", ["unreadable"]),
        ("nothing", b"", ["unreadable"]),
    ],
)  # fmt: skip
def test_forged_and_hostile_messages_are_refused(story, data, expected):
    assert codes(found(data)) == expected, story


@pytest.mark.parametrize(
    ("story", "changes", "trusted", "at", "expected"),
    [
        ("trusted itself", {}, "own", 0, []),
        ("trusted by who issued it", {"issuer": 1, "issued_by": "root"}, "root", 0, []),
        ("issued by somebody of the same name", {"issuer": 2, "issued_by": "root"}, "root", 0, ["not-trusted"]),
        ("issued by who may not", {"issuer": 1, "issued_by": "leaf"}, "leaf", 0, ["not-trusted"]),
        ("nobody is trusted", {}, "nobody", 0, ["not-trusted"]),
        ("on its last day", {}, "own", 10, []),
        ("a day later", {}, "own", 11, ["expired"]),
        ("before its first day", {}, "own", -11, ["expired"]),
        ("who issued it has expired", {"issuer": 1, "issued_by": "root", "days": (-100, 100)}, "root", 60,
         ["not-trusted"]),
    ],
)  # fmt: skip
def test_whose_key_it_is_has_to_be_trusted_in_its_days(story, changes, trusted, at, expected):
    own = b.certificate(**changes)
    lists = {
        "own": [own], "nobody": [], "root": [b.certificate(1, name="root", ca=True, days=(-50, 50))],
        "leaf": [b.certificate(1, name="leaf")],
    }  # fmt: skip
    data = sign(unsigned(), signer(RSA, own))
    verified = verify(data, "m.xml", NOW + timedelta(at), trust_list(lists[trusted]))
    assert codes(verified) == expected, story
    assert verified.certificate.holder == "CN=holder" and verified.certificate.number == NUMBER.lstrip("0")


def test_without_a_trust_list_that_is_said():
    verified = verify(sign(unsigned(), signer(RSA, b.certificate(number=7))), "m.xml", NOW)
    assert verified.holds
    assert [one.code for one in verified.reasons] == ["other-number", "trust-not-asked"]
    assert codes(verify(signed(), "m.xml", NOW)) == ["no-key"]
    assert codes(verify(signed(), "m.xml", NOW, TrustList(()))) == ["no-key", "not-trusted"]


@pytest.mark.parametrize(
    ("story", "message"),
    [
        ("signed already", read_message(signed(), "m.xml")[0]),
        ("changed after reading", replace(unsigned(), documents=[])),
        ("not read whole", replace(unsigned(), complete=False)),
        ("not in UTF-8", read_message(unsigned().original.replace(b"UTF-8", b"gb2312").decode().encode("gbk"), "m")[0]),
    ],
)
def test_a_message_that_would_not_verify_is_not_signed(story, message):
    with pytest.raises(CannotSign):
        sign(message, signer())


def test_a_key_without_number_does_not_sign():
    with pytest.raises(CannotSign):
        sign(unsigned(), replace(signer(), number=""))


@pytest.mark.parametrize("kind", [SM2, RSA])
def test_keys_made_here_sign_and_verify(kind):
    private, public = new_key(kind)
    made = private_key(private)
    assert public_key(public).verifies(b"data", made.sign(b"data")) and made.kind == kind
    assert not public_key(public).verifies(b"dat", made.sign(b"data"))


def test_a_certificate_belongs_to_its_key():
    own = certificate(b.certificate())
    assert signer(RSA).with_certificate(own.data, own.key, "0AB").number == "0ab"
    other = certificate(b.certificate(1))
    with pytest.raises(AnotherKey):
        signer(RSA).with_certificate(other.data, other.key, "1")


def test_an_encrypted_key_wants_its_password():
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

    pem = b.rsa_key(0).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"open"))
    assert private_key(pem, "open").kind == RSA
    for password in ("", "shut"):
        with pytest.raises(LockedKey):
            private_key(pem, password)


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----", b"0" * 99, b"\x30\x84\xff\xff\xff"],
)
def test_what_is_no_key_is_told(data):
    for read in (private_key, public_key, certificate):
        with pytest.raises(NoKey):
            read(data)


@pytest.mark.real
def test_the_published_samples_and_vectors_verify_and_changed_ones_do_not(real_data: Path):
    folder = real_data / "reference" / "samples" / "ceb"
    for number in ("603", "607", "701", "621"):
        data = (folder / f"CEB{number}Message.xml").read_bytes()
        verified = verify(data, number, NOW)
        assert verified.holds and verified.kind == SM2
        own = verified.certificate
        assert own is not None
        assert verify(data, number, NOW, TrustList((own,))).holds
        assert codes(verify(data.replace(b">2</ceb:appStatus>", b">1</ceb:appStatus>"), number, NOW)) == ["digest"]
    vectors = json.loads((folder / "signature-vectors.json").read_text(encoding="utf-8"))["vectors"]
    right = [one for one in vectors if one["verified"]]
    assert len(right) == 5
    for one in right:
        key, value = public_key(one["publicKeyPem"].encode()), base64.b64decode(one["signatureBase64"])
        assert key.verifies(one["messageUtf8"].encode(), value)
        assert not key.verifies(one["messageUtf8"].encode() + b" ", value)
        assert not key.verifies(one["messageUtf8"].encode(), value[:-1] + bytes([value[-1] ^ 1]))
