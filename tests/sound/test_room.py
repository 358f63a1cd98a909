"""The room in which a song is heard."""

from __future__ import annotations

import numpy as np
import pytest

from drumjam.sound import synth
from drumjam.sound.room import DELAY, RETURN, RING, SEND, Room, impulse
from drumjam.sound.schedule import Curve
from drumjam.sound.synth import Part, Sound, Synth
from tests.sound.fonts import plain_font

RATE = 48_000


def click(frames, *places):
    """Silence but for single frames of full scale."""
    sound = np.zeros(frames, np.float32)
    sound[list(places)] = 1
    return sound


def level(sound):
    """Energy in dB."""
    return float(10 * np.log10((sound.astype(np.float64) ** 2).sum() + 1e-30))


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
def test_the_room_dies_away_by_sixty_decibels(rate):
    """It is silent at first, loudest in the first tenth of a second, and each tenth after that is softer."""
    response = impulse(rate)
    assert not response[:, : round(DELAY * rate)].any()
    step = rate // 10
    tenths = [level(response[:, start : start + step]) for start in range(0, response.shape[1] - step, step)]
    assert tenths == sorted(tenths, reverse=True)
    assert tenths[0] - tenths[-1] > 45
    assert response.shape[1] / rate == pytest.approx(DELAY + RING, abs=0.001)


def test_both_sides_are_as_loud_and_do_not_sound_alike():
    """What comes back is in the middle, and wide."""
    left, right = impulse(RATE).astype(np.float64)
    assert (left**2).sum() == pytest.approx(RETURN**2, rel=1e-4)
    assert (right**2).sum() == pytest.approx(RETURN**2, rel=1e-4)
    assert abs(np.corrcoef(left, right)[0, 1]) < 0.4


def test_the_room_leaves_out_the_lowest_tones():
    """A bass and the lowest part of a kick drum come back 15 dB softer than a voice."""
    response, hertz = np.abs(np.fft.rfft(impulse(RATE))) ** 2, np.fft.rfftfreq(impulse(RATE).shape[1], 1 / RATE)

    def strength(low, high):
        return 10 * np.log10(response[:, (hertz >= low) & (hertz < high)].mean())

    assert strength(400, 1500) - strength(40, 80) > 15
    assert strength(400, 1500) - strength(14_000, 20_000) > 10


def test_an_answer_is_the_sum_of_the_answers_to_its_parts():
    """However long it is: each frame is answered by the same response, up to the last."""
    room = Room(RATE)
    places = (0, 1000, 300_000, 499_999)
    whole = room.answer(click(500_000, *places))
    expected = np.zeros_like(whole)
    for place in places:
        expected[:, place : place + room.ring + 1] += impulse(RATE)
    np.testing.assert_allclose(whole, expected, atol=1e-6)
    assert not whole[:, : round(DELAY * RATE)].any()


def test_nothing_is_answered_by_nothing():
    """Silence stays silence to the last bit, and so does what is before the first sound."""
    room = Room(RATE)
    assert not room.answer(np.zeros(RATE, np.float32)).any()
    assert not room.answer(click(RATE, 30_000))[:, :30_000].any()


def test_a_song_in_the_room_is_the_same_at_any_length_of_segment(tmp_path, monkeypatch):
    """What rings on goes into the segments that follow; parts that send nothing stay dry."""
    font = plain_font(tmp_path)

    def render(send, room=None):
        tones = [Sound(at, font.find(0, 0, 69, 100), 69, 0.2, (1.0, 0.5), 1.0) for at in (0.1, 0.5)]
        return Synth(font, RATE).render([Part(tones, Curve([0.0], [1.0]), send)], 2 * RATE, room=room)

    dry, wet = render(SEND), render(SEND, Room(RATE))
    np.testing.assert_array_equal(render(0.0, Room(RATE)), dry)
    monkeypatch.setattr(synth, "SEGMENT", 10_007)
    np.testing.assert_allclose(render(SEND, Room(RATE)), wet, atol=1e-6)
    answer = wet - dry
    assert not answer[: round((0.1 + DELAY) * RATE)].any()
    assert -25 < level(answer) - level(dry) < -8
