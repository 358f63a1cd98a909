"""Work: whatever a file is made of, building its chart takes steps in proportion to its size."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from tests.midi.hostile import HOSTILE

MOST_TIMES = 2.2
"""How many times the steps twice the file may take."""


def steps(data: bytes) -> int:
    """How many lines of Python run while a file is read and built, those of a loop at each turn."""
    count = 0

    def step(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        build_chart(read_midi(data))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("kind", HOSTILE, ids=lambda kind: kind.__name__)
def test_twice_the_file_takes_twice_the_steps(kind):
    """No loop over a song runs inside another one, in any of the files made to be slow."""
    size = HOSTILE[kind] // 40
    small, large = steps(kind(size)), steps(kind(2 * size))
    assert large <= MOST_TIMES * small
