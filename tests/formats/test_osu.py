"""osu!taiko files, read back by a small reader of their own: times, kinds, rolls, bar lines."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from drumjam.formats.exported import ExportError
from drumjam.formats.osu import export_osu
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad, chords
from drumjam.rules.tempo import Meter, TempoMap, bar_lines
from tests.charts import BEAT, chart_of_notes, short_charts, small_chart
from tests.formats.songs import chart_of, every_song

MS = 0.001
PADS = {0: {Pad.DRUM}, 8: {Pad.CYMBAL}, 4: {Pad.DRUM, Pad.CYMBAL}}


@dataclass(frozen=True)
class Hit:
    """An object of a map: seconds, what is struck, and when a roll ends."""

    time: float
    pads: frozenset[Pad]
    until: float | None


def sections(text: str) -> dict[str, list[str]]:
    """The lines of each section of an .osu file."""
    head, *parts = text.split("\n[")
    assert head.strip() == "osu file format v14"
    found = {}
    for part in parts:
        name, _, body = part.partition("]\n")
        found[name] = [line for line in body.splitlines() if line]
    return found


def points(lines: list[str]) -> list[tuple[int, float, int, float, int]]:
    """Red lines of a map: ms, ms of a beat, beats in a bar, slider velocity, effects."""
    found: dict[int, tuple[int, float, int, float, int]] = {}
    for line in lines:
        ms, length, meter, *_, uninherited, effects = line.split(",")
        if uninherited == "1":
            found[int(ms)] = (int(ms), float(length), int(meter), 1.0, int(effects))
        else:
            found[int(ms)] = (*found[int(ms)][:3], -100 / float(length), int(effects))
    assert list(found) == sorted(found)
    return list(found.values())


def read_hits(text: str) -> list[Hit]:
    """The objects of a map as osu!taiko understands them."""
    found = sections(text)
    multiplier = next(float(line.split(":")[1]) for line in found["Difficulty"] if line.startswith("SliderMultiplier"))
    hits = []
    for line in found["HitObjects"]:
        _, _, ms, kind, sound, *rest = line.split(",")
        until = None
        if kind == "2":
            beat, velocity = next((p[1], p[3]) for p in reversed(points(found["TimingPoints"])) if p[0] <= int(ms))
            until = (int(ms) + float(rest[2]) / (multiplier * 100 * velocity) * beat) * MS
        hits.append(Hit(int(ms) * MS, frozenset(PADS[int(sound)]), until))
    return hits


def drawn_bar_lines(lines: list[str], end: float) -> list[float]:
    """Milliseconds of the bar lines that osu!taiko draws."""
    red = points(lines)
    drawn = []
    for (ms, beat, meter, _, effects), following in zip(red, [*red[1:], None], strict=True):
        stop = following[0] - 1 if following else end + 1
        drawn += [float(ms)] if ms <= end + 1 and not effects & 8 else []
        number = 1
        while (at := ms + number * meter * beat) < min(stop, end + 1):
            drawn.append(at)
            number += 1
    return drawn


def check(chart: Chart, folder: Path) -> None:
    """Every note of the chart is in its file, within a millisecond, of its kind; rolls end where they end."""
    done = export_osu(chart, folder, "it")
    assert done.largest_error <= 0.5 * MS + 1e-6
    assert {path.name for path in done.files} == {
        f"it-{lane.id}-{level.id}.osu" for lane in Lane for level in Level if chart.lane(level, lane)
    }
    seconds = chart.tempo.seconds
    for path in done.files:
        _, lane, level = path.stem.split("-")
        groups = [*chords(chart.lane(Level[level.upper()], Lane[lane.upper()]))]
        for hit, group in zip(read_hits(path.read_text(encoding="utf-8")), groups, strict=True):
            assert abs(hit.time - seconds(group[0].tick)) <= min(MS, done.largest_error + 1e-9)
            assert hit.pads == {note.pad for note in group}
            ends = [seconds(note.roll_until) for note in group if note.roll_until is not None]
            assert (hit.until is None) == (not ends)
            assert hit.until is None or abs(hit.until - max(max(ends), hit.time + MS)) <= MS


@every_song
def test_every_note_of_every_song_comes_back(path: Path, tmp_path: Path) -> None:
    """All leaders and levels of the game's own songs and of all MIDI files at hand."""
    check(chart_of(path), tmp_path)


@given(short_charts())
@settings(max_examples=60)
def test_every_note_of_any_chart_comes_back(chart: Chart) -> None:
    """Whatever its metres, tempi and rolls are."""
    with tempfile.TemporaryDirectory() as folder:
        check(chart, Path(folder))


