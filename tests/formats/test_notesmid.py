"""notes.mid: what a drum part asks, read from keys that are struck and held."""

from __future__ import annotations

import pytest

from drumjam.formats.gems import Colour, Gem, GemError, Layout, Phrase, key_of
from drumjam.formats.notesmid import DRUM_TRACKS, find_gems, is_guitar_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Level
from drumjam.rules.touch import Touch
from tests.formats.gemfiles import (
    BEAT,
    BLUE,
    FIFTH,
    GREEN,
    KICK,
    NO_OTHERS,
    OTHERS,
    OWN,
    RED,
    YELLOW,
    expected,
    part,
    song,
)
from tests.midi.writing import SONGS, midi, strokes, track
from tests.midi.writing import song as plain_song

Hold = tuple[int, int, int]
"""Tick at which a key is struck, tick at which it is let go, and the key."""


def keys(*tracks: bytes) -> list[tuple[int, int]]:
    """Tick and General MIDI key of each expert gem."""
    found = find_gems(song(*tracks))
    assert found is not None
    return [(gem.tick, key_of(gem, found.layout)) for gem in found.levels[Level.EXPERT]]


def test_every_level_is_what_its_makers_wrote_down() -> None:
    """All gems of all four levels of a song whose gems are known; kicks for a second pedal are apart."""
    found = find_gems(read_midi((OWN / "notes.mid").read_bytes()))
    for level, gems in expected().items():
        assert [[gem.tick, gem.colour] for gem in found.levels[level]] == gems
    assert found.doubled == tuple(range(2400, 29281, 3840))
    assert found.rolls == ((Phrase(15360, 16320),), (Phrase(19200, 20160),))
    assert [phrases[0] for phrases in found.players] == [Phrase(0, 1919), Phrase(1920, 3839)]
    assert found.end == 30720


def test_held_keys_make_toms() -> None:
    """Yellow, blue and green are cymbals but where their tom key is held; its last tick does not belong to it."""
    gems = [(tick, key) for tick in (0, 480, 960) for key in (RED, YELLOW, BLUE, GREEN)]
    assert keys(part(gems, [(480, 960, 110), (480, 481, 111), (480, 960, 112)])) == [
        *((0, key) for key in (38, 42, 51, 49)),
        *((480, key) for key in (38, 48, 45, 43)),
        *((960, key) for key in (38, 42, 51, 49)),
    ]


def test_a_tom_key_struck_again_at_once_is_held_on() -> None:
    """Where one hold ends on the tick on which the next begins both count, in whatever order the file has them."""
    body = b"\x00\x90\x6e\x64\x83\x60\x90\x6e\x64\x00\x80\x6e\x00\x00\x90\x62\x64\x83\x60\x80\x6e\x00"
    named = b"\x00\xff\x03\x0aPART DRUMS"
    assert keys(track(named + body)) == [(480, 48)]


@pytest.mark.parametrize(
    ("five", "pro", "toms", "layout"),
    [
        (False, False, [], Layout.FOUR),
        (True, False, [], Layout.FIVE),
        (True, True, [], Layout.FOUR),
        (True, False, [(0, 1, 110)], Layout.FOUR),
    ],
)
def test_five_lanes_give_way_to_pro_drums(
    five: bool, pro: bool, toms: list[tuple[int, int, int]], layout: Layout
) -> None:
    """song.ini may say five lanes, but toms or pro drums mean four."""
    assert find_gems(song(part([(0, KICK)], toms)), five_lanes=five, pro=pro).layout is layout


def test_a_fifth_lane_makes_five() -> None:
    """Snare, hat, tom, cymbal and tom, wherever a gem of the fifth lane stands."""
    gems = [(0, key) for key in (KICK, RED, YELLOW, BLUE, GREEN)]
    assert keys(part([*gems, (BEAT, 65)])) == [(0, key) for key in (36, 38, 42, 45, 49)]
    assert keys(part([(0, FIFTH)])) == [(0, 43)]


def test_a_fifth_lane_of_pro_drums_is_green() -> None:
    """A cymbal but where green's tom key is held."""
    assert keys(part([(0, FIFTH), (BEAT, FIFTH)], [(BEAT, BEAT + 1, 112)])) == [(0, 49), (BEAT, 43)]


