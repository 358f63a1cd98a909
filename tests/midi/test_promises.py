"""What every song is promised, asked of the songs of tests/data and of others that lie beside the checkout."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from drumjam.midi.bars import find_bars
from drumjam.midi.build import build_chart
from drumjam.midi.hands import LIMITS, allowed_gap, crowded
from drumjam.midi.rating import rate
from drumjam.midi.smf import MidiFile, read_midi
from drumjam.rules.chart import Chart, Device, Lane, Level, Pad, Source, unison_ticks
from drumjam.rules.tempo import TempoMap
from tests.midi import measures
from tests.midi.measures import REAL, built, form_of, is_long, read, struck
from tests.midi.writing import DATA, meta, strokes, track

NO_SONGS = "no other people's songs beside the checkout"
FOLDERS = [
    pytest.param(DATA, id="own songs"),
    pytest.param(REAL, id="other songs", marks=pytest.mark.skipif(not REAL.is_dir(), reason=NO_SONGS)),
]
everywhere = pytest.mark.parametrize("folder", FOLDERS)
LOWER = (Level.EASY, Level.MEDIUM, Level.HARD)


def songs(folder: Path) -> list[Path]:
    """All songs of a folder."""
    return sorted(folder.glob("*.mid"))


def arranged(folder: Path) -> list[Path]:
    """The songs whose parts the arranger made."""
    return [path for path in songs(folder) if built(path).source is not Source.TWO_PARTS]


def long_songs(folder: Path) -> list[Path]:
    """The songs long enough for a fair duet."""
    return [path for path in songs(folder) if is_long(path)]


def cells(chart: Chart, level: Level) -> set[tuple[int, Lane, Pad]]:
    """(tick, lane, pad) of a level's notes."""
    return {(note.tick, note.lane, note.pad) for note in chart.levels[level]}


@everywhere
def test_both_leaders_have_as_much_to_do(folder):
    """On every level the lanes differ by a fifth of the notes at most, or by four."""
    for path in long_songs(folder):
        for level in Level:
            lee, takaichi = measures.counts(built(path), level)
            assert abs(lee - takaichi) <= allowed_gap(lee + takaichi), path.name


@everywhere
def test_no_leader_is_left_out_for_long(folder):
    """Nobody waits for more than eight bars in which there are drums, on any level."""
    for path in long_songs(folder):
        waits = [measures.longest_rest(path, level, lane) for level in Level for lane in Lane]
        assert max(waits) <= 8, path.name


@everywhere
def test_leaders_begin_apart_and_end_together(folder):
    """Unisons are 15 to 70 % of expert, half of its last quarter, 20 points more than in the first (else 10)."""
    for path in long_songs(folder):
        if path.name == "groove_blast_240bpm.mid":
            continue  # faster than one can play: dealt from hand to hand to its end
        for level in Level:
            all_of_it, first, *_, last = measures.together(built(path), level)
            assert last - first >= (0.2 if level is Level.EXPERT else 0.1), path.name
            if level is Level.EXPERT:
                assert 0.15 <= all_of_it <= 0.7, path.name
                assert last >= 0.5, path.name


@everywhere
def test_songs_begin_and_end_with_a_common_stroke(folder):
    """The first and the last tick of a song are struck by both, on every level."""
    for path in arranged(folder):
        for level in Level:
            ticks = struck(built(path), level)
            shared = unison_ticks(built(path).levels[level])
            assert {int(ticks[0]), int(ticks[-1])} <= shared, path.name


@everywhere
def test_long_songs_use_several_devices(folder):
    """From 32 bars on three at least, none in more than three fifths of the bars."""
    for path in long_songs(folder):
        bars = measures.bars_of_devices(path)
        if sum(bars.values()) >= 32:
            assert len(bars) >= 3, path.name
            assert max(bars.values()) <= 0.6 * sum(bars.values()), path.name


