"""The groove that people tap along to."""

from __future__ import annotations

import numpy as np
import pytest

import drumjam.sound.groove as groove_module
from drumjam.sound.groove import BEAT, ROUND, render_groove
from drumjam.sound.loudness import TARGET, loudness
from drumjam.sound.perform import Stroke
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.stems import CEILING
from drumjam.sound.synth import Stereo
from tests.sound.fonts import SHIPPED

RATES = (44_100, 48_000)


@pytest.fixture(scope="module", params=RATES)
def rate(request: pytest.FixtureRequest) -> int:
    """Frames a second."""
    return int(request.param)


@pytest.fixture(scope="module")
def groove(rate: int) -> Stereo:
    """One round of it."""
    return render_groove(SoundFont.open(SHIPPED), rate)


def test_a_round_is_whole_beats_long_to_the_frame(groove: Stereo, rate: int) -> None:
    """However often it has gone round, each beat is where the song's time says."""
    assert len(groove) == ROUND * rate
    assert (BEAT * rate).is_integer()


def test_every_beat_is_struck_on_its_frame(groove: Stereo, rate: int) -> None:
    """Within 3 ms of each beat it is much louder than just before it."""
    loud = np.abs(np.concatenate([groove[-rate // 100 :], groove])).max(axis=1)
    for beat in range(round(ROUND / BEAT)):
        here = rate // 100 + round(beat * BEAT * rate)
        before, after = loud[here - rate // 100 : here], loud[here : here + 3 * rate // 1000]
        assert after.max() > 2 * before.max()


def test_it_rings_on_over_the_seam(groove: Stereo, rate: int) -> None:
    """Just before its end it rings as loud as before other bar lines: it is neither faded out nor begun anew."""
    lines = [round(bar * 4 * BEAT * rate) for bar in (1, 2, 3, 4)]
    before = [float(np.abs(groove[line - rate // 20 : line]).max()) for line in lines]
    assert before[-1] > 0.5 * sum(before[:-1]) / 3 > 0.001


def test_what_is_struck_at_its_end_rings_in_its_beginning(rate: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing but the strokes of the last beat its first tenth of a second is not silent."""
    strokes = groove_module._drums

    def late() -> list[Stroke]:
        return [one for one in strokes() if one.start % ROUND >= ROUND - BEAT]

    monkeypatch.setattr(groove_module, "_drums", late)
    monkeypatch.setattr(groove_module, "_tones", lambda font: [])
    sound = np.abs(render_groove(SoundFont.open(SHIPPED), rate))
    assert sound[: rate // 10].max() > 0.001
    assert sound[:-rate].max() < sound[-rate:].max()


def test_it_is_as_loud_as_every_song(groove: Stereo, rate: int) -> None:
    """At the game's loudness, under the backing's ceiling."""
    assert loudness(np.tile(groove, (3, 1)), rate=rate) == pytest.approx(TARGET, abs=0.5)
    assert np.abs(groove).max() <= CEILING
