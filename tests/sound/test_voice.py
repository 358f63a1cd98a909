"""Single notes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from drumjam.sound.soundfont import SoundFont
from drumjam.sound.voice import Voices
from tests.sound.fonts import (
    ATTACK,
    CUTOFF,
    DECAY,
    HOLD,
    LOOPS,
    PAN,
    RELEASE,
    RESONANCE,
    ROOT,
    SHIPPED,
    SUSTAIN,
    TONE,
    FontBuilder,
    plain_font,
)

RATE = 48_000


def seconds(time: float) -> int:
    """A time as a generator's amount."""
    return round(1200 * np.log2(time))


def tone_font(folder, generators, data=TONE, root=69) -> SoundFont:
    """One looped sample with these generators."""
    font = FontBuilder()
    font.preset(0, 0, ({LOOPS: 1, **generators}, font.sample(data, root=root, loop=(1000, 3000))))
    return SoundFont.open(font.save(folder))


def play(font, key=69, held=0.5, **rest):
    """A note of program 0."""
    return Voices(font, RATE).note(font.find(0, 0, key, 100), key, held, **rest)


def pitch(sound) -> float:
    """Frequency of a pure tone, by its rising zero crossings."""
    up = np.flatnonzero((sound[:-1] < 0) & (sound[1:] >= 0))
    exact = up + sound[up] / (sound[up] - sound[up + 1])
    return RATE * (len(exact) - 1) / (exact[-1] - exact[0])


def level(sound, time, span=0.02) -> float:
    """Root mean square around a time, in dB below that of the sample."""
    at = round(time * RATE)
    piece = sound[at - round(span / 2 * RATE) : at + round(span / 2 * RATE)]
    return float(20 * np.log10(np.sqrt((piece**2).mean()) / np.sqrt((TONE**2).mean())))


@pytest.mark.parametrize(("key", "bend", "heard"), [(69, (), 441), (81, (), 882), (69, ((0.0, 200.0),), 494.98)])
def test_a_note_has_the_pitch_of_its_key(tmp_path, key, bend, heard):
    """Keys go up by half tones from the sample's own, bends by cents."""
    sound = play(plain_font(tmp_path), key, bend=bend)
    assert pitch(sound[0, 1000:20_000]) == pytest.approx(heard, rel=1e-4)


def test_a_bend_changes_the_pitch_of_a_sounding_note(tmp_path):
    """Each step of a bend holds from its time on."""
    sound = play(plain_font(tmp_path), held=1.0, bend=((0.0, 0.0), (0.5, 1200.0)))
    assert pitch(sound[0, 4000:23_000]) == pytest.approx(441, rel=1e-3)
    assert pitch(sound[0, 25_000:46_000]) == pytest.approx(882, rel=1e-3)


def test_curves_between_frames_follow_the_sound(tmp_path):
    """A sine read at three quarters of its speed is still a sine: errors 60 dB down."""
    sound = play(plain_font(tmp_path), 64, held=0.1)[0, 100:4000]
    wave = 2 * np.pi * 441 * 2 ** (-5 / 12) * np.arange(100, 4000) / RATE
    ideal = np.stack([np.sin(wave), np.cos(wave)], axis=1)
    rest = sound - ideal @ np.linalg.lstsq(ideal, sound, rcond=None)[0]
    assert np.sqrt((rest**2).mean() / (sound**2).mean()) < 1e-3


def test_the_envelope_keeps_its_times_and_slopes(tmp_path):
    """Straight attack, hold, decay by 100 dB in its time to the sustain level, release by 100 dB in its time."""
    stages = {ATTACK: seconds(0.1), HOLD: seconds(0.1), DECAY: seconds(2), SUSTAIN: 200, RELEASE: seconds(1)}
    sound = play(tone_font(tmp_path, stages), held=1.0)[0] * np.sqrt(2)
    boost = 20 * np.log10(10 ** (3.01 / 40))  # the filter's own gain
    times = (0.05, 0.15, 0.4, 0.9, 1.2)
    levels = [level(sound, time) - boost for time in times]
    assert levels == pytest.approx([-6.02, 0, -10, -20, -40], abs=0.3)


def test_a_note_ends_when_it_can_no_longer_be_heard(tmp_path):
    """A looped note lasts as long as it is held and released, a stroke as long as its sample."""
    font = plain_font(tmp_path)
    assert play(font, held=2.0).shape[1] == pytest.approx(2.0 * RATE, abs=0.01 * RATE)
    stroke = Voices(font, RATE).note(font.find_drum(0, 36, 100), 36, 3.0)
    assert stroke.shape[1] == pytest.approx(6000 / 44_100 * RATE, abs=3)


def test_no_note_ends_in_a_click(tmp_path):
    """The last frames of a note that is cut fade to nothing."""
    sound = play(tone_font(tmp_path, {RELEASE: -12_000}), held=0.3)
    assert np.abs(sound[:, -3:]).max() < 0.01
    assert np.abs(np.diff(sound[:, -400:])).max() <= np.abs(np.diff(sound)).max()


