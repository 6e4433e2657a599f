"""How long work is told on a terminal: what is done, how much of how much."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from shibosi.kernel.words import translate

Progress = Callable[[str, int, int], None]


@contextmanager
def telling(quiet: bool = False) -> Iterator[Progress | None]:
    """A line of progress on the terminal, if there is one to see it."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    with console.status(translate("Starting")) as status:
        yield lambda what, done, total: status.update(f"{what} {done:,}" + (f"/{total:,}" if total else ""))
