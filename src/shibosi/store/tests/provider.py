"""A small OpenID Connect provider on this machine, and a security key in software."""

import hashlib
import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

CLIENT, SECRET, CODE = "shibosi", "shared-with-the-provider", "one-time-code"


class Provider:
    """Whom the provider vouches for, and the challenge that the server sent with its question (PKCE)."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.challenge = ""
        self.issuer = ""


@contextmanager
def a_provider() -> Iterator[Provider]:
    """A provider that answers until the end of the block."""
    told = Provider()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def answer(self, body: dict[str, Any], status: int = 200) -> None:
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def do_GET(self) -> None:
            if self.path == "/.well-known/openid-configuration":
                self.answer({
                    "issuer": told.issuer, "jwks_uri": f"{told.issuer}/keys",
                    "authorization_endpoint": f"{told.issuer}/authorize",
                    "token_endpoint": f"{told.issuer}/token", "userinfo_endpoint": f"{told.issuer}/userinfo",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                })  # fmt: skip
            else:
                self.answer(told.claims)

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            digest = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
            proven = urlsafe_b64encode(digest).rstrip(b"=").decode() == told.challenge
            if not proven or sent["code"] != [CODE] or sent["client_secret"] != [SECRET]:
                self.answer({"error": "invalid_grant"}, 400)
                return
            claims = {"iss": told.issuer, "aud": CLIENT, "exp": time() + 60, **told.claims}
            token = jwt.encode(claims, "the provider's own key, 32 bytes or more", "HS256")
            self.answer({"access_token": "a", "token_type": "Bearer", "id_token": token})

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class SecurityKey:
    """A security key with one credential, for one origin."""

    def __init__(self, host: str) -> None:
        self.host, self.origin = host, f"https://{host}"
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = b"credential-1"

    def registered(self, options: dict[str, Any]) -> str:
        """The answer to a request for a new credential."""
        data = AttestedCredentialData.create(bytes(16), self.id, ES256.from_cryptography_key(self.key.public_key()))
        response = {
            "clientDataJSON": _text(self._client("webauthn.create", options)),
            "attestationObject": _text(AttestationObject.create("none", self._data(data), {})),
        }
        return self._answer(response)

    def signed(self, options: dict[str, Any]) -> str:
        """The answer to a request to prove the credential."""
        client, data = self._client("webauthn.get", options), self._data()
        signature = self.key.sign(bytes(data) + client.hash, ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": _text(client), "authenticatorData": _text(data), "signature": _text(signature),
        }  # fmt: skip
        return self._answer(response)

    def _client(self, what: str, options: dict[str, Any]) -> CollectedClientData:
        return CollectedClientData.create(what, options["publicKey"]["challenge"], self.origin)

    def _data(self, credential: AttestedCredentialData | None = None) -> AuthenticatorData:
        flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
        if credential is None:
            return AuthenticatorData.create(hashlib.sha256(self.host.encode()).digest(), flags, 1)
        flags |= AuthenticatorData.FLAG.AT
        return AuthenticatorData.create(hashlib.sha256(self.host.encode()).digest(), flags, 0, bytes(credential))

    def _answer(self, response: dict[str, str]) -> str:
        return json.dumps({
            "id": _text(self.id), "rawId": _text(self.id), "type": "public-key", "response": response,
            "clientExtensionResults": {},
        })  # fmt: skip


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
