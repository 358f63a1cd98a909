"""TJA files, read back by a small reader of their own: exact ticks, pads, rolls and times."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from drumjam.formats import tja
from drumjam.formats.exported import ExportError
from drumjam.formats.tja import export_tja
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad, chords
from drumjam.rules.tempo import Meter, TempoMap
from tests.charts import BEAT, chart_of_notes, short_charts, small_chart
from tests.formats.songs import chart_of, every_song

COURSES = ("Easy", "Normal", "Hard", "Oni")
PADS = {"1": {Pad.DRUM}, "2": {Pad.CYMBAL}, "3": {Pad.DRUM, Pad.CYMBAL}, "5": {Pad.DRUM}, "6": {Pad.CYMBAL}}
ROLLS, ROLL_END = "56", "8"


@dataclass(frozen=True)
class Digit:
    """A digit that is not 0: where it stands in beats and in seconds."""

    beat: Fraction
    time: float
    sign: str


def read_part(lines: list[str], bpm: float) -> list[Digit]:
    """What one player's part holds; its last bar must be closed by a comma."""
    found: list[Digit] = []
    beat, time, measure = Fraction(0), 0.0, Fraction(1)
    bar: list[str | float] = []
    for line in lines:
        if line.startswith("#MEASURE "):
            assert not bar
            measure = Fraction(*map(int, line[9:].split("/")))
        elif line.startswith("#BPMCHANGE "):
            bar.append(float(line[11:]))
        else:
            bar += line.removesuffix(",")
        if not line.endswith(","):
            continue
        step = 4 * measure / max(sum(isinstance(sign, str) for sign in bar), 1)
        for sign in bar:
            if isinstance(sign, float):
                bpm = sign
                continue
            found += [Digit(beat, time, sign)] if sign != "0" else []
            beat, time = beat + step, time + float(step) * 60 / bpm
        bar = []
    assert not bar
    return found


def read_tja(data: bytes) -> tuple[dict[str, str], dict[tuple[str, str], list[Digit]]]:
    """The headers before the first course, and every part by course and player."""
    assert data.startswith(b"\xef\xbb\xbf")
    headers: dict[str, str] = {}
    parts: dict[tuple[str, str], list[Digit]] = {}
    course, player, lines = "", "", list[str]()
    for line in filter(None, data.decode("utf-8-sig").split("\n")):
        if line.startswith("#START "):
            player, lines = line[7:], []
        elif line == "#END":
            parts[course, player] = read_part(lines, float(headers["BPM"]))
            player = ""
        elif player:
            lines.append(line)
        elif line.startswith("COURSE:"):
            course = line[7:]
        elif not course:
            name, _, value = line.partition(":")
            headers[name] = value
        else:
            assert line.startswith("LEVEL:") or line == "STYLE:Double"
    return headers, parts


def exported(chart: Chart, folder: Path) -> dict[tuple[str, str], list[Digit]]:
    """Every part of a chart's file."""
    (path,) = export_tja(chart, folder).files
    return read_tja(path.read_bytes())[1]


def check(chart: Chart, folder: Path) -> None:
    """Every tick, lane and pad is there exactly, at its time; every roll is closed."""
    parts = exported(chart, folder)
    assert list(parts) == [(course, player) for course in COURSES for player in ("P1", "P2")]
    for (course, player), digits in parts.items():
        notes = chart.lane(Level(COURSES.index(course)), Lane(player == "P2"))
        heads = [digit for digit in digits if digit.sign != ROLL_END]
        asked = [(group[0].tick, {note.pad for note in group}) for group in chords(notes)]
        assert [(head.beat * chart.tempo.ticks_per_beat, PADS[head.sign]) for head in heads] == asked
        times = chart.tempo.seconds([tick for tick, _ in asked]) if asked else []
        assert [head.time for head in heads] == pytest.approx(list(times), abs=1e-6)
        signs = "".join("x" if digit.sign in ROLLS else digit.sign for digit in digits)
        assert signs.count("x") == signs.count("x8") == signs.count("8")


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


def lines_of(chart: Chart, folder: Path) -> list[str]:
    """The lines of the expert part of Lee."""
    (path,) = export_tja(chart, folder).files
    text = path.read_text(encoding="utf-8-sig")
    return text[text.index("COURSE:Oni") :].split("#START P1\n")[1].split("\n#END")[0].split("\n")


