"""The world that the tests of the whole share: real processes, started once."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes
from tests.world.seed import a_hospital

_codes = itertools.count(20001)


def _world(directory: Path) -> Iterator[Processes]:
    processes = Processes(directory)
    try:
        processes.start()
        yield processes
    finally:
        processes.stop_all()


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """All processes, for tests that break nothing."""
    yield from _world(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def fragile_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """A world of one's own, for tests that kill processes; each leaves it whole."""
    yield from _world(tmp_path_factory.mktemp("fragile"))


@pytest.fixture
def new_hospital(world: Processes) -> Callable[..., HospitalSystem]:
    """Makes hospitals; each has a test clock of its own."""

    def make(**switches: Any) -> HospitalSystem:
        return a_hospital(world, str(next(_codes)), **switches)

    return make


@pytest.fixture
def hospital(new_hospital: Callable[..., HospitalSystem]) -> HospitalSystem:
    """A connected hospital."""
    return new_hospital()


@pytest.fixture
def phone(world: Processes) -> Phone:
    """A patient who just added the account."""
    return Phone.new(world)
