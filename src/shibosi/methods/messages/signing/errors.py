"""What goes wrong when a message is to be signed. (What is wrong with a signature is a reason, see verifying.py.)"""

from shibosi.kernel.errors import ShibosiError


class NoKey(ShibosiError):
    """Something that is no key or certificate, or one of a kind that is not used here."""

    code = "no-signing-key"
    message = "This is no key or certificate for customs messages: wanted is RSA or SM2 in PEM or DER."


class LockedKey(ShibosiError):
    """A private key that needs a password it does not have."""

    code = "locked-key"
    message = "The private key is encrypted, and the password is missing or does not open it."


class AnotherKey(ShibosiError):
    """A certificate that does not belong to the private key."""

    code = "another-key"
    message = "The certificate holds another key than the one that signs."


class CannotSign(ShibosiError):
    """A message that cannot be signed."""

    code = "cannot-sign"
    message = "{file} cannot be signed: {reason}."
