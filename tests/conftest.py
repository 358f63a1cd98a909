"""Every test has a home of its own, and as much time as a busy machine takes."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from drumjam.library import paths

# Time is measured in tests/bench, never asserted. A shared check draws the same examples each time, so that a change
# is judged by itself; at the desk they are drawn anew.
CHECKED = "CI" in os.environ
settings.register_profile("drumjam", deadline=None, derandomize=CHECKED, max_examples=50 if CHECKED else 100)
settings.load_profile("drumjam")

# A shell that runs the suite in the background lets it ignore Ctrl-C, and so would the commands that tests interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for the player, so that nobody's own files are touched."""
    monkeypatch.setenv("DRUMJAM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def homeless(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A player of whom nobody knows a home folder."""

    def nowhere(_: str) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("DRUMJAM_HOME")
    monkeypatch.setattr(paths, "_usual", nowhere)