def lines_agree(chart: Chart, folder: Path) -> None:
    """The bar lines that are drawn up to the last note are the chart's."""
    text = export_osu(chart, folder).files[0].read_text(encoding="utf-8")
    end = max(note.tick for level in Level for note in chart.levels[level])
    lines = bar_lines(chart.meters, chart.tempo.ticks_per_beat, end)
    asked = [ms for line in lines if (ms := chart.tempo.seconds(int(line)) / MS) <= chart.tempo.seconds(end) / MS]
    drawn = drawn_bar_lines(sections(text)["TimingPoints"], max(asked))
    assert all(min(abs(line - one) for one in drawn) < 2 for line in asked)
    assert all(min(abs(line - one) for one in asked) < 2 for line in drawn)


@every_song
def test_the_bar_lines_of_every_song_are_drawn(path: Path, tmp_path: Path) -> None:
    """Through changes of metre and tempo, on bar lines or within bars, and none beside them."""
    lines_agree(chart_of(path), tmp_path)


@given(short_charts(finest=24))
@settings(max_examples=60)
def test_the_bar_lines_of_any_chart_are_drawn(chart: Chart) -> None:
    """Odd metres, too, and bars that a metre change cuts short."""
    with tempfile.TemporaryDirectory() as folder:
        lines_agree(chart, Path(folder))


def test_a_tempo_change_in_the_millisecond_of_a_bar_line_leaves_the_line(tmp_path: Path) -> None:
    """Both are one point for osu!, with the new tempo and the line."""
    chart = chart_of_notes(Note(0, Lane.LEE, Pad.DRUM, 38), tempo=TempoMap(BEAT, [(0, 100_000), (1, 500_000)]))
    lines_agree(chart, tmp_path)


def test_a_quarter_note_scrolls_alike_in_every_metre(tmp_path: Path) -> None:
    """Where pulses are eighths or dotted quarters the slider velocity makes up for it."""
    chart = chart_of_notes(
        Note(0, Lane.LEE, Pad.DRUM, 38),
        meters=(Meter(0, 7, 8), Meter(1680, 12, 8), Meter(4560, 4, 4)),
        tempo=TempoMap(BEAT, [(0, 500_000)]),
    )
    text = export_osu(chart, tmp_path).files[0].read_text(encoding="utf-8")
    red = points(sections(text)["TimingPoints"])
    assert [(beat, meter) for _, beat, meter, _, _ in red] == [(250, 7), (750, 4), (500, 4)]
    assert [beat / velocity for _, beat, _, velocity, _ in red] == pytest.approx([500, 500, 500])


def test_rolls_are_drum_rolls_of_their_kind(tmp_path: Path) -> None:
    """The pad that rolls says which, and both pads make it big."""
    chart = chart_of_notes(
        Note(0, Lane.LEE, Pad.DRUM, 38, roll_until=BEAT),
        Note(2 * BEAT, Lane.LEE, Pad.CYMBAL, 49, roll_until=3 * BEAT),
        Note(4 * BEAT, Lane.LEE, Pad.DRUM, 38, roll_until=5 * BEAT),
        Note(4 * BEAT, Lane.LEE, Pad.CYMBAL, 49),
    )
    text = export_osu(chart, tmp_path).files[0].read_text(encoding="utf-8")
    assert sections(text)["HitObjects"] == [
        "256,192,0,2,0,L|396:192,1,140",
        "256,192,1000,2,8,L|396:192,1,140",
        "256,192,2000,2,4,L|396:192,1,140",
    ]


def test_no_title_can_break_the_file(tmp_path: Path) -> None:
    """Line breaks and sections in a title stay a title."""
    chart = small_chart("one\n[HitObjects]\r\n1,2\x00\ud800")
    found = sections(export_osu(chart, tmp_path).files[0].read_text(encoding="utf-8"))
    assert "TitleUnicode:one [HitObjects] 1,2" in found["Metadata"]
    assert len(found["HitObjects"]) == 4


def test_the_map_names_its_sound(tmp_path: Path) -> None:
    """AudioFilename is the name of the chart's files, with .ogg."""
    found = sections(export_osu(small_chart(), tmp_path, "tune").files[0].read_text(encoding="utf-8"))
    assert "AudioFilename: tune.ogg" in found["General"]
    assert "Mode: 1" in found["General"]


def test_the_same_chart_gives_the_same_bytes(tmp_path: Path) -> None:
    """Written twice, each file is equal; hit objects come in the order of time."""
    first, second = (export_osu(small_chart(), tmp_path / name).files for name in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    times = [hit.time for hit in read_hits(first[0].read_text(encoding="utf-8"))]
    assert all(a < b for a, b in pairwise(times))


def test_a_chart_without_notes_is_refused(tmp_path: Path) -> None:
    """There is nothing to export, and nothing is written."""
    with pytest.raises(ExportError, match="no notes to export: choose a song"):
        export_osu(chart_of_notes(), tmp_path / "out")
    assert not (tmp_path / "out").exists()
