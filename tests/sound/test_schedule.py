"""Channel events become tones."""

from __future__ import annotations

import mido
import numpy as np
import pytest

from drumjam.sound.room import SEND
from drumjam.sound.schedule import LEAST_HELD, UNENDED, schedule
from tests.sound.fonts import control, note, song, strokes


def line(*events, channel=0, speed=1.0):
    """What one channel of a song plays."""
    midi = song([event for group in events for event in group])
    return schedule(midi, midi.notes.channel == 9, speed)[channel]


def wheel(value, beat):
    """A move of the pitch wheel."""
    return [(beat, mido.Message("pitchwheel", pitch=value))]


def test_tones_begin_and_end_where_their_keys_do():
    """Half a second a beat at 120; twice the speed halves all times."""
    for speed in (1.0, 2.0):
        (tone,) = line(note(60, 1, 2), speed=speed).tones
        assert (tone.start, tone.held) == pytest.approx((0.5 / speed, 1.0 / speed))


def test_a_key_struck_again_ends_its_last_note():
    """One key of a channel sounds once; the note-offs of both are then at their own places."""
    tones = line(note(60, 0, 4), note(60, 1, 0.5)).tones
    assert [tone.held for tone in tones] == pytest.approx([0.5, 0.25])


def test_the_pedal_holds_notes():
    """Keys let go while the pedal is down end when it comes up."""
    (tone,) = line(control(64, 127, 0.5), note(60, 0, 1), control(64, 0, 3)).tones
    assert tone.held == pytest.approx(1.5)


@pytest.mark.parametrize("number", [120, 123])
def test_all_notes_off_ends_what_sounds(number):
    """Controllers 120 and 123 let all keys go; 120 silences them as well."""
    (tone,) = line(note(60, 0, 4), control(number, 0, 1)).tones
    assert tone.held == pytest.approx(0.5)
    assert np.isfinite(tone.cut) == (number == 120)


def test_notes_without_length_or_end_are_bounded():
    """A note of no length is held for an instant, one that never ends is let go some time."""
    assert line(note(60, 1, 0)).tones[0].held == LEAST_HELD
    assert line(note(60, 0)[:1], control(7, 1, 400)).tones[0].held == UNENDED


def test_tones_keep_the_program_bank_and_pan_of_their_start():
    """Changes after a note's start are for the next notes."""
    program = [(1.0, mido.Message("program_change", program=40))]
    tones = line(note(60, 0), control(0, 8, 1.0), program, control(10, 127, 1.0), note(62, 2)).tones
    assert [(tone.bank, tone.program, tone.pan) for tone in tones] == [(0, 0, 0.0), (8, 40, 0.5)]


def test_tones_keep_the_room_of_their_start():
    """Where a file says nothing it is General MIDI's own share; controller 91 changes it for the notes that follow."""
    tones = line(note(60, 0, 1), control(91, 127, 0.5), note(64, 1, 1), control(91, 0, 1.5), note(67, 2, 1)).tones
    assert [tone.room for tone in tones] == pytest.approx([SEND, 1.0, 0.0])


def test_volume_and_expression_are_squared():
    """The curve of a channel's volume is the product of both squares."""
    volume = line(control(7, 64), control(11, 32, 1), note(60, 2)).volume
    assert [volume.at(0.25), volume.at(0.75)] == pytest.approx([(64 / 127) ** 2, (64 / 127) ** 2 * (32 / 127) ** 2])


def test_bends_take_the_range_that_the_song_sets():
    """The wheel's range is two half tones, or what registered parameter 0 says; other parameters do not change it."""
    full = line(wheel(8191, 0.5), note(60, 0, 2)).tones[0].bend
    assert full == ((0.0, 0.0), (0.25, pytest.approx(200, abs=0.1)))
    wide = line(control(101, 0), control(100, 0), control(6, 12), wheel(-8192, 0.5), note(60, 1)).tones[0].bend
    assert wide == ((0.0, -1200.0),)
    other = line(control(99, 0), control(98, 0), control(6, 12), wheel(-8192, 0.5), note(60, 1)).tones[0].bend
    assert other == ((0.0, -200.0),)


def test_resetting_controllers_centres_the_wheel():
    """Controller 121 takes bend, pedal and expression back."""
    events = (wheel(8191, 0), control(64, 127), control(11, 10), control(121, 0, 1), note(60, 2, 1))
    played = line(*events)
    assert played.tones[0].bend == ()
    assert played.tones[0].held == pytest.approx(0.5)
    assert played.volume.at(1.0) == pytest.approx((100 / 127) ** 2)


def test_the_caller_says_what_is_a_drum():
    """Tones are drums where the mask says so, whatever the channel, and know their row."""
    midi = song(note(60, 0) + strokes((1, 38)))
    lines = schedule(midi, np.array([True, False]))
    assert [(tone.note, tone.drum) for played in lines for tone in played.tones] == [(0, True), (1, False)]