def test_a_bar_has_as_few_digits_as_its_strokes_need(tmp_path: Path) -> None:
    """One for a rest, four for quarters, three for triplets of a half bar; bars go on to the song's end."""
    quarters = [Note(beat * BEAT, Lane.LEE, Pad.DRUM, 38) for beat in (0, 1, 3)]
    triplets = [Note(4 * BEAT + third * 640, Lane.LEE, Pad.CYMBAL, 42) for third in (0, 1)]
    chart = chart_of_notes(*quarters, *triplets, end=12 * BEAT)
    assert lines_of(chart, tmp_path) == ["#MEASURE 4/4", "1101,", "220,", "0,", "0,"]


def test_tempo_and_metre_change_where_they_change(tmp_path: Path) -> None:
    """A bar is parted at a tempo change within it, and one cut short by a metre change has its own measure."""
    chart = chart_of_notes(
        *(Note(beat * BEAT, Lane.LEE, Pad.DRUM, 38) for beat in range(8)),
        meters=(Meter(0, 4, 4), Meter(7 * BEAT, 7, 8)),
        tempo=TempoMap(BEAT, [(0, 500_000), (2 * BEAT, 400_000), (4 * BEAT, 250_000)]),
        end=0,
    )
    cut = ["#MEASURE 3/4", "#BPMCHANGE 240", "111,", "#MEASURE 7/8", "1,"]
    assert lines_of(chart, tmp_path) == ["#MEASURE 4/4", "11", "#BPMCHANGE 150", "11,", *cut]


def test_rolls_tell_their_pad_and_end_before_the_next_stroke(tmp_path: Path) -> None:
    """5 is a roll on the drum, 6 one on the cymbal; what TJA cannot say is told."""
    chart = chart_of_notes(
        Note(0, Lane.LEE, Pad.DRUM, 38, roll_until=BEAT),
        Note(2 * BEAT, Lane.LEE, Pad.CYMBAL, 49, roll_until=3 * BEAT),
        Note(4 * BEAT, Lane.LEE, Pad.DRUM, 38, roll_until=9 * BEAT),
        Note(8 * BEAT, Lane.LEE, Pad.DRUM, 38, roll_until=9 * BEAT),
        Note(8 * BEAT, Lane.LEE, Pad.CYMBAL, 49),
        end=0,
    )
    assert lines_of(chart, tmp_path) == ["#MEASURE 4/4", "5868,", "5008,", "3,"]
    assert export_tja(chart, tmp_path).remarks[0].endswith(": 8")


def test_the_head_names_song_and_sound(tmp_path: Path) -> None:
    """Titles in all languages, the artist, the first tempo, the sound file and no offset."""
    chart = replace(small_chart("さくら // x"), titles={"ja": "さくら", "en": "Cherry"}, artist="a\nb")
    (path,) = export_tja(chart, tmp_path, "tune").files
    assert path.name == "tune.tja"
    assert read_tja(path.read_bytes())[0] == {
        "TITLE": "さくら / / x",
        "TITLEEN": "Cherry",
        "TITLEJA": "さくら",
        "SUBTITLE": "--a b",
        "BPM": "120",
        "WAVE": "tune.ogg",
        "OFFSET": "0",
    }


def test_the_same_chart_gives_the_same_bytes(tmp_path: Path) -> None:
    """Written twice, the file is equal."""
    first, second = (export_tja(small_chart(), tmp_path / name).files[0] for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()


def test_what_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No notes at all, and notes that would need digits without end: one sentence, no file."""
    far = chart_of_notes(Note(2**50, Lane.LEE, Pad.DRUM, 38))
    fine = chart_of_notes(Note(2**29 + 1, Lane.LEE, Pad.DRUM, 38), tempo=TempoMap(2**30), end=0)
    for chart, said in ((chart_of_notes(), "no notes"), (far, "more than 100,000 bars"), (fine, "stand so finely")):
        with pytest.raises(ExportError, match=said):
            export_tja(chart, tmp_path)
    monkeypatch.setattr(tja, "MOST_DIGITS", 60)
    with pytest.raises(ExportError, match="more than 60 digits"):
        export_tja(small_chart(), tmp_path)
    assert list(tmp_path.iterdir()) == []
