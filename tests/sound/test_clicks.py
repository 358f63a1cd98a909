"""Clicks of the count-in."""

from __future__ import annotations

import numpy as np
import pytest

from drumjam.sound.clicks import BRONZE, WOOD, Click, render_click


@pytest.mark.parametrize("rate", [44_100, 48_000])
@pytest.mark.parametrize("click", list(Click))
def test_a_click_is_short_and_begins_at_once(click, rate):
    """Peak 0.5 within 3 ms, the same on both sides, no click at its own end, the pitch it is named after."""
    sound = render_click(click, rate)
    assert len(sound) == round((BRONZE if click is Click.BELL else WOOD).length * rate)
    assert np.abs(sound).max() == pytest.approx(0.5)
    assert np.abs(sound).max(axis=1).argmax() < (0.02 if click is Click.BELL else 0.003) * rate
    assert np.abs(sound[-5:]).max() < 1e-3
    assert np.array_equal(sound[:, 0], sound[:, 1])
    assert np.argmax(np.abs(np.fft.rfft(sound[:, 0], rate))) == pytest.approx(click.value, rel=0.02)