def dealt(path: Path, start: int, stop: int) -> set[int]:
    """Ticks of a section in beats that are too fast for one leader and may go from hand to hand."""
    strokes, _ = form_of(path)
    chart = built(path)
    near = (strokes.time > chart.tempo.seconds(start) - 4) & (strokes.time < chart.tempo.seconds(stop) + 4)
    ticks, times = strokes.tick[near], strokes.time[near]
    hard = crowded(times, strokes.best()[near] >= 0, LIMITS[Level.EXPERT]).any(axis=1)
    bars = find_bars(chart.meters, chart.tempo.ticks_per_beat, int(ticks[-1]))
    bar = bars.of(ticks)
    beat = bar * 1000 + (ticks - bars.line[bar]) // bars.pulse[bar]
    return set(ticks[np.isin(beat, beat[hard])].tolist())


@everywhere
def test_notes_keep_to_their_section_s_device(folder):
    """Hockets share downbeats and crashes only; in trades and echoes a bar is one leader's, or, at the end, both's.

    Shared downbeats, beats that are dealt from hand to hand and the song's first and last stroke aside.
    """
    for path in long_songs(folder):
        chart, (_, form) = built(path), form_of(path)
        shared = unison_ticks(chart.levels[Level.EXPERT])
        crashes = {note.tick for note in chart.levels[Level.EXPERT] if note.key in (49, 52, 55, 57)}
        bars = find_bars(chart.meters, chart.tempo.ticks_per_beat, chart.end)
        all_ticks = struck(chart, Level.EXPERT)
        owners: dict[int, set[Lane]] = {}
        for note in chart.levels[Level.EXPERT]:
            owners.setdefault(note.tick, set()).add(note.lane)
        for (device, start, stop), stretch in zip(measures.sections_of(chart), form.sections, strict=True):
            ticks = all_ticks[(all_ticks >= start) & (all_ticks < stop)]
            free = {int(all_ticks[0]), int(all_ticks[-1])}
            if device is Device.HOCKET:
                first = int(ticks[0])
                assert set(ticks.tolist()) & shared <= crashes | free | {first}, path.name
            if device not in (Device.TRADING, Device.ECHO):
                continue
            free |= dealt(path, start, stop)
            for bar in range(form.first + stretch.first, form.first + stretch.stop):
                line = int(bars.line[bar])
                inside = [
                    tick
                    for tick in ticks[bars.of(ticks) == bar].tolist()
                    if tick not in free and abs(tick - line) > 0.05 * (bars.line[bar + 1] - line)
                ]
                assert len({frozenset(owners[tick]) for tick in inside}) <= 1, (path.name, bar)


@everywhere
def test_a_fill_is_one_leader_s_or_both_s(folder):
    """Inside a fill nobody takes over in a trade or echo; dealt beats aside."""
    for path in long_songs(folder):
        chart, (strokes, form) = built(path), form_of(path)
        ticks = strokes.tick
        owners: dict[int, set[Lane]] = {}
        for note in chart.levels[Level.EXPERT]:
            owners.setdefault(note.tick, set()).add(note.lane)
        for device, start, stop in measures.sections_of(chart):
            if device not in (Device.TRADING, Device.ECHO):
                continue
            here = ticks[(ticks >= start) & (ticks < stop)]
            free = dealt(path, start, stop) | {int(ticks[0]), int(ticks[-1])}
            for number in np.unique(form.fill[np.isin(ticks, here) & (form.fill >= 0)]).tolist():
                own = [
                    tick
                    for tick in ticks[(form.fill == number) & ~form.downbeat].tolist()
                    if tick in owners and tick not in free
                ]
                assert len({frozenset(owners[tick]) for tick in own}) <= 1, (path.name, number)


@everywhere
def test_nothing_that_can_be_played_is_lost(folder):
    """Every moment of the drums that is 130 ms from its neighbours is in a lane of expert."""
    for path in songs(folder):
        chart = built(path)
        if chart.source is not Source.DRUMS:
            continue
        ticks = form_of(path)[0].tick
        gaps = np.diff(read(path).tempo.seconds(ticks), prepend=-9, append=1e9)
        alone = ticks[(gaps[:-1] >= 0.13) & (gaps[1:] >= 0.13)]
        assert set(alone.tolist()) <= set(struck(chart, Level.EXPERT).tolist()), path.name


