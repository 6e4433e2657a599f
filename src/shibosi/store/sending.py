"""Sending to addresses that others name: never to this machine or a network of ours, never on to another address.

The name is looked up once, every address it has must be a public one, and the connection goes to the address that was
checked; a redirection is not followed.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

from shibosi import settings
from shibosi.kernel.errors import ShibosiError

SECONDS = 10
LONGEST_URL = 500
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class UnusableAddress(ShibosiError):
    """An address nothing is sent to."""

    code = "unusable-address"
    message = "Nothing can be sent to '{url}': wanted is https://…, a public host, no name or password in it."


class NotDelivered(ShibosiError):
    """An address that did not take what was sent."""

    code = "not-delivered"
    message = "{host} did not take it: {reason}."


def checked(url: str) -> str:
    """An address as it may be kept. Raises UnusableAddress. Where its host leads is asked again at each sending."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as mistake:
        raise UnusableAddress(url=url[:LONGEST_URL]) from mistake
    schemes = ("https", "http") if settings.webhooks_private() else ("https",)
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST_URL
    if not plain or parts.scheme not in schemes or not parts.hostname or "@" in parts.netloc or port == 0:
        raise UnusableAddress(url=url[:LONGEST_URL])
    if not settings.webhooks_private() and _is_number(parts.hostname) and not _is_public(parts.hostname):
        raise UnusableAddress(url=url[:LONGEST_URL])
    return url


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a body; answers the status. Raises UnusableAddress, NotDelivered."""
    return exchange(url, body, headers)[0]


def exchange(url: str, body: bytes, headers: Mapping[str, str], most: int = 0) -> tuple[int, bytes]:
    """Send a body; answers status and the answer's first `most` bytes. Raises UnusableAddress, NotDelivered."""
    parts = urlsplit(checked(url))
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    try:
        found = _where(host, port)
        connection = _Pinned(host, port, found, secure)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, dict(headers))
            answered = connection.getresponse()
            return answered.status, answered.read(most)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException) as mistake:
        raise NotDelivered(host=host, reason=type(mistake).__name__) from mistake


def _where(host: str, port: int) -> str:
    """The address to connect to. Raises UnusableAddress where one of the host's addresses is not public."""
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not settings.webhooks_private() and not all(map(_is_public, found)):
        raise UnusableAddress(url=host)
    return found[0]


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_public(text: str) -> bool:
    """Whether an address is one of the open internet, also where it hides an older one in itself."""
    found = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return _is_public(str(found.ipv4_mapped))
        if found.sixtofour is not None or found.teredo is not None or found in NAT64:
            return False
    return found.is_global and not found.is_multicast


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked, whatever its name leads to by now."""

    def __init__(self, host: str, port: int, address: str, secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self.address, self.secure = address, secure

    def connect(self) -> None:
        """Connect, over TLS with the name of the host where the address asks for it."""
        self.sock = socket.create_connection((self.address, self.port), SECONDS)
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
