"""Exports of any kind: files or one sentence, whatever the chart."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumjam.cli.exporting import FORMATS
from drumjam.formats.exported import ExportError, cut_rolls, figure, one_line
from drumjam.rules.chart import Chart, Lane, Note, Pad
from tests.charts import charts


@pytest.mark.parametrize("to", FORMATS)
@given(charts())
@settings(max_examples=12)
def test_any_chart_gives_files_or_one_sentence(to: str, chart: Chart) -> None:
    """However long, fine, fast or empty it is; with the sentence no file is left."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files: tuple[Path, ...] = ()
        with contextlib.suppress(ExportError):
            files = FORMATS[to].write(chart, folder, "song").files
        assert sorted(files) == sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_roll_ends_where_its_pad_is_struck_again() -> None:
    """Strokes on the other pad or of the other leader leave it alone; how many were cut short is said."""
    long, other = Note(0, Lane.LEE, Pad.DRUM, 38, roll_until=90), Note(10, Lane.LEE, Pad.CYMBAL, 42, roll_until=60)
    again, late = Note(60, Lane.LEE, Pad.DRUM, 38, roll_until=70), Note(70, Lane.TAKAICHI, Pad.DRUM, 38)
    cut = replace(long, roll_until=60)
    assert cut_rolls((long, other, again, late)) == (
        (cut, other, again, late),
        ("rolls that end where their pad is struck again: 1",),
    )
    assert cut_rolls((cut, other, again, late)) == ((cut, other, again, late), ())


@given(st.text())
def test_a_text_stays_on_its_line(text: str) -> None:
    """No sign of it can end a line or hide what follows, and it can be written as UTF-8."""
    line = one_line(text)
    line.encode()
    assert line == "" or line.isprintable()
    assert len(line.splitlines()) <= 1


@given(st.integers(1, 2**32))
def test_a_tempo_s_figure_gives_the_tempo_back(us: int) -> None:
    """Twelve digits tell every number of microseconds a beat from the next, without an exponent."""
    text = figure(60e6 / us)
    assert round(60e6 / float(text)) == us
    assert "e" not in text
