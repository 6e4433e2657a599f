"""The tests of the kernel see the world of `builders` and no other."""

from collections.abc import Iterator

import pytest

from shibosi.kernel.tests.builders import installed


@pytest.fixture(autouse=True, scope="module")
def world() -> Iterator[None]:
    """Records, dossiers, parameters and predicates of `builders`."""
    with installed():
        yield
