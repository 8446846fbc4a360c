"""Shared by all tests: hypothesis draws the same examples each time; what a test starts can be interrupted."""

import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from browsing import running_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("steady")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let programs that a test starts be interrupted; a shell's background job hands on that interrupts are ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """Give a browser to the tests of a module."""
    with running_chromium() as browser:
        yield browser
