"""`drumjam chart show` on the command line: a chart to read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from drumjam.cli import main
from drumjam.cli.showing import Paper, _cut, chart_lines, paper
from drumjam.formats.songfolder import save_song
from drumjam.library.songs import resolve
from drumjam.rules.chart import Chart, Device, Lane, Level, Note, Pad, Section
from drumjam.rules.outline import Outline
from drumjam.rules.tempo import Meter
from tests.charts import BEAT, small_chart

DATA = Path(__file__).parent / "data"
PLAIN = Paper(80, coloured=False)


def folder(place: Path, chart: Chart) -> str:
    """The path of a song folder of a chart."""
    save_song(place / "song", chart, (DATA / "groove_5-4.mid").read_bytes())
    return str(place / "song")


def shown(place: Path, chart: Chart, on: Paper = PLAIN, levels: tuple[Level, Level] = (Level.EXPERT,) * 2) -> list[str]:
    """What is shown of a chart, line by line."""
    song = resolve(folder(place, chart))
    return list(chart_lines(song, Outline(song.chart, levels), on))


def chart_of(*notes: Note, **changes: object) -> Chart:
    """A chart with these notes at every level."""
    return replace(small_chart(), levels=dict.fromkeys(Level, tuple(sorted(notes))), **changes)  # type: ignore[arg-type]


def test_the_duet_is_read_from_two_lanes(tmp_path: Path) -> None:
    """Both leaders' pads stand one above the other, their unisons between, under the bars' numbers."""
    assert shown(tmp_path, small_chart())[-8:] == [
        "[ A: trading ]",
        "           1 ' ' '  2 ' ' '  3 ' ' '  4 ' ' '",
        "Lee      x|--------|--------|--------|--------|",
        "         o|o---o---|o---o---|o---o---|o---o---|",
        "together   *        *        *        *",
        "Takaichi x|--------|--------|--------|--------|",
        "         o|o-o---o-|o-o---o-|o-o---o-|o-o---o-|",
        "",
    ]


def test_every_kind_of_stroke_has_a_sign(tmp_path: Path) -> None:
    """Capitals are accents, a point is soft, a wave is a roll up to its end."""
    signs = {
        Note(0, Lane.LEE, Pad.DRUM, 38, 120): "o|O",
        Note(BEAT, Lane.LEE, Pad.DRUM, 38, 30): ".",
        Note(2 * BEAT, Lane.LEE, Pad.DRUM, 38, 90, 3 * BEAT): "o~~",
        Note(0, Lane.TAKAICHI, Pad.CYMBAL, 42, 127): "x|X",
        Note(BEAT, Lane.TAKAICHI, Pad.CYMBAL, 42, 90): "x",
    }
    lines = shown(tmp_path, chart_of(*signs))
    assert "         o|O-.-o~~-|" in lines
    assert "Takaichi x|X-x-----|" in lines


def test_the_head_says_what_it_is(tmp_path: Path) -> None:
    """Title, level, length, tempo, metre, rating, who plays how much, what is struck together."""
    head = "\n".join(shown(tmp_path, small_chart(), levels=(Level.EXPERT, Level.EASY))[:11])
    for said in (
        "Small, expert, easy",
        "0:08, 120 bpm, 4/4",
        "rating 4.0",
        "Lee 8 notes, Takaichi 4",
        "4 of 8 mom",
    ):
        assert said in head
    assert re.search(r"medium +2\.0 ", head)


@pytest.mark.parametrize("columns", [40, 80, 133, 400])
@pytest.mark.parametrize(
    "name", ["groove_jajinmori_12-8", "swing_humanised", "tempo_ramp_metre_change", "groove_samba_2-4"]
)
def test_lines_fit_the_terminal_and_show_every_note(columns: int, name: str) -> None:
    """However wide it is, no line is wider, and every stroke of the chart is there."""
    song = resolve(str(DATA / f"{name}.mid"))
    outline = Outline(song.chart, (Level.EXPERT, Level.EXPERT))
    lines = list(chart_lines(song, outline, Paper(columns, coloured=False)))
    assert max(map(len, lines)) <= columns
    rows = [line[11:] for line in lines if line[9:11] in ("x|", "o|", "x ", "o ") and line[:1] in "LT "]
    assert sum(len(re.findall(r"[xXoO.]", row)) for row in rows) == len(outline.notes)


def test_bars_too_long_for_the_terminal_are_broken(tmp_path: Path) -> None:
    """Even a bar of 255 whole notes is shown, in pieces."""
    strokes = (Note(i * BEAT, Lane.LEE, Pad.DRUM, 38) for i in range(500))
    lines = shown(tmp_path, chart_of(*strokes, meters=(Meter(0, 255, 1),)))
    assert max(map(len, lines)) <= 80
    assert sum(line[11:].count("o") for line in lines if line[:10] == "         o") == 500


def test_long_rests_are_told(tmp_path: Path) -> None:
    """A line stands for them."""
    notes = Note(0, Lane.LEE, Pad.DRUM, 38), Note(100 * BEAT, Lane.TAKAICHI, Pad.DRUM, 38)
    assert "           (rest: bars 2 to 25)" in shown(tmp_path, chart_of(*notes))


def test_sections_are_named_with_their_devices(tmp_path: Path) -> None:
    """Each stands above its own bars; one without a name is its device."""
    sections = Section(0, "Verse", Device.LEAD), Section(8 * BEAT, "", Device.UNISON)
    lines = shown(tmp_path, replace(small_chart(), sections=sections))
    assert lines.index("[ Verse: lead ]") < lines.index("[ unison ]")


def test_a_chart_without_notes_is_told(tmp_path: Path) -> None:
    """Nothing to read is said, not an error."""
    assert "nobody has anything to play" in shown(tmp_path, chart_of())


def test_colours_are_for_terminals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal there are 80 plain columns; on one NO_COLOR keeps it plain, and its width counts."""
    assert paper() == Paper(80, coloured=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("WT_SESSION", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert paper() == Paper(120, coloured=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert paper() == Paper(120, coloured=False)


def test_colours_change_no_sign(tmp_path: Path) -> None:
    """Without them the coloured text is the plain one."""
    coloured = shown(tmp_path, small_chart(), Paper(80, coloured=True))
    assert any("\x1b[" in line for line in coloured)
    assert [re.sub(r"\x1b\[\d*m", "", line) for line in coloured] == shown(tmp_path, small_chart())


def test_text_is_plain_in_the_c_locale(tmp_path: Path) -> None:
    """A Korean title and an English machine: ASCII all through, and no pygame for text."""
    song = folder(tmp_path, small_chart("아리랑"))
    script = "import sys; from drumjam.cli import main; main(sys.argv[1:]); assert 'pygame' not in sys.modules"
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-c", script, "chart", "show", song]
    done = subprocess.run(command, env=env, capture_output=True, check=True, timeout=60)
    assert done.stdout.isascii()
    assert done.stdout.startswith(b"???, expert")
    assert done.stderr == b""


def test_a_picture_is_a_png_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`-o FILE.png` writes it whole, the same bytes each time, without a display, and prints nothing."""
    song, files = folder(tmp_path, small_chart()), [tmp_path / "new" / name for name in ("a.png", "b.PNG")]
    for file in files:
        assert main(["chart", "show", song, "--level", "easy", "-o", str(file)]) == 0
    assert capsys.readouterr() == ("", "")
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].read_bytes().startswith(b"\x89PNG")
    assert sorted(tmp_path.joinpath("new").iterdir()) == sorted(files)


def test_a_place_that_takes_no_picture_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder where a file should be: one sentence, exit 1; another ending is wrong usage."""
    song = folder(tmp_path, small_chart())
    (tmp_path / "x.png").mkdir()
    assert main(["chart", "show", song, "-o", str(tmp_path / "x.png")]) == 1
    assert re.fullmatch(r"drumjam: error: cannot write: [^\n]+x\.png\): [^\n]+\n", capsys.readouterr().err)
    with pytest.raises(SystemExit) as stopped:
        main(["chart", "show", song, "-o", str(tmp_path / "x.jpg")])
    assert stopped.value.code == 2
    assert "must end in .png" in capsys.readouterr().err


def test_a_chart_of_years_is_shown_at_once(tmp_path: Path) -> None:
    """A stroke at the last tick there is: bars are drawn together, each in columns that memory can hold."""
    far = 2**53 - 1
    chart = chart_of(Note(0, Lane.LEE, Pad.DRUM, 38, 100), Note(far, Lane.LEE, Pad.DRUM, 38, 100), end=far)
    lines = shown(tmp_path, chart)
    assert len(lines) < 2000
    assert sum(line.count("o") for line in lines if line.startswith("         o|")) >= 2


def test_long_names_are_cut_at_once() -> None:
    """Wide letters count twice; the width of each letter is asked for once."""
    assert _cut("あ" * 1_000_000, 5) == "ああ"
    assert _cut("abc", 3) == "abc"
    assert _cut("abcd", 3) == "abc"
