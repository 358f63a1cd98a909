"""Ticks, each once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drumjam.rules.ticks import distinct


@given(st.lists(st.integers(-(2**62), 2**62) | st.integers(0, 5)))
def test_distinct_ticks_are_those_of_numpy(ticks: list[int]) -> None:
    """In order, each once; what was given stays as it was."""
    given_ticks = np.array(ticks, np.int64)
    found = distinct(given_ticks)
    assert found.tolist() == sorted(set(ticks))
    assert found.dtype == np.int64
    assert given_ticks.tolist() == ticks
