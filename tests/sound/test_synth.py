"""Parts are played into an array."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drumjam.sound import synth
from drumjam.sound.schedule import Curve, schedule
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.synth import Part, Sound, Synth, channel_part, choke
from tests.sound.fonts import SHIPPED, control, note, plain_font, song, strokes

RATE = 22_050


def play(font, *events, seconds=2.0):
    """A song of one track, all its notes."""
    midi = song([event for group in events for event in group])
    lines = schedule(midi, midi.notes.channel == 9)
    every = np.ones(len(midi.notes), bool)
    parts = [channel_part(font, line, every) for line in lines]
    return Synth(font, RATE).render(parts, round(seconds * RATE))


def loud(sound, start, end):
    """Root mean square between two times."""
    return float(np.sqrt((sound[round(start * RATE) : round(end * RATE)] ** 2).mean()))


def test_segments_cannot_be_heard(tmp_path, monkeypatch):
    """Notes that ring on, and volumes that move, sound the same however the song is cut into segments."""
    font = plain_font(tmp_path)
    events = (note(69, 0, 3), note(76, 1, 2), control(7, 40, 1.5), control(11, 90, 2.2), strokes((0.5, 46), (1.5, 42)))
    whole = play(font, *events)
    for size in (777, 4096):
        monkeypatch.setattr(synth, "SEGMENT", size)
        np.testing.assert_allclose(play(font, *events), whole, atol=1e-6)


def test_the_same_song_gives_the_same_samples(tmp_path):
    """Rendered twice, bit for bit."""
    font = plain_font(tmp_path)
    events = (note(69, 0, 3), strokes((0.5, 46), (1.5, 42)), control(7, 40, 1.5))
    assert np.array_equal(play(font, *events), play(font, *events))


def test_velocity_and_volume_are_squared(tmp_path):
    """Half the velocity is a quarter of the amplitude, and so is half the volume."""
    font = plain_font(tmp_path)
    full = loud(play(font, control(7, 127), note(69, 0, 2, 126)), 0.2, 0.8)
    assert loud(play(font, control(7, 127), note(69, 0, 2, 63)), 0.2, 0.8) == pytest.approx(full / 4, rel=1e-3)
    half = loud(play(font, control(7, 127), control(11, 64), note(69, 0, 2, 126)), 0.2, 0.8)
    assert half == pytest.approx(full * (64 / 127) ** 2, rel=1e-3)


def test_volume_changes_do_not_click_and_spare_the_next_note(tmp_path):
    """A change is a short ramp that ends at its event: a note right there has the new volume from its first frame."""
    font = plain_font(tmp_path)
    sound = play(font, control(7, 127), note(69, 0, 4), control(7, 20, 1))
    assert np.abs(np.diff(sound[1000:20_000], axis=0)).max() <= np.abs(np.diff(sound[1000:8000], axis=0)).max() * 1.001
    changed = play(font, control(7, 127), control(7, 20, 1), note(69, 1, 2))
    constant = play(font, control(7, 20), note(69, 1, 2))
    np.testing.assert_allclose(changed, constant, atol=1e-6)


def test_a_closed_hat_ends_an_open_one(tmp_path):
    """Strokes of one choke group end each other within 20 ms; others ring on."""
    font = plain_font(tmp_path)
    open_hat = note(46, 0, 4, channel=9)
    alone = play(font, open_hat)
    choked = play(font, open_hat, strokes((1, 38)))
    assert loud(choked, 1.0, 1.5) == pytest.approx(loud(alone, 1.0, 1.5), rel=0.01)
    choked = play(font, open_hat, strokes((1, 44)))
    stroke_alone = play(font, strokes((1, 44)))
    np.testing.assert_allclose(choked[round(0.521 * RATE) :], stroke_alone[round(0.521 * RATE) :], atol=1e-6)
    np.testing.assert_allclose(choked[: round(0.499 * RATE)], alone[: round(0.499 * RATE)], atol=1e-6)


def test_strokes_at_one_instant_do_not_choke_each_other(tmp_path):
    """Two hats struck together both sound; the next one ends both."""
    font = plain_font(tmp_path)
    hats = [
        Sound(start, font.find_drum(0, key, 100), key, 1.0, (1, 1), 1) for start, key in ((0, 42), (0, 46), (1, 44))
    ]
    assert [sound.stop for sound in choke(hats)] == [1, 1, float("inf")]


def test_all_sound_off_silences_what_still_rings(tmp_path):
    """Controller 120 also ends strokes whose keys were let go long before."""
    font = plain_font(tmp_path)
    hat = note(46, 0, 0.2, channel=9)
    assert loud(play(font, hat), 0.15, 0.2) > 0.01
    assert loud(play(font, hat, control(120, 0, 0.25, channel=9)), 0.15, 0.2) == 0


def test_each_side_of_a_part_has_its_own_gain(tmp_path):
    """A sound with no gain on one side leaves exactly nothing there."""
    font = plain_font(tmp_path)
    part = Part([Sound(0, font.find(0, 0, 69, 100), 69, 0.5, (0.0, 1.0), 1.0)], Curve([0.0], [1.0]))
    sound = Synth(font, RATE).render([part], RATE)
    assert not sound[:, 0].any()
    assert sound[:, 1].any()


def test_progress_is_told_up_to_the_end_and_may_stop_the_work(tmp_path, monkeypatch):
    """Shares rise to 1; what the listener raises comes through."""
    monkeypatch.setattr(synth, "SEGMENT", 1000)
    told: list[float] = []
    Synth(plain_font(tmp_path), RATE).render([], 2500, progress=told.append)
    assert told == pytest.approx([0.4, 0.8, 1.0])
    with pytest.raises(KeyboardInterrupt):
        Synth(plain_font(tmp_path), RATE).render([], 2500, progress=_interrupt)


def _interrupt(_share: float) -> None:
    raise KeyboardInterrupt


@pytest.fixture(scope="module")
def shipped() -> SoundFont:
    """The game's own font."""
    return SoundFont.open(SHIPPED)


messages = st.tuples(
    st.floats(0, 4), st.sampled_from([7, 10, 11, 64, 120, 121, 123, 6, 100, 101, 0, 32]), st.integers(0, 127)
)
played = st.tuples(st.integers(0, 127), st.floats(0, 4), st.floats(0, 2), st.integers(1, 127), st.sampled_from([0, 9]))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(played, min_size=1, max_size=6), st.lists(messages, max_size=6))
def test_any_song_is_finite(shipped, notes, controls):
    """Whatever keys, velocities, lengths and controllers: no NaN, nothing infinite, nothing wildly loud."""
    events = [note(*values) for values in notes]
    events += [control(number, value, beat) for beat, number, value in controls]
    sound = play(shipped, *events)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() < 2 * len(notes)
