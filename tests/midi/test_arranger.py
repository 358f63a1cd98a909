"""The arranger: apart first, together at the end, turns on bar lines."""

from __future__ import annotations

import numpy as np
import pytest

from drumjam.midi import duet
from drumjam.midi.arranger import trading_turns
from drumjam.midi.bars import find_bars
from drumjam.midi.build import build_chart
from drumjam.midi.hands import allowed_gap
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Device, Lane, Level, unison_ticks
from tests.midi.writing import SONGS, chart, groove, midi, song, strokes, track

DRUMS = [name for name in SONGS if name.startswith(("groove", "ode", "tempo", "arirang_3", "sakura", "swing"))]
FAST = "groove_blast_240bpm.mid"


def built(notes, **options):
    """The chart of one drum part at 120 bpm."""
    return build_chart(read_midi(midi(track(strokes(notes)), **options)))


def verse_and_chorus(bars=32):
    """A song of 4/4 with a fill every eight bars and two grooves."""
    notes = []
    for bar in range(bars):
        chorus = bar // 8 % 2
        keys = (36, 51, 38, 51, 36, 36, 38, 51) if chorus else (36, 42, 38, 42)
        if bar % 8 == 7:
            notes += [(bar * 1920 + step * 120, 48 - step // 4) for step in range(16)]
        else:
            notes += [(bar * 1920 + tick, key) for tick, key in groove(1, 240, keys)]
        if bar % 8 == 0:
            notes.append((bar * 1920, 49))
    return [*notes, (bars * 1920, 49), (bars * 1920, 36)]


@pytest.mark.parametrize(
    ("bars", "long", "turns"),
    [
        (16, True, (4, 4, 2, 2, 1, 1)),
        (8, True, (2, 2, 2, 2)),
        (4, True, (2, 2)),
        (6, False, (2, 2, 1, 1)),
        (4, False, (1, 1, 1, 1)),
        (5, False, (1, 1, 1, 1)),
        (1, False, ()),
    ],
)
def test_turns_grow_shorter(bars, long, turns):
    """Leaders trade four bars, then two, then one; what remains is played together."""
    assert trading_turns(bars, long=long) == turns


@pytest.mark.parametrize("name", DRUMS)
def test_songs_end_together(name):
    """The last section is unison; the first and the last stroke are struck by both."""
    found = chart(name)
    shared = unison_ticks(found.levels[Level.EXPERT])
    ticks = [note.tick for note in found.levels[Level.EXPERT]]
    assert found.sections[-1].device is Device.UNISON
    assert {ticks[0], ticks[-1]} <= shared


@pytest.mark.parametrize("name", [name for name in DRUMS if name != FAST])
def test_leaders_are_apart_first_and_together_at_last(name):
    """The share of common strokes is at least twenty points higher in the last quarter than in the first."""
    found = chart(name)
    shared = unison_ticks(found.levels[Level.EXPERT])
    ticks = np.unique([note.tick for note in found.levels[Level.EXPERT]])
    bar = find_bars(found.meters, found.tempo.ticks_per_beat, int(ticks[-1])).of(ticks)
    quarter = (bar - bar[0]) * 4 // (bar[-1] - bar[0] + 1)
    first, last = (np.mean([tick in shared for tick in ticks[quarter == q].tolist()]) for q in (0, 3))
    assert last >= 0.5
    assert last - first >= 0.2


@pytest.mark.parametrize("name", DRUMS)
def test_every_note_is_a_stroke_of_the_file(name):
    """Each note's tick is a note-on of the drums, and its key is struck within 30 ms of it."""
    file, found = song(name), chart(name)
    drums = file.notes.channel == 9
    times, keys = file.tempo.seconds(file.notes.tick[drums]), file.notes.key[drums]
    ticks = set(file.notes.tick[drums].tolist())
    for note in found.levels[Level.EXPERT]:
        assert note.tick in ticks
        near = np.abs(times - found.tempo.seconds(note.tick)) < 0.0301
        assert note.key in keys[near]


@pytest.mark.parametrize("name", [name for name in DRUMS if name != FAST])
def test_nothing_playable_is_lost(name):
    """Where strokes are an eighth of a second apart, each of them is in a lane."""
    file, found = song(name), chart(name)
    ticks = np.unique(file.notes.tick[file.notes.channel == 9])
    times = file.tempo.seconds(ticks)
    apart = np.diff(times, prepend=-9) > 0.13
    apart &= np.diff(times, append=1e9) > 0.13
    assert set(ticks[apart].tolist()) <= {note.tick for note in found.levels[Level.EXPERT]}


def test_a_long_song_uses_several_devices():
    """From 32 bars on at least three, none for more than three fifths of the bars; the first is trading."""
    found = built(verse_and_chorus())
    lines = [*(section.tick for section in found.sections), 33 * 1920]
    bars = {}
    for section, stop in zip(found.sections, lines[1:], strict=True):
        bars[section.device] = bars.get(section.device, 0) + (stop - section.tick) / 1920
    assert found.sections[0].device is Device.TRADING
    assert len(bars) >= 3
    assert max(bars.values()) <= 0.6 * 33


def test_no_leader_rests_for_long():
    """In no song of several sections a leader is silent for more than eight bars."""
    found = built(verse_and_chorus(48))
    for lane in Lane:
        for level in Level:
            bars = np.unique([note.tick // 1920 for note in found.lane(level, lane)])
            assert np.diff(bars).max() <= 8


@pytest.mark.parametrize(
    ("bars", "period", "dense", "busy", "keys"),
    [(16, 8, 1, 8, (36, 38)), (8, 4, 2, 8, (38,)), (8, 4, 1, 16, (38,)), (8, 8, 1, 16, (36, 42, 38, 42))],
)
def test_lopsided_songs_are_shared_fairly(bars, period, dense, busy, keys):
    """Where some bars are full and the others bare, neither leader is left with the bare ones."""
    notes = []
    for bar in range(bars):
        steps = busy if bar % period < dense else 1
        notes += [(bar * 1920 + step * 1920 // steps, keys[step % len(keys)]) for step in range(steps)]
    found = built(notes)
    lee, takaichi = (len(found.lane(Level.EXPERT, lane)) for lane in Lane)
    assert abs(lee - takaichi) <= allowed_gap(lee + takaichi)


def test_turns_change_on_bar_lines():
    """In a trading section a bar belongs to one leader, but for its shared first stroke."""
    found = built(verse_and_chorus())
    stop = found.sections[1].tick
    for bar in range(stop // 1920):
        inside = {n.lane for n in found.levels[Level.EXPERT] if bar * 1920 < n.tick < (bar + 1) * 1920}
        assert len(inside) == 1


def test_a_pickup_leads_into_the_first_turn():
    """Strokes in the last half of the first bar belong to the section that begins on the next bar line."""
    pickup = [(1440, 38), (1560, 38), (1680, 38), (1800, 38)]
    plain = built([(tick + 1920, key) for tick, key in verse_and_chorus(16)])
    found = built([*pickup, *((tick + 1920, key) for tick, key in verse_and_chorus(16))])
    assert found.sections[0].tick == 1440
    assert [s.tick for s in found.sections[1:]] == [s.tick for s in plain.sections[1:]]
    lanes = {n.lane for n in found.levels[Level.EXPERT] if 1440 < n.tick < 1920}
    assert lanes == {n.lane for n in found.levels[Level.EXPERT] if 1920 < n.tick < 3840}


def test_a_pickup_before_a_rest_is_played():
    """Strokes that lead into silence belong to the first section that sounds, and none is lost."""
    pickup = [(1440, 38), (1680, 45)]
    found = built([*pickup, *((tick + 12 * 1920, key) for tick, key in verse_and_chorus(16))])
    assert {1440, 1680} <= {note.tick for note in found.levels[Level.EXPERT]}
    assert found.sections[0].tick == 1440


def test_roles_are_exchanged_without_playing_every_section_again(monkeypatch):
    """However many sections are uneven, the whole song is played a few times only, and evens out."""
    played = []
    play = duet.play_sections
    monkeypatch.setattr(duet, "play_sections", lambda *song: played.append(1) or play(*song))
    found = built([(256 * 240 * (i // 256) + i % 256 * (240 if i // 256 % 2 else 60), 36 + i % 3) for i in range(8192)])
    lee, takaichi = (len(found.lane(Level.EXPERT, lane)) for lane in Lane)
    assert abs(lee - takaichi) <= allowed_gap(lee + takaichi)
    assert len(found.sections) > 50
    assert len(played) <= 8


def test_sections_are_named_by_their_likeness():
    """Grooves that return share a letter."""
    letters = {section.name[0] for section in built(verse_and_chorus()).sections}
    assert letters == {"A", "B"}


def test_a_delay_of_whole_bars_only_moves_the_chart():
    """Four bars of silence before the song change nothing else."""
    notes = verse_and_chorus(16)
    early, late = built(notes), built([(tick + 4 * 1920, key) for tick, key in notes])
    for level in Level:
        assert [(n.tick + 4 * 1920, n.lane, n.pad, n.key) for n in early.levels[level]] == [
            (n.tick, n.lane, n.pad, n.key) for n in late.levels[level]
        ]


def test_other_tracks_change_nothing():
    """A silent track and a melody beside the drums leave the chart as it is."""
    drums = track(strokes(verse_and_chorus(8)))
    tune = track(strokes([(tick, 60) for tick in range(0, 15360, 480)], channel=0))
    alone = build_chart(read_midi(midi(drums)))
    assert build_chart(read_midi(midi(drums, track(b""), tune))).levels == alone.levels


def test_what_is_too_fast_for_one_goes_from_hand_to_hand():
    """Sixteenths of ten a second on one drum are dealt to both leaders and none is lost."""
    notes = groove(3) + [(3 * 1920 + 96 * i, 38) for i in range(20)] + [(4 * 1920 + t, k) for t, k in groove(4)]
    found = built(notes)
    dealt = {n.tick for n in found.levels[Level.EXPERT] if 3 * 1920 <= n.tick < 4 * 1920}
    assert len(dealt) == 20


def test_a_rushed_beat_leaves_its_neighbours_whole():
    """Four quick kicks before a bar line go from hand to hand; the bars around them stay one leader's."""
    rush = [(7 * 1920 - 60 * i, 36) for i in range(1, 9)]
    notes = [(tick, key) for tick, key in groove(32) if not 6 * 1920 + 1440 <= tick < 7 * 1920]
    found = built([*notes, *rush])
    owners = {
        frozenset(n.lane for n in found.levels[Level.EXPERT] if n.tick == tick)
        for tick in range(7 * 1920 + 240, 8 * 1920, 240)
    }
    assert len(owners) == 1


def test_the_unplayable_is_thinned_with_a_warning():
    """Fifty strokes a second make a chart that two can play, and it says what it left out."""
    found = built([(20 * i, (35, 38, 42, 49, 45, 51)[i % 6]) for i in range(3000)])
    seconds = found.tempo.seconds(59_980)
    assert 2 * seconds <= len(found.levels[Level.EXPERT]) <= 40 * seconds
    assert any(warning.code == "chart.too-fast" for warning in found.warnings)


def test_a_wall_of_sound_is_a_roll():
    """A thousand strokes a second are one long roll for both, not an error."""
    found = built([(2 * i, (35, 38, 42, 49, 45, 51)[i % 6]) for i in range(30_000)])
    assert {note.roll_until is not None for note in found.levels[Level.EXPERT]} == {True}


@pytest.mark.parametrize("notes", [[(0, 38)], [(480, 38), (960, 36)], groove(1)], ids=["1 note", "2 notes", "a bar"])
def test_tiny_songs_have_four_levels_and_a_warning(notes):
    """Even a single note can be played, by both."""
    found = built(notes[:7])
    assert all(found.levels[level] for level in Level)
    assert any(warning.code == "chart.short" for warning in found.warnings)