@everywhere
def test_every_note_is_a_stroke_of_the_file(folder):
    """Each note's tick is a note-on of the file; drums sound with a key struck within 30 ms of it."""
    for path in songs(folder):
        file, chart = read(path), built(path)
        onsets = set(file.notes.tick.tolist())
        assert {note.tick for note in chart.levels[Level.EXPERT]} <= onsets, path.name
        if chart.source is Source.MELODY:
            continue
        times = file.tempo.seconds(file.notes.tick)
        order = np.argsort(times, kind="stable")
        times, keys = times[order], file.notes.key[order]
        at = chart.tempo.seconds(np.array([note.tick for note in chart.levels[Level.EXPERT]]))
        first, last = np.searchsorted(times, at - 0.0301), np.searchsorted(times, at + 0.0301)
        for note, start, stop in zip(chart.levels[Level.EXPERT], first.tolist(), last.tolist(), strict=True):
            assert note.key in keys[start:stop], (path.name, note)


@everywhere
def test_no_roll_goes_on_over_another_stroke_of_its_pad(folder):
    """On every level a leader's roll is over before the same pad has its next note."""
    for path in songs(folder):
        for level in Level:
            for lane, pad in product(Lane, Pad):
                own = [note for note in built(path).lane(level, lane) if note.pad is pad]
                for note, after in pairwise(own):
                    assert note.roll_until is None or note.roll_until <= after.tick, (path.name, level, note)


@everywhere
def test_each_level_is_a_strict_part_of_the_next(folder):
    """Easy inside medium inside hard inside expert, never empty; never the same from 16 notes on."""
    for path in songs(folder):
        levels = [cells(built(path), level) for level in Level]
        assert levels[0], path.name
        for level, (fewer, more) in zip(LOWER, pairwise(levels), strict=True):
            assert fewer <= more, (path.name, level)
            assert fewer < more or len(levels[3]) < 16, (path.name, level)
            assert len(built(path).levels[level]) == len(fewer), (path.name, level)


@everywhere
def test_each_leader_begins_and_ends_where_expert_does(folder):
    """A lane's first and last tick are on every level."""
    for path in songs(folder):
        for lane in Lane:
            ends = {tuple(struck(built(path), level, lane)[[0, -1]].tolist()) for level in Level}
            assert len(ends) == 1, (path.name, lane)


@everywhere
def test_every_level_can_be_played(folder):
    """Gaps of a lane and of a pad, strokes in a second and ticks in four keep the table; expert's own parts aside."""
    for path in songs(folder):
        chart = built(path)
        for level in Level if chart.source is not Source.TWO_PARTS else LOWER:
            limits = LIMITS[level]
            for lane in Lane:
                notes = chart.lane(level, lane)
                rules = [(struck(chart, level, lane), limits.lane_gap, limits.four_seconds, 4.0)]
                for pad in Pad:
                    on_pad = np.array([note.tick for note in notes if note.pad == pad], np.int64)
                    rules.append((on_pad, limits.pad_gap, limits.pad_second, 1.0))
                for ticks, gap, most, span in rules:
                    times = chart.tempo.seconds(ticks)
                    assert np.all(np.diff(times) > gap - 2e-6), (path.name, level, lane)
                    assert np.all(times[most:] - times[:-most] > span - 2e-6), (path.name, level, lane)


def test_levels_are_as_busy_as_they_should_be():
    """Rate of each leader and share of expert, for 95 % of the songs whose expert has 3 to 8 ticks a second."""
    rates = dict(zip(Level, ((0.9, 2.1), (1.2, 2.4), (1.7, 3.4), (2.0, 5.2)), strict=True))
    shares = dict(zip(LOWER, ((0.30, 0.55), (0.42, 0.65), (0.62, 0.85)), strict=True))
    known = [path for path in [*songs(DATA), *songs(REAL)] if built(path).source is not Source.TWO_PARTS]
    usual = [path for path in known if measures.length(built(path)) >= 4]
    usual = [path for path in usual if 3 <= len(struck(built(path), Level.EXPERT)) / measures.length(built(path)) <= 8]
    for level in Level:
        low, high = rates[level]
        outside = [
            path.name
            for path in usual
            if not low <= min(found := measures.rates(built(path), level)) <= max(found) <= high
        ]
        assert len(outside) <= 0.05 * len(usual), (level, outside)
    for level, (low, high) in shares.items():
        outside = [path.name for path in usual if not low <= measures.share(built(path), level) <= high]
        assert len(outside) <= 0.05 * len(usual), (level, outside)


