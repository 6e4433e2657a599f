"""Letters of photographs and scans, as a machine reads them: Tesseract (Apache licence 2.0), where it is installed.

The program is looked for on the path of commands and runs in a process of its own, bounded in time, memory and output;
it is given a picture that we drew anew, no file and none of our environment. What it reads is a proposal.
"""

import os
import resource
import shutil
import subprocess
from collections.abc import Sequence
from functools import lru_cache

PROGRAM = "tesseract"
WANTED = ("chi_sim", "eng")
"""Languages that are read, where the program has them."""
SECONDS, MEMORY, MOST_WRITTEN, MOST_LETTERS = 30, 2 << 30, 4 << 20, 100_000
"""Of one picture: seconds of the processor, bytes of memory, bytes written, letters kept. Our choice."""
SEPARATE = {"PATH": os.defpath, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
"""All that the program learns of this process."""


def program() -> str | None:
    """Where the program stands, if it is installed."""
    return shutil.which(PROGRAM)


@lru_cache(maxsize=4)
def languages(path: str) -> tuple[str, ...]:
    """The wanted languages that a program has; none where it does not answer."""
    listed = _run([path, "--list-langs"], b"")
    return tuple(one for one in WANTED if one in listed.split())


def read(pictures: Sequence[bytes]) -> str:
    """What stands in pictures (PNG, upright), page by page; "" where the program is not there or reads nothing."""
    path = program()
    known = languages(path) if path is not None else ()
    if path is None or not known:
        return ""
    asked = [path, "stdin", "stdout", "-l", "+".join(known), "--psm", "3"]
    return "\n".join(filter(None, (_run(asked, one).strip() for one in pictures)))[:MOST_LETTERS]


def _run(asked: list[str], data: bytes) -> str:
    """What a program writes; "" where it fails, takes too long, or needs more than it may."""
    try:
        answer = subprocess.run(
            asked, input=data, capture_output=True, timeout=2 * SECONDS, env=SEPARATE, check=False, preexec_fn=_bounded
        )
    except (subprocess.SubprocessError, OSError):
        return ""
    return answer.stdout.decode("utf-8", "replace") if answer.returncode == 0 else ""


def _bounded() -> None:
    """Bounds of the process that is about to become the program."""
    for kind, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY),
                       (resource.RLIMIT_FSIZE, MOST_WRITTEN), (resource.RLIMIT_CORE, 0)):  # fmt: skip
        resource.setrlimit(kind, (most, most))
