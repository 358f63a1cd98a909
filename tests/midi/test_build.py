"""build_chart and info: the whole way from a file to a chart."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumjam.midi import twoparts
from drumjam.midi.build import build_chart
from drumjam.midi.info import info
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Device, Lane, Level, Pad, Source
from tests.midi.writing import DATA, SONGS, chart, groove, meta, midi, song, strokes, track

GOLDEN = DATA.parent / "midi" / "golden"


def pair(lee, takaichi, names=(b"Lee", b"Takaichi"), first=b""):
    """The chart of a file with a part for each leader."""
    tracks = (track(first), track(strokes(lee, name=names[0])), track(strokes(takaichi, name=names[1])))
    return build_chart(read_midi(midi(*tracks)))


def lines(found, level):
    """Notes of a level, a line each, as a golden file holds them."""
    return [f"{n.tick} {n.lane.id} {n.pad.id} {n.key} {n.velocity}" for n in found.levels[level]]


@pytest.mark.parametrize("name", SONGS)
def test_every_song_gives_four_levels_for_two(name):
    """Each file of tests/data has notes for both leaders on every level, and a rating."""
    found = chart(name)
    for level in Level:
        assert all(found.lane(level, lane) for lane in Lane)
        assert found.ratings[level] > 0
    assert found.sections[0].tick <= found.levels[Level.EXPERT][0].tick


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("ode_to_joy_rock_fmt0.mid", Source.DRUMS),
        ("harmony_mixed.mid", Source.TWO_PARTS),
        ("arirang_melody_only.mid", Source.MELODY),
    ],
)
def test_charts_say_where_they_come_from(name, source):
    """Drums, two parts and melody are told apart."""
    assert chart(name).source is source


def test_a_file_of_two_parts_is_taken_as_it_is():
    """Expert is exactly the notes of both tracks, and easy is what it was when it was looked at."""
    found = chart("harmony_mixed.mid")
    for level in (Level.EXPERT, Level.EASY):
        golden = (GOLDEN / f"harmony_mixed.{level.id}.txt").read_text(encoding="utf-8").splitlines()
        assert lines(found, level) == golden


@pytest.mark.parametrize(
    "names",
    [
        (b"Lee", b"Takaichi"),
        (b"drums P1", b"drums p2"),
        (b"Player 1", b"PLAYER 2"),
        (b"Left", b"Right"),
        ("이재명".encode(), "高市".encode()),
        ("이재명".encode(), "다카이치".encode()),
    ],
    ids=["Lee", "P1", "Player 1", "Left", "hangul and kanji", "hangul"],
)
def test_leaders_are_known_by_their_names(names):
    """Every way to name the two tracks gives each leader the own part."""
    found = pair(groove(2, keys=(36,)), groove(2, keys=(38,)), names)
    assert found.source is Source.TWO_PARTS
    assert {note.key for note in found.lane(Level.EXPERT, Lane.LEE)} == {36}
    assert {note.key for note in found.lane(Level.EXPERT, Lane.TAKAICHI)} == {38}


@pytest.mark.parametrize("names", [(b"Leeds", b"Takaichi"), (b"Left hand", b"Right hand"), (b"Lee", b"Lee")])
def test_half_named_files_are_ordinary(names):
    """Parts of words, more words around Left and Right, or one leader alone are no two parts."""
    assert pair(groove(4), groove(4), names).source is Source.DRUMS


def test_a_named_track_without_drums_makes_no_part():
    """If one of the two tracks holds no percussion the file is an ordinary one."""
    tune = track(strokes(groove(4, keys=(60, 64)), channel=0, name=b"Takaichi"))
    found = build_chart(read_midi(midi(track(strokes(groove(4), name=b"Lee")), tune)))
    assert found.source is Source.DRUMS


def test_held_keys_126_and_127_are_rolls():
    """The stroke under the head of the held key is the roll, the strokes below it are no notes."""
    lee = [*groove(2), *((3840 + 60 * i, 38) for i in range(8)), (4800, 49)]
    body = strokes(lee, name=b"Lee")
    held = b"\x00\xff\x03\x03Lee" + b"\x9e\x00\x99\x7e\x60" + b"\x83\x60\x89\x7e\x40"
    tracks = (track(body), track(held), track(strokes(groove(3), name=b"Takaichi")))
    found = build_chart(read_midi(midi(*tracks)))
    rolls = [note for note in found.lane(Level.EXPERT, Lane.LEE) if note.roll_until]
    assert [(n.tick, n.pad, n.roll_until) for n in rolls] == [(3840, Pad.DRUM, 4260)]
    assert not [n for n in found.lane(Level.EXPERT, Lane.LEE) if 3840 < n.tick < 4320]
    assert all(n.roll_until is None for n in found.levels[Level.MEDIUM])


@given(
    st.lists(st.integers(0, 30), max_size=20).map(sorted),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 15)), max_size=8),
)
def test_held_rolls_are_joined_as_one_by_one(ticks, held):
    """However rolls overlap: a head lasts to the last stroke below it, and what stands below any is left out."""
    until, kept = [-1] * len(ticks), [True] * len(ticks)
    for start, length in held:
        inside = [place for place, tick in enumerate(ticks) if start < tick < start + length]
        for head in (place for place, tick in enumerate(ticks) if tick == start):
            until[head] = ticks[inside[-1]] if inside else start + length
            for place in inside:
                kept[place] = False
    spans = np.array([(start, start + length) for start, length in held], np.int64).reshape(-1, 2)
    found = twoparts._rolled(np.array(ticks, np.int64), spans)
    assert [column.tolist() for column in found] == [until, kept]


def test_a_roll_ends_before_the_next_stroke_of_its_pad():
    """A snare roll over a kick is over one stroke before it, for both leaders; on its own it lasts to its last."""
    roll = [(3840 + 50 * i, 38) for i in range(12)]
    for kick, until in (([], 4390), ([(4240, 36)], 4190), ([(4250, 36)], 4240), ([(4390, 36)], 4340)):
        tracks = track(strokes([*groove(2), *roll, *kick, (4800, 49)]))
        rolls = [note for note in build_chart(read_midi(midi(tracks))).levels[Level.EXPERT] if note.roll_until]
        assert {(note.tick, note.key, note.roll_until) for note in rolls} == {(3840, 38, until)}


@pytest.mark.parametrize(
    ("word", "device"),
    [
        (b"lesson", Device.ECHO),
        (b"trading", Device.TRADING),
        (b"split kit", Device.HOCKET),
        (b"swap", Device.SWAP),
        (b"double raise", Device.UNISON),
        (b"lead-in", Device.LEAD),
        (b"canon", Device.PARTS),
        (b"drift", Device.PARTS),
    ],
)
def test_markers_name_the_sections(word, device):
    """A marker's device is told in the chart's own words."""
    first = meta(6, b"section: intro | device: " + word) + meta(6, b"section: end | device: unison", 1920)
    found = pair(groove(2), groove(2), first=first)
    assert [(s.tick, s.name, s.device) for s in found.sections] == [
        (0, "intro", device),
        (1920, "end", Device.UNISON),
    ]


def test_a_drift_is_kept_whole_on_every_level():
    """What shows two beats apart is not thinned out where it can be played."""
    first = meta(6, b"section: drift | device: drift") + meta(6, b"section: end | device: unison", 4 * 1920)
    lee = [(480 * i, 36) for i in range(16)] + [(4 * 1920 + t, k) for t, k in groove(4)]
    takaichi = [(460 * i, 38) for i in range(16)] + [(4 * 1920 + t, k) for t, k in groove(4)]
    found = pair(lee, takaichi, first=first)
    assert len([n for n in found.levels[Level.EASY] if n.tick < 4 * 1920]) == 32


def test_two_parts_without_markers_are_one_section():
    """It is called parts."""
    assert [(s.tick, s.device) for s in pair(groove(2), groove(2)).sections] == [(0, Device.PARTS)]


def test_parts_too_fast_for_two_hands_are_taken_with_a_warning():
    """Two-part files are untouched: what cannot be played is said, with its place."""
    found = pair([*groove(2), (3840, 38), (3860, 38)], groove(2))
    assert [note.tick for note in found.lane(Level.EXPERT, Lane.LEE)][-2:] == [3840, 3860]
    assert found.warnings[0].code == "chart.unplayable"
    assert ("tick", 3840) in found.warnings[0].params


def test_struck_instruments_stand_in_for_drums():
    """Without drums a wood block is played on the pads."""
    body = b"\x00\xc0\x73" + strokes(groove(4, keys=(60,)), channel=0, name=b"Blocks")
    found = build_chart(read_midi(midi(track(body))))
    assert found.source is Source.MELODY
    assert {note.key for note in found.levels[Level.EXPERT]} == {76}


def test_a_tune_gives_the_rhythm_where_there_are_no_drums():
    """Snare on the beat, hat off it, the bass as kick; each tick is an onset, and a warning says whose."""
    tune = [(240 * i, 72 + i % 5) for i in range(64)]
    bass = [(960 * i, 36) for i in range(16)]
    tracks = (
        track(strokes(tune, channel=0, name=b"Melody")),
        track(b"\x00\xc1\x20" + strokes(bass, channel=1, name=b"Bass")),
    )
    found = build_chart(read_midi(midi(*tracks)))
    assert {note.key for note in found.levels[Level.EXPERT]} <= {36, 38, 42, 49}
    assert {note.tick for note in found.levels[Level.EXPERT]} <= {tick for tick, _ in tune}
    assert "Melody" in found.warnings[0].text
    assert "Bass" in found.warnings[0].text


def test_a_click_alone_still_makes_a_song():
    """A file of nothing but a metronome has four levels."""
    found = build_chart(read_midi(midi(track(strokes([(480 * i, 37) for i in range(32)], name=b"Click")))))
    assert all(found.levels[level] for level in Level)


def test_a_title_comes_from_the_file():
    """The first track's name; a file without one leaves the title to whoever knows the file's name."""
    named = midi(track(strokes(groove(1), name=b"Song")))
    nameless = midi(track(strokes(groove(1))))
    assert [build_chart(read_midi(data)).title for data in (named, nameless)] == ["Song", ""]


def test_exchanging_the_roles_mirrors_every_level(monkeypatch):
    """The same part with the leaders' roles exchanged is the mirror image."""
    name = "ode_to_joy_rock_fmt0.mid"
    mirrored = {}
    for a_is_lee in (True, False):
        monkeypatch.setattr("drumjam.midi.duet.a_is_lee", lambda _, value=a_is_lee: value)
        mirrored[a_is_lee] = build_chart(song(name))
    for level in Level:
        one = {(n.tick, n.lane, n.pad, n.key) for n in mirrored[True].levels[level]}
        other = {(n.tick, n.lane.other, n.pad, n.key) for n in mirrored[False].levels[level]}
        assert one == other


