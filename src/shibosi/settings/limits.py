"""How often something may be tried: every limit of the server, with why it is what it is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """At most `amount` times in `seconds`, counted for each `per`: an address, an account or a token."""

    amount: int
    seconds: int
    per: str
    why: str


LIMITS = {
    "sign-in of an account": Limit(
        5, 300, "one account",
        "NIST SP 800-63B, 5.2.2 asks for no more than 100 failures in a row. Ours: five in five minutes, passwords "
        "and codes of the second factor together, so that guessing a code takes months and shows.",
    ),
    "sign-in from an address": Limit(
        20, 60, "one address", "Our choice: an office behind one address signs in at nine o'clock; a guesser is slowed."
    ),
    "password reset": Limit(5, 3600, "one account", "Our choice: nobody is to fill another's letter box."),
    "requests of a token": Limit(
        6000, 60, "one token", "Our choice: a hundred a second, more than one process of the server answers."
    ),
    "requests without a token": Limit(
        240, 60, "one address",
        "Our choice: an office behind one address reads rules and checks files by hand; fetching everything is slowed.",
    ),
    "files from an address": Limit(
        20, 600, "one address", "Our choice: a check takes a process of its own; twenty are a busy clerk."
    ),
    "wrong tokens": Limit(
        30, 60, "one address", "Our choice: a machine with a wrong token shows; a secret of 256 bits cannot be guessed."
    ),
}  # fmt: skip


def for_allauth() -> dict[str, str]:
    """The limits of signing in as allauth writes them."""
    account, address = LIMITS["sign-in of an account"], LIMITS["sign-in from an address"]
    reset = LIMITS["password reset"]
    return {
        "login": f"{address.amount}/{address.seconds}s/ip",
        "login_failed": f"{address.amount}/{address.seconds}s/ip,{account.amount}/{account.seconds}s/key",
        "reset_password": f"{address.amount}/{address.seconds}s/ip,{reset.amount}/{reset.seconds}s/key",
    }
