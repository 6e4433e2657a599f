"""The tests of the engines see the world of `world` and no other."""

from collections.abc import Iterator

import pytest

from shibosi.kernel.engines.tests.world import installed


@pytest.fixture(autouse=True, scope="module")
def world() -> Iterator[None]:
    """Records, dossiers, controls and parameters of `world`."""
    with installed():
        yield