def test_exchanging_two_parts_mirrors_every_level():
    """Tracks that change their names change lanes and nothing else."""
    lee, takaichi = groove(8), groove(8, 480, (38, 49))
    one, other = pair(lee, takaichi), pair(lee, takaichi, (b"Takaichi", b"Lee"))
    for level in Level:
        assert {(n.tick, n.lane, n.pad) for n in one.levels[level]} == {
            (n.tick, n.lane.other, n.pad) for n in other.levels[level]
        }


def digest():
    """A hash of what all songs of tests/data become."""
    parts = [repr((chart(name).levels, chart(name).sections, chart(name).ratings)) for name in SONGS]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def test_the_same_file_gives_the_same_chart_under_any_hash_seed():
    """Another process with another hash seed builds the same charts."""
    code = "from tests.midi.test_build import digest; print(digest())"
    other = subprocess.run(
        [sys.executable, "-c", code],
        cwd=DATA.parents[1],
        env={"PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == digest()


def test_info_tells_what_is_in_a_file():
    """Every field of `midi info`, for a file that is known."""
    told = info(song("sakura_4-4_sjis.mid"))
    parts = [(p["track"], p["channel"], p["why"], p["notes"]) for p in told.pop("drum_parts")]
    assert parts == [(3, 10, "channel 10", 64)]
    assert told.pop("duration") == pytest.approx(46.35, abs=0.01)
    assert told.pop("last_onset") < 46.35
    tempo = told.pop("tempo")
    assert (tempo[0]["tick"], tempo[0]["time"], len(tempo)) == (0, 0.0, 1)
    assert told == {
        "title": "さくら さくら",
        "format": 1,
        "ticks_per_beat": 240,
        "notes": 114,
        "drum_notes": 64,
        "meter": [{"tick": 0, "numerator": 4, "denominator": 4}],
        "repairs": [],
    }
