"""The song folders that are shipped."""

from itertools import pairwise
from pathlib import Path

import pytest

from drumjam.formats.check import faults
from drumjam.formats.songfolder import open_song
from drumjam.library.songs import shelf
from drumjam.rules.chart import Device, Lane, Level
from drumjam.setlist import first_lesson
from drumjam.setlist.__main__ import LESSONS, PIECES, chart_of, lesson_of, main
from drumjam.setlist.midifile import to_midi

FOLDERS = Path(__file__).parents[2] / "charts"
CHARTS = {piece.id: chart_of(piece, to_midi(piece)) for piece in PIECES}
every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
every_level = pytest.mark.parametrize("level", Level, ids=lambda level: level.id)


def test_the_shipped_folders_are_a_fresh_build(tmp_path):
    """What is in charts/ is what `python -m drumjam.setlist charts` writes, byte for byte."""
    main([str(tmp_path)])
    fresh = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*.*")}
    assert {path.parts[0] for path in fresh} == {*CHARTS, str(LESSONS)}
    for path, data in fresh.items():
        assert (FOLDERS / path).read_bytes() == data, path


def test_the_lesson_is_all_of_what_is_written_at_every_level():
    """It is learned as it is; but for that it has no fault, and it is named in three languages."""
    lesson = first_lesson.PIECE
    chart = lesson_of(lesson, to_midi(lesson))
    notes = {(note.tick, note.lane) for note in chart.levels[Level.EASY]}
    assert notes == {(sound.beat * 480, lane) for lane in Lane for sound in lesson.lane(lane)}
    assert {fault.code for fault in faults(chart)} == {"check.same"}
    assert set(lesson.titles) == {"en", "ko", "ja"}


def test_the_lesson_is_no_song_of_the_list():
    """It lies beside the songs, where no list finds it."""
    assert first_lesson.PIECE.id not in {folder.name for folder in shelf()}
    assert str(LESSONS) not in {folder.name for folder in shelf()}


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.id)
def test_a_shipped_chart_is_titled_and_signed(piece):
    """Its folder opens with three titles and the artist, and with every credit in three languages."""
    song = open_song(FOLDERS / piece.id)
    assert (dict(song.titles), song.artist) == (dict(piece.titles), "drumjam")
    said = "\n".join(song.chart.credits)
    assert all(line in said for credit in piece.credits for line in credit.values())


@every_chart
def test_a_shipped_chart_has_no_fault(chart):
    """What `drumjam chart check` asks of every chart holds, and the builder had nothing to warn of."""
    assert faults(chart) == []
    assert chart.warnings == ()


@every_chart
@every_level
def test_both_leaders_have_as_much_to_play_at_every_level(chart, level):
    """Their notes differ by a tenth at most, and neither rests for more than sixteen beats."""
    few, many = sorted(len(chart.lane(level, lane)) for lane in Lane)
    assert many <= 1.1 * few
    for lane in Lane:
        ticks = [0, *(note.tick for note in chart.lane(level, lane))]
        assert max(b - a for a, b in pairwise(ticks)) <= 16 * chart.tempo.ticks_per_beat


@every_chart
@pytest.mark.parametrize("lane", Lane, ids=lambda lane: lane.id)
def test_easy_is_easy(chart, lane):
    """A leader strikes 1 to 1.8 times a second there, one pad at a time."""
    notes = chart.lane(Level.EASY, lane)
    span = chart.tempo.seconds(notes[-1].tick) - chart.tempo.seconds(notes[0].tick)
    assert 1.0 <= len(notes) / span <= 1.8
    assert len({note.tick for note in notes}) == len(notes)


@every_level
def test_the_drift_is_whole_at_every_level(level):
    """The first piece is about it: no level thins it out."""
    chart = CHARTS["a-little-awkward"]
    drift = next(section for section in chart.sections if section.name == "Drift")
    end = next(section.tick for section in chart.sections if section.tick > drift.tick)
    counts = [sum(drift.tick <= note.tick < end for note in chart.lane(level, lane)) for lane in Lane]
    assert counts == [32, 33]


@every_level
def test_the_lesson_is_repeated_at_every_level(level):
    """Lee's bar is the bar that Takaichi has just shown, stroke for stroke."""
    chart = CHARTS["a-little-awkward"]
    lesson = next(section for section in chart.sections if section.name == "Lesson")
    bar = 4 * chart.tempo.ticks_per_beat

    def played(lane, number):
        start = lesson.tick + number * bar
        notes = chart.lane(level, lane)
        return [(note.tick - start, note.pad) for note in notes if start <= note.tick < start + bar]

    for call in (0, 2, 4, 6):
        assert played(Lane.TAKAICHI, call) == played(Lane.LEE, call + 1) != []


def test_the_markers_name_the_sections():
    """The chart's sections are the composer's, in the chart's own words for devices."""
    assert [(section.name, section.device) for section in CHARTS["common-harmony"].sections] == [
        ("Lead-in", Device.LEAD),
        ("Arirang", Device.SWAP),
        ("Sakura", Device.SWAP),
        ("Bridge", Device.PARTS),
        ("Canon", Device.PARTS),
        ("Common harmony", Device.UNISON),
    ]
