"""StepMania files, read back by a small reader of their own: each note within the error that is stated."""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from drumjam.formats.exported import ExportError
from drumjam.formats.stepmania import export_sm
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad
from drumjam.rules.tempo import TempoMap
from tests.charts import BEAT, OWN_SONGS, chart_of_notes, short_charts, small_chart
from tests.formats.songs import chart_of, every_song

COLUMNS = {
    0: (Lane.LEE, Pad.DRUM),
    3: (Lane.LEE, Pad.CYMBAL),
    4: (Lane.TAKAICHI, Pad.DRUM),
    7: (Lane.TAKAICHI, Pad.CYMBAL),
}
DIFFICULTIES = ("Easy", "Medium", "Hard", "Challenge")
EXACT = 1e-6


@dataclass(frozen=True)
class Step:
    """A note: its time, and where it is held its end."""

    time: float
    until: float | None


Steps = dict[tuple[Lane, Pad], list[Step]]


def values(text: str) -> dict[str, list[str]]:
    """The values of every tag, escapes undone."""
    found = defaultdict(list)
    for tag, value in re.findall(r"#([A-Z]+):((?:[^;\\]|\\.)*);", text, re.DOTALL):
        found[tag].append(re.sub(r"\\(.)", r"\1", value))
    return found


def row_times(bpms: str, count: int) -> list[float]:
    """Seconds of each row: StepMania puts tempo changes on rows, 48 a beat."""
    changes = {round(float(beat) * 48): float(bpm) for beat, bpm in (pair.split("=") for pair in bpms.split(","))}
    assert list(changes) == sorted(changes)
    times, time, bpm = [], 0.0, changes[0]
    for row in range(count):
        bpm = changes.get(row, bpm)
        times.append(time)
        time += 60 / bpm / 48
    return times


