"""Held keys: from the stroke to the tick at which a key is let go."""

from __future__ import annotations

from drumjam.midi.held import Held, held_keys
from drumjam.midi.smf import read_midi
from tests.midi.writing import midi, track


def held(*bodies, tracks=(0,), keys=range(126, 128)):
    """Start, end and key of what is held in a file of these tracks."""
    file = read_midi(midi(*(track(b"\x00\x99\x26\x64" + body) for body in bodies)))
    return [(one.start, one.end, one.key) for one in held_keys(file, tracks, keys)]


def test_a_key_is_held_until_it_is_let_go():
    """By a note-off or by a note-on without velocity; the channel does not matter."""
    assert held(b"\x0a\x90\x7e\x64\x14\x80\x7e\x00") == [(10, 30, 126)]
    assert held(b"\x0a\x95\x7f\x64\x14\x90\x7f\x00") == [(10, 30, 127)]


def test_a_key_struck_again_while_it_is_held_is_one():
    """A second stroke in between changes nothing; one on the tick of the end begins anew, in either order."""
    assert held(b"\x00\x90\x7e\x64\x0a\x90\x7e\x64\x0a\x80\x7e\x00") == [(0, 20, 126)]
    first, second = b"\x0a\x80\x7e\x00", b"\x0a\x90\x7e\x64"
    for middle in (first + b"\x00" + second[1:], second + b"\x00" + first[1:]):
        assert held(b"\x00\x90\x7e\x64" + middle + b"\x0a\x80\x7e\x00") == [(0, 10, 126), (10, 20, 126)]


def test_a_key_that_is_never_let_go_is_not_held():
    """Nor one that is let go at once, or without a stroke."""
    assert held(b"\x00\x90\x7e\x64") == []
    assert held(b"\x00\x90\x7e\x64\x00\x80\x7e\x00") == []
    assert held(b"\x0a\x80\x7e\x00") == []


def test_other_tracks_and_keys_do_not_count():
    """Each track holds its own keys; what is asked for is told with its track and velocity."""
    one, other = b"\x00\x90\x7e\x32\x0a\x80\x7e\x00", b"\x00\x90\x7e\x64\x14\x80\x7e\x00"
    assert held(one, other) == [(0, 10, 126)]
    assert held(one, other, keys=range(38)) == []
    file = read_midi(midi(track(one), track(other)))
    assert held_keys(file, (0, 1), range(126, 127)) == [Held(0, 10, 0, 126, 50), Held(0, 20, 1, 126, 100)]