@pytest.mark.parametrize(
    ("pan", "left", "right"), [(0.0, 0.7071, 0.7071), (-0.5, 1, 0), (0.5, 0, 1), (0.25, 0.3827, 0.9239)]
)
def test_pan_keeps_the_power(tmp_path, pan, left, right):
    """Left and right follow sine and cosine; at the ends the other side is silent."""
    sound = play(plain_font(tmp_path), pan=pan)
    both = np.abs(sound).max(axis=1)
    assert both / np.hypot(*both) == pytest.approx((left, right), abs=1e-3)


def test_pans_of_note_and_font_add_up(tmp_path):
    """A zone to the left, played to the right, stands in the middle."""
    sound = play(tone_font(tmp_path, {PAN: -250}), pan=0.25)
    np.testing.assert_allclose(sound[0], sound[1], atol=1e-6)


@pytest.mark.parametrize(("partial", "down"), [(1, 0.0), (10, -7.3), (20, -20.1)])
def test_the_low_pass_takes_highs_away(tmp_path, partial, down):
    """Two poles at 3100 Hz: nothing well below it, then 12 dB an octave (more, near half the rate)."""
    data = (0.5 * np.sin(2 * np.pi * 441 * partial * np.arange(4000) / 44_100)).astype(np.float32)
    cutoff = round(1200 * np.log2(3100 / 8.176))
    dark = play(tone_font(tmp_path, {CUTOFF: cutoff}, data))[0, 5000:15_000]
    bright = play(tone_font(tmp_path, {}, data))[0, 5000:15_000]
    assert 20 * np.log10(dark.std() / bright.std()) == pytest.approx(down, abs=0.3)


def test_resonance_lowers_the_whole(tmp_path):
    """Half of the resonance is taken from the level, so that its hump does not make a note louder."""
    plain = play(tone_font(tmp_path, {CUTOFF: 12_000}))[0, 5000:15_000].std()
    humped = play(tone_font(tmp_path, {CUTOFF: 12_000, RESONANCE: 120}))[0, 5000:15_000].std()
    assert 20 * np.log10(humped / plain) == pytest.approx(-6, abs=0.3)


def test_a_loop_has_no_seam(tmp_path):
    """A looped sine goes on without a step, filtered or not."""
    for generators in ({}, {CUTOFF: 10_000}):
        sound = play(tone_font(tmp_path, generators), held=1.0)[0, 2000:40_000]
        assert np.abs(np.diff(sound)).max() < 1.05 * 2 * np.pi * 441 / RATE * np.abs(sound).max()


def test_identical_notes_are_computed_once(tmp_path):
    """The same note, and one whose length differs by less than can be heard, is the same array."""
    font = plain_font(tmp_path)
    voices = Voices(font, RATE)
    zones = font.find(0, 0, 69, 100)
    (first, _), (same, _), (other, _) = (voices.placed(zones, 69, held, 0, (), 0.5) for held in (0.5, 0.501, 0.51))
    assert same is first
    assert other is not first


def test_zones_above_full_scale_are_kept_below(tmp_path):
    """A zone that its preset makes louder than full is as loud as its velocity allows, not louder."""
    font = FontBuilder()
    font.preset(0, 0, ({}, font.sample(TONE)), added={48: -200})
    opened = SoundFont.open(font.save(tmp_path))
    voices, zones = Voices(opened, RATE), opened.find(0, 0, 69, 100)
    soft, loud = (np.abs(voices.note(zones, 69, 0.5, loud=loud)).max() for loud in (0.1, 1.0))
    assert soft / loud == pytest.approx(10 ** (0.4 * 20 / 20), rel=1e-3)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 127), st.integers(0, 127), st.integers(1, 127), st.floats(0, 2), st.floats(-2400, 2400))
@example(0, 60, 1, 0.0, 0.0)
def test_every_note_of_the_shipped_font_is_finite(shipped, program, key, velocity, held, cents):
    """Any program, key, velocity, length and bend: finite, and not louder than full scale by much."""
    bend = ((0.0, cents),) if cents else ()
    sound = shipped.note(shipped.font.find(0, program, key, velocity), key, held, bend=bend, loud=(velocity / 127) ** 2)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max(initial=0) * (velocity / 127) ** 2 < 4


@pytest.fixture(scope="module")
def shipped() -> Voices:
    """Notes of the shipped font."""
    return Voices(SoundFont.open(SHIPPED), 22_050)


@pytest.mark.parametrize("rate", [7999, 192_001])
def test_impossible_rates_are_refused(tmp_path, rate):
    """Only rates that sound cards know."""
    with pytest.raises(ValueError, match="rate"):
        Voices(plain_font(tmp_path), rate)


def test_roots_of_zones_win_over_the_samples(tmp_path):
    """A zone's own root key moves the pitch."""
    sound = play(tone_font(tmp_path, {ROOT: 81}))
    assert pitch(sound[0, 1000:20_000]) == pytest.approx(220.5, rel=1e-4)