def read_player(text: str, bpms: str) -> Steps:
    """One player's notes by lane and pad."""
    rows: list[str] = []
    for measure in text.split(","):
        lines = measure.split()
        assert 192 % len(lines) == 0
        for line in lines:
            rows += [line, *["00000000"] * (192 // len(lines) - 1)]
    times = row_times(bpms, len(rows))
    found: Steps = defaultdict(list)
    for time, line in zip(times, rows, strict=True):
        assert len(line) == 8
        for column, sign in enumerate(line):
            if sign in "14":
                found[COLUMNS[column]].append(Step(time, None))
            elif sign == "3":
                found[COLUMNS[column]][-1] = replace(found[COLUMNS[column]][-1], until=time)
    for column, sign in ((column, "".join(row[column] for row in rows)) for column in range(8)):
        assert "4" not in re.sub("40*3", "", sign), f"column {column}: a roll without an end"
    return found


def read_sm(text: str) -> dict[str, Steps]:
    """The notes of both players by difficulty."""
    tags = values(text)
    assert tags["OFFSET"] == ["0"]
    charts = {}
    for steps in tags["NOTES"]:
        kind, _, difficulty, meter, _, notes = (part.strip() for part in steps.split(":"))
        assert kind == "dance-routine"
        assert int(meter) >= 1
        lee, takaichi = (read_player(part, tags["BPMS"][0]) for part in notes.split("&"))
        assert {lane for lane, _ in lee} <= {Lane.LEE}
        assert {lane for lane, _ in takaichi} <= {Lane.TAKAICHI}
        charts[difficulty] = {**lee, **takaichi}
    return charts


def check(chart: Chart, folder: Path) -> float:
    """Every note is there, in its column, within the error that is stated, which no note exceeds and one reaches."""
    done = export_sm(chart, folder)
    found = read_sm(done.files[0].read_text(encoding="utf-8"))
    assert tuple(found) == DIFFICULTIES
    worst = 0.0
    for level in Level:
        steps = found[DIFFICULTIES[level]]
        for lane, pad in COLUMNS.values():
            notes = [note for note in chart.lane(level, lane) if note.pad == pad]
            for step, note in zip(steps.get((lane, pad), []), notes, strict=True):
                worst = max(worst, abs(step.time - chart.tempo.seconds(note.tick)))
                assert step.until is None or note.roll_until is not None
    assert worst == pytest.approx(done.largest_error, abs=EXACT)
    return done.largest_error


@every_song
def test_every_note_of_every_song_comes_back(path: Path, tmp_path: Path) -> None:
    """Within half a row of the slowest tempo."""
    chart = chart_of(path)
    slowest = max(us for _, us in chart.tempo.changes) / 1e6
    assert check(chart, tmp_path) <= slowest / 96 + EXACT


@given(short_charts())
@settings(max_examples=60)
def test_every_note_of_any_chart_comes_back(chart: Chart) -> None:
    """Whatever its metres, tempi and rolls are."""
    with tempfile.TemporaryDirectory() as folder:
        check(chart, Path(folder))


@pytest.mark.parametrize("path", OWN_SONGS, ids=lambda path: path.name)
def test_the_game_s_own_songs_are_exact(path: Path, tmp_path: Path) -> None:
    """They stand on rows, tempo changes and all."""
    assert check(chart_of(path), tmp_path) < EXACT


def notes_of(chart: Chart, folder: Path) -> str:
    """The expert notes of both players as they are written."""
    text = export_sm(chart, folder).files[0].read_text(encoding="utf-8")
    return values(text)["NOTES"][-1].split(":")[-1].strip()


def test_leaders_pads_have_columns_of_their_own(tmp_path: Path) -> None:
    """Lee's drum and cymbal 0 and 3, Takaichi's 4 and 7; a measure has as few rows as it needs."""
    notes = [Note(beat * BEAT, lane, pad, 38) for beat, (lane, pad) in enumerate(COLUMNS.values())]
    triplet = Note(4 * BEAT + 160, Lane.LEE, Pad.DRUM, 38)
    lee, takaichi = notes_of(chart_of_notes(*notes, triplet), tmp_path).split("&")
    empty = "00000000"
    assert lee.split() == ["10000000", "00010000", empty, empty, ",", empty, "10000000", *[empty] * 10]
    assert takaichi.split() == [empty, empty, "00001000", "00000001", ",", *[empty] * 4]


def test_rolls_are_rolls_and_end_before_the_next_note(tmp_path: Path) -> None:
    """4 is a roll's begin, 3 its end, on the row before its pad is struck again."""
    chart = chart_of_notes(
        Note(0, Lane.LEE, Pad.DRUM, 38, roll_until=BEAT),
        Note(2 * BEAT, Lane.LEE, Pad.DRUM, 38, roll_until=4 * BEAT),
        Note(3 * BEAT, Lane.LEE, Pad.DRUM, 38),
    )
    rows = notes_of(chart, tmp_path).split("&")[0].split()
    column = "".join(row[0] for row in rows)
    assert [(place, sign) for place, sign in enumerate(column) if sign != "0"] == [
        (0, "4"),
        (48, "3"),
        (96, "4"),
        (143, "3"),
        (144, "1"),
    ]


def test_strokes_closer_than_a_row_stay_apart(tmp_path: Path) -> None:
    """Two on one row and pad would be one: the second takes the next row, and the error says so."""
    chart = chart_of_notes(Note(0, Lane.LEE, Pad.DRUM, 38), Note(1, Lane.LEE, Pad.DRUM, 38))
    assert check(chart, tmp_path) == pytest.approx(9 / 960)


def test_a_tempo_change_beside_a_row_adds_no_error_later(tmp_path: Path) -> None:
    """Each change is moved to a row, and the tempo before it makes up for that: a hundred of them drift nowhere."""
    tempo = TempoMap(BEAT, [(tick * 487, 400_000 + tick % 2 * 200_000) for tick in range(100)])
    chart = chart_of_notes(Note(60_000, Lane.LEE, Pad.DRUM, 38), tempo=tempo)
    assert check(chart, tmp_path) < 0.001


def test_the_head_names_song_and_sound(tmp_path: Path) -> None:
    """Whatever is in a title stays in it."""
    title = "a:b;c#d\\e//f\ng"
    chart = replace(small_chart(title), titles={"en": "A"}, artist="x;#NOTES:")
    (path,) = export_sm(chart, tmp_path, "tune").files
    text = path.read_text(encoding="utf-8")
    tags = values(text)
    assert path.name == "tune.sm"
    assert "//" not in text
    assert (tags["TITLE"], tags["TITLETRANSLIT"], tags["ARTIST"]) == (["a:b;c#d\\e//f g"], ["A"], ["x;#NOTES:"])
    assert (tags["MUSIC"], tags["BPMS"], len(tags["NOTES"])) == (["tune.ogg"], ["0=120"], 4)


def test_the_same_chart_gives_the_same_bytes(tmp_path: Path) -> None:
    """Written twice, the file is equal."""
    first, second = (export_sm(small_chart(), tmp_path / name).files[0] for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """No notes at all, and a song without end: one sentence, no file."""
    far = Note(2**50, Lane.LEE, Pad.DRUM, 38)
    for chart, said in ((chart_of_notes(), "no notes to export"), (chart_of_notes(far), "StepMania holds 100,000")):
        with pytest.raises(ExportError, match=said):
            export_sm(chart, tmp_path)
    assert list(tmp_path.iterdir()) == []
