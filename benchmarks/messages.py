"""Customs messages: how many are checked, signed and verified in a second of one processor.

    python -m benchmarks.messages [--seconds N]

The messages of one import order (order, payment, waybill, list, and the answer to each), every field filled, one
document each; and the order in a message of a hundred documents. Processor time, one process. Budget: 4,000 messages a
second checked, signature apart; exit status 1 where it is missed.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable

from shibosi.methods.formats.ceb import read_message
from shibosi.methods.messages.checking import check_bytes
from shibosi.methods.messages.signing.keys import RSA, SM2, FileSigner, new_key, private_key
from shibosi.methods.messages.signing.signing import sign
from shibosi.methods.messages.signing.verifying import verify
from shibosi.methods.messages.tests.builders import SIGNATURE, a_message

NUMBERS = ("311", "411", "511", "621", "312", "412", "512", "622")
BUDGET = 4_000
MANY = 100


def rate(job: Callable[[], int], seconds: float) -> float:
    """How much a job does in a second of the processor; it says how much it did at once."""
    job()
    done, start = 0, time.process_time()
    while (passed := time.process_time() - start) < seconds:
        done += job()
    return done / passed


def checked(data: list[bytes]) -> int:
    """Check messages; how many they were."""
    for one in data:
        if check_bytes(one, "m.xml").outcome != "accepted":
            raise SystemExit("a right message was refused")
    return len(data)


def many(data: bytes) -> bytes:
    """The same document a hundred times in one message."""
    document = re.search(rb"\s*<ceb:Order>.*</ceb:Order>", data, re.DOTALL)
    assert document is not None
    return data.replace(document[0], document[0] * MANY)


def signer(kind: str) -> FileSigner:
    """A signer with a key of its own."""
    made = private_key(new_key(kind)[0])
    return FileSigner(made.kind, made.private, b"", "01")


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3.0)
    seconds = parser.parse_args().seconds
    chain = [a_message(number) for number in NUMBERS]
    hundred = many(a_message("311"))
    single = rate(lambda: checked(chain), seconds)
    reading = rate(lambda: len([read_message(one, "m.xml") for one in chain]), seconds)
    batch = rate(lambda: checked([hundred]) * MANY, seconds)
    print(f"checked  {single:9,.0f} messages/s of one document (budget {BUDGET:,}); reading alone {reading:,.0f}")
    print(f"checked  {batch:9,.0f} orders/s in messages of {MANY}")
    unsigned, problems = read_message(hundred.replace(SIGNATURE, b""), "m.xml")
    assert unsigned is not None and not problems
    for kind in (RSA, SM2):
        own = signer(kind)
        made = sign(unsigned, own)
        signing = rate(lambda own=own: len(sign(unsigned, own)[:1]), seconds)  # type: ignore[misc]
        verifying = rate(
            lambda own=own, made=made: int(verify(made, "m.xml", None, key=own.public).holds),
            seconds,  # type: ignore[misc]
        )
        print(f"{kind:8} {signing:9,.1f} messages/s of {MANY} orders signed and verified, {verifying:,.1f} verified")
    return 0 if single >= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