def test_dynamics_are_told_where_the_file_says_so() -> None:
    """Velocities 127 and 1 are an accent and a ghost note, but without the text they are nothing."""
    gems = [(0, RED, 127), (BEAT, RED, 1), (2 * BEAT, RED, 100)]
    touches = {}
    for text in (b"", b"[ENABLE_CHART_DYNAMICS]"):
        found = find_gems(song(part(gems, text=text)))
        touches[text] = [gem.touch for gem in found.levels[Level.EXPERT]]
    assert touches == {b"": [Touch.PLAIN] * 3, b"[ENABLE_CHART_DYNAMICS]": [Touch.ACCENT, Touch.SOFT, Touch.PLAIN]}


def test_a_gem_that_is_there_twice_is_one() -> None:
    """Doubled notes of the file are one gem."""
    assert find_gems(song(part([(0, RED), (0, RED)]))).levels[Level.EXPERT] == (Gem(0, Colour.RED),)


@pytest.mark.parametrize("name", DRUM_TRACKS)
def test_the_drums_are_found_by_their_name(name: str) -> None:
    """Each name that games use, in any case."""
    for spelled in (name, name.lower(), f" {name} "):
        assert keys(part([(0, RED)], name=spelled.encode())) == [(0, 38)]


def test_the_best_name_that_has_gems_is_taken() -> None:
    """An empty PART DRUMS does not hide the other one."""
    both = part([(0, RED)], name=b"PART DRUMS_2X"), part([(0, GREEN)], name=b"PART DRUMS")
    assert keys(*both) == [(0, 49)]
    assert keys(both[0], part([(0, 12)], name=b"PART DRUMS")) == [(0, 38)]


def test_general_midi_drums_of_that_name_are_no_gems() -> None:
    """A drummer's own track on channel 10 may be called PART DRUMS; congas and claves are no easy gems."""
    assert find_gems(song(track(strokes([(0, 36), (0, 62), (480, 75)], name=b"PART DRUMS")))) is None


@pytest.mark.parametrize("name", SONGS)
def test_ordinary_songs_are_no_charts(name: str) -> None:
    """No file of tests/data is taken for a chart of another game."""
    assert find_gems(plain_song(name)) is None
    assert not is_guitar_chart(plain_song(name))


def test_more_gems_than_anybody_means_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound, told in a sentence."""
    monkeypatch.setattr("drumjam.formats.notesmid.MOST_GEMS", 3)
    assert keys(part([(tick, RED) for tick in range(3)]))
    with pytest.raises(GemError, match="more than 3 notes"):
        find_gems(song(part([(tick, RED) for tick in range(4)])))


@pytest.mark.parametrize(
    ("notes", "name", "guitar"),
    [
        ([60, 72, 84, 96, 97, 98], b"", True),
        ([84, 96, 103, 116], b"notes", True),
        ([96, 97, 98, 99, 100], b"", False),
        ([96, 97, 98, 99, 100, 101], b"PART GUITAR", True),
        ([60, 72, 84, 96, 65], b"", False),
        ([60, 62, 64, 72], b"", False),
        ([60, 64, 67], b"PART GUITAR", False),
        ([60, 96, 65], b"Part One", False),
    ],
)
def test_guitar_charts_are_known(notes: list[int], name: bytes, guitar: bool) -> None:
    """By a part's name, or by frets of several levels and nothing else; a tune within five notes is a tune."""
    assert is_guitar_chart(song(part([(i * BEAT, key) for i, key in enumerate(notes)], name=name))) is guitar


@pytest.mark.skipif(not OTHERS.is_dir(), reason=NO_OTHERS)
def test_other_people_s_songs_are_drums_or_guitars() -> None:
    """The drum tutorials of FoFiX have gems, songs of Frets on Fire are guitar charts."""
    drums = {}
    for path in sorted(OTHERS.glob("*.mid")):
        file = read_midi(path.read_bytes(), path.name)
        found = find_gems(file)
        assert found or is_guitar_chart(file), path.name
        if found:
            drums[path.name] = {level.id: len(gems) for level, gems in found.levels.items()}
    assert drums == {
        "fofix_drumrolls_notes.mid": {"expert": 1083},
        "fofix_drumtest_notes.mid": {"medium": 56, "hard": 68, "expert": 105},
    }


def test_midi_of_any_track_count_is_searched() -> None:
    """Also a file of one track, as format 0 has it."""
    assert find_gems(read_midi(midi(part([(0, RED)]), kind=0))) is not None