@everywhere
def test_exchanged_roles_give_the_mirror_image(folder, monkeypatch):
    """The same part with the leaders exchanged is the same chart with the lanes exchanged, on every level."""
    paths = arranged(folder)[:14]
    mirrored: dict[bool, list[Chart]] = {}
    for a_is_lee in (True, False):
        monkeypatch.setattr("drumjam.midi.duet.a_is_lee", lambda _, value=a_is_lee: value)
        mirrored[a_is_lee] = [build_chart(read(path)) for path in paths]
    for path, one, other in zip(paths, *mirrored.values(), strict=True):
        for level in Level:
            assert cells(one, level) == {(tick, lane.other, pad) for tick, lane, pad in cells(other, level)}, path.name


def delayed(file: MidiFile, bars: int) -> tuple[MidiFile, int]:
    """A file that begins with some more empty bars, and by how many ticks it is later."""
    later = bars * file.meters[0].bar_ticks(file.ticks_per_beat)
    changes = [(tick + later if tick else 0, us) for tick, us in file.tempo.changes]
    return replace(
        file,
        tempo=TempoMap(file.ticks_per_beat, changes),
        meters=(file.meters[0], *(replace(meter, tick=meter.tick + later) for meter in file.meters[1:])),
        events=replace(file.events, tick=np.where(file.events.a < 0, 0, file.events.tick + later)),
        notes=replace(file.notes, tick=file.notes.tick + later),
        texts=tuple(replace(text, tick=text.tick + later) for text in file.texts),
        sysex=tuple(replace(message, tick=message.tick + later) for message in file.sysex),
        end=file.end + later,
    ), later


@everywhere
def test_a_delay_of_whole_bars_only_moves_the_chart(folder):
    """Three silent bars before a song change its notes' place and nothing else, nor how hard it is."""
    for path in songs(folder):
        late, later = delayed(read(path), 3)
        chart, moved = built(path), build_chart(late)
        for level in Level:
            expected = [(note.tick + later, note.lane, note.pad, note.key) for note in chart.levels[level]]
            assert [(n.tick, n.lane, n.pad, n.key) for n in moved.levels[level]] == expected, (path.name, level)
            assert moved.ratings[level] == pytest.approx(chart.ratings[level], abs=1e-3), path.name


@everywhere
def test_other_tracks_change_no_drums(folder):
    """A silent track and a tune longer than the drums leave the notes and sections as they are."""
    silent = track(meta(3, b"Nothing"))
    for path in songs(folder):
        data = path.read_bytes()
        if built(path).source is Source.MELODY or read(path).repairs or not data.startswith(b"MThd"):
            continue
        end = read(path).end + 9999
        tune = track(strokes([(tick, 60) for tick in range(0, end, end // 50)], channel=0, name=b"Tune"))
        count = (int.from_bytes(data[10:12], "big") + 2).to_bytes(2, "big")
        more = build_chart(read_midi(data[:8] + b"\x00\x01" + count + data[12:] + silent + tune))
        assert (more.levels, more.sections) == (built(path).levels, built(path).sections), path.name


@everywhere
def test_ratings_rise_with_the_levels_and_move_little(folder):
    """Easy to expert rise; 1 % of tempo or one of 50 notes more or less moves a rating by 0.3 at most."""
    rng = np.random.default_rng(1)
    for path in songs(folder):
        chart, start = built(path), built(path).levels[Level.EXPERT][0].tick
        assert [chart.ratings[level] for level in Level] == sorted(chart.ratings[level] for level in Level), path.name
        for level in (Level.EASY, Level.EXPERT):
            notes = chart.levels[level]
            if len(notes) < 50:
                continue
            whole = rate(notes, chart.tempo, start)
            for percent in (99, 101):
                changes = [(tick, us * percent // 100) for tick, us in chart.tempo.changes]
                other = rate(notes, TempoMap(chart.tempo.ticks_per_beat, changes), start)
                assert other == pytest.approx(whole, abs=0.3), path.name
            for place in (0, len(notes) - 1, *rng.integers(0, len(notes), 4).tolist()):
                fewer = rate(notes[:place] + notes[place + 1 :], chart.tempo, start)
                assert whole - 0.3 <= fewer <= whole + 1e-9, (path.name, place)
