"""chart.json: round trips, stable bytes, and one clear sentence for everything that is no chart."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumjam.formats.songfolder import chart_bytes, open_song, parse_chart, save_song
from drumjam.rules.chart import Chart, ChartError
from tests.charts import ANYTHING, charts, small_chart

DOCUMENT = json.loads(chart_bytes(small_chart()))


@given(charts())
@settings(max_examples=40)
def test_a_chart_comes_back_as_it_was(chart: Chart) -> None:
    """What is written is read back equal, and written again it has the same bytes."""
    data = chart_bytes(chart)
    assert parse_chart(data) == chart
    assert chart_bytes(parse_chart(data)) == data


def test_every_note_stands_on_its_own_line() -> None:
    """A changed note is one changed line in a diff."""
    lines = [line for line in chart_bytes(small_chart()).decode().splitlines() if '"lee", "drum"' in line]
    assert len(lines) == sum(note.lane == 0 for notes in small_chart().levels.values() for note in notes)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value in a JSON document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, inner in inside for place in places(inner, (*path, key)))]


PLACES = places(DOCUMENT)


def changed(path: tuple[Any, ...], value: Any) -> bytes:
    """The document with one value exchanged."""
    document = json.loads(json.dumps(DOCUMENT))
    if not path:
        return json.dumps(value).encode()
    at = document
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return json.dumps(document).encode()


@given(st.sampled_from(PLACES), ANYTHING)
@settings(max_examples=200)
def test_any_value_anywhere_gives_a_chart_or_a_chart_error(path: tuple[Any, ...], value: Any) -> None:
    """No JSON, however wrong, raises anything but one line of ChartError."""
    message = ""
    try:
        parse_chart(changed(path, value))
    except ChartError as error:
        message = str(error)
    assert "\n" not in message


@given(st.binary(max_size=60))
@settings(max_examples=60)
def test_any_bytes_give_a_chart_error(data: bytes) -> None:
    """Files of another kind are refused with ChartError."""
    with pytest.raises(ChartError, match=r"song/chart\.json"):
        parse_chart(data, "song/chart.json")


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("format",), "osu", "not a drumjam chart"),
        (("version",), 2, "chart version 2 is newer than this drumjam knows"),
        (("levels", "insane"), [], "unknown level 'insane'"),
        (("levels", "easy", 0, 0), -1, "-1 where a whole number"),
        (("levels", "easy", 0, 1), "bass", '"bass" where lee or takaichi belongs'),
        (("levels", "easy", 0, 3), 99, "key 99 is no percussion key"),
        (("levels", "easy", 0), [0, "lee", "drum"], "3 values where 5 or 6 belong"),
        (("tempo", 0, 1), 0, "0 where a whole number from 1"),
        (("ticks_per_beat",), "480", '"480" where a whole number'),
        (("title",), "\ud800", "a text holds half a character"),
        (("source",), "mp3", '"mp3" where drums or two parts or chart or melody belongs'),
    ],
)
def test_a_broken_promise_is_named(path: tuple[Any, ...], value: Any, sentence: str) -> None:
    """The message says what is wrong, in which file and place, and what to do."""
    with pytest.raises(ChartError) as caught:
        parse_chart(changed(path, value), "mine.json")
    assert sentence in str(caught.value)
    assert "(mine.json" in str(caught.value)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"version": ' + b"9" * 9999 + b"}", b'{"end": NaN}'])
def test_json_that_breaks_readers_is_refused(data: bytes) -> None:
    """Depth, length and numbers that JSON does not have are no way to crash the game."""
    with pytest.raises(ChartError):
        parse_chart(data)


def test_a_missing_level_is_refused() -> None:
    """All four levels must be there."""
    document = json.loads(json.dumps(DOCUMENT))
    del document["levels"]["hard"]
    with pytest.raises(ChartError, match="level hard is missing"):
        parse_chart(json.dumps(document).encode())


def test_a_song_folder_keeps_the_midi_file_unchanged(tmp_path: Path) -> None:
    """The folder holds chart.json and the very bytes of the MIDI file, and can be moved."""
    save_song(tmp_path / "one", small_chart(), b"MThd...", "tune.mid")
    (tmp_path / "one").rename(tmp_path / "two")
    song = open_song(tmp_path / "two")
    assert song.chart == small_chart() == open_song(tmp_path / "two" / "chart.json").chart
    assert song.midi is not None
    assert song.midi.read_bytes() == b"MThd..."
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == ["chart.json", "tune.mid"]


def test_a_chart_cannot_reach_out_of_its_folder(tmp_path: Path) -> None:
    """The MIDI file is named by a plain name: a shared folder cannot point at other files."""
    (tmp_path / "chart.json").write_bytes(changed(("midi",), "../secret.mid"))
    with pytest.raises(ChartError, match="no plain file name"):
        open_song(tmp_path)


def test_a_missing_chart_says_where() -> None:
    """A folder without a chart is one clear sentence."""
    with pytest.raises(ChartError, match="cannot read the chart: No such file"):
        open_song(Path("nowhere/chart.json"))


@given(st.integers(0, len(chart_bytes(small_chart())) - 3))
@settings(max_examples=30)
def test_a_cut_chart_is_refused(length: int) -> None:
    """Half a chart is no chart."""
    with contextlib.suppress(ChartError):
        parse_chart(chart_bytes(small_chart())[:length])
        pytest.fail("accepted half a chart")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_no_chart(tmp_path: Path) -> None:
    """It is refused at once: whoever reads it would wait for ever."""
    os.mkfifo(tmp_path / "chart.json")
    with pytest.raises(ChartError, match=r"not a file \(.*\): name a song folder or its chart\.json"):
        open_song(tmp_path / "chart.json")
