"""Finding the drums: by channel, by what the file tells its synthesizer, by name."""

from __future__ import annotations

import pytest

from drumjam.midi.kit import FAMILY, RANK, UNCHARTED_KEYS, Family, pad_of
from drumjam.midi.percussion import charted_keys, find_percussion
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Pad
from tests.midi.writing import groove, meta, midi, strokes, track

GS_ON = b"\x00\xf0\x0a\x41\x10\x42\x12\x40\x11\x15\x01\x19\xf7"
GS_OFF = b"\x00\xf0\x0a\x41\x10\x42\x12\x40\x10\x15\x00\x1b\xf7"
XG_ON = b"\x00\xf0\x08\x43\x10\x4c\x08\x00\x07\x01\xf7"


def parts(*bodies):
    """The drum parts of a file of these tracks."""
    return find_percussion(read_midi(midi(*(track(body) for body in bodies)))).parts


def test_every_percussion_key_has_one_pad_a_family_and_a_rank():
    """Keys 27 to 87 are drums or cymbals but for clicks and whistles; others are nobody's."""
    for key in range(27, 88):
        charted = key not in UNCHARTED_KEYS
        assert (pad_of(key) is not None) == charted
        assert (FAMILY[key] != Family.NONE) == charted
        assert RANK[key] in (range(1, 7) if charted else (9,))
    assert not FAMILY[:27].any()
    assert not FAMILY[88:].any()


@pytest.mark.parametrize(
    ("key", "pad", "what", "place"),
    [
        (36, Pad.DRUM, Family.KICK, 2),
        (38, Pad.DRUM, Family.SNARE, 1),
        (37, Pad.DRUM, Family.RIM, 4),
        (41, Pad.DRUM, Family.FLOOR_TOM, 3),
        (65, Pad.DRUM, Family.TIMBALE, 4),
        (75, Pad.DRUM, Family.WOOD, 5),
        (49, Pad.CYMBAL, Family.CRASH, 1),
        (55, Pad.CYMBAL, Family.SPLASH, 2),
        (51, Pad.CYMBAL, Family.RIDE, 3),
        (44, Pad.CYMBAL, Family.HAT, 5),
        (56, Pad.CYMBAL, Family.BELL_METAL, 4),
        (70, Pad.CYMBAL, Family.SHAKEN, 5),
    ],
)
def test_keys_are_what_drummers_call_them(key, pad, what, place):
    """A key of each row of the table stands in its row."""
    assert (pad_of(key), FAMILY[key], RANK[key]) == (pad, what, place)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (strokes(groove(1)), "channel 10"),
        (GS_ON + strokes(groove(1), channel=0), "GS drum part"),
        (XG_ON + strokes(groove(1), channel=0), "XG drum part"),
        (b"\x00\xb3\x00\x7f" + strokes(groove(1), channel=3), "XG drum bank"),
        (b"\x00\xb3\x00\x78" + strokes(groove(1), channel=3), "GM2 drum bank"),
        (strokes(groove(1), channel=2, name=b"Live Drums"), "track name"),
        (strokes(groove(1), channel=2, name="큰 드럼".encode("cp949")), "track name"),
    ],
)
def test_drums_are_found_wherever_they_are(body, why):
    """Channel 10, GS, XG, GM2 and the track's name each make a drum part."""
    assert [part.why for part in parts(body)] == [why]


@pytest.mark.parametrize(
    "body",
    [
        GS_OFF + strokes(groove(1)),
        strokes(groove(1), channel=2, name=b"Steel Drums"),
        strokes(groove(1), channel=2, name=b"Drum & Bass line"),
        b"\x00\xc2\x30" + strokes(groove(1), channel=2, name=b"Drums"),
        strokes(groove(1), channel=2, name=b"Humdrum"),
    ],
    ids=["GS off", "steel drums", "drum and bass", "program set", "no word"],
)
def test_what_only_sounds_like_drums_is_none(body):
    """Channel 10 switched off, steel drums, and named tracks with an instrument are melody."""
    assert parts(body) == ()


def test_a_click_is_told_apart_from_music():
    """Even beats on one rim key are not charted; they count as percussion and are spoken of."""
    click = strokes([(tick, 37) for tick in range(0, 7680, 480)])
    found = find_percussion(read_midi(midi(track(click), track(strokes(groove(4))))))
    assert [part.charted for part in found.parts] == [False, True]
    assert found.sounding.sum() == 16 + 32
    assert found.charted.sum() == 32
    assert "click" in found.remarks[0].text


@pytest.mark.parametrize("name", [b"Lee", b"P2", b"Right"])
def test_a_leader_s_own_part_is_no_click(name: bytes) -> None:
    """However plain its beats are, a track named after a leader is there to be played, unless it is called a click."""
    beats = [(tick, 37) for tick in range(0, 7680, 480)]
    found = find_percussion(
        read_midi(midi(track(strokes(beats, name=name)), track(strokes(beats, name=name + b" click"))))
    )
    assert [part.charted for part in found.parts] == [True, False]


def test_key_switches_are_no_rhythm():
    """Lowest keys at velocity 1 on a drum channel do not sound."""
    assert parts(strokes([(tick, 1, 1) for tick in range(0, 1920, 480)])) == ()


@pytest.mark.parametrize("controller", [7, 11])
def test_muted_drums_are_charted_only_if_there_are_no_others(controller):
    """Play-along files mute the part one is to play."""
    muted = bytes((0, 0xB9, controller, 0)) + strokes(groove(1))
    heard = b"\x00\xb0\x00\x7f" + strokes(groove(1), channel=0)
    assert [part.charted for part in parts(muted)] == [True]
    assert [part.charted for part in parts(muted, heard)] == [False, True]


def test_unknown_keys_stay_in_the_backing_unless_there_is_nothing_else():
    """Keys beyond the table are snares only in a part made of them."""
    alone = read_midi(midi(track(strokes([(0, 90), (480, 91)]))))
    mixed = read_midi(midi(track(strokes([(0, 90), (480, 38)]))))
    assert charted_keys(alone, find_percussion(alone))[1].tolist() == [38, 38]
    assert charted_keys(mixed, find_percussion(mixed))[1].tolist() == [38]


def test_hat_edges_of_electronic_kits_are_hats():
    """Keys 22 and 26 are the closed and the open hat."""
    file = read_midi(midi(track(strokes([(0, 22), (480, 26)]))))
    assert charted_keys(file, find_percussion(file))[1].tolist() == [42, 46]


def test_names_count_only_where_a_track_is_one_instrument():
    """A song called Drums, all in one track, is not all drums."""
    body = meta(3, b"Drums") + strokes(groove(1), channel=0) + strokes(groove(1), channel=1)
    assert parts(body) == ()
