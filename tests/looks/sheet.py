"""Charts as sheets to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from drumjam.formats.atomic import write_whole
from drumjam.game.pictures import png_bytes
from drumjam.game.sheet.picture import draw_sheet
from drumjam.library.songs import resolve
from drumjam.rules.chart import Level
from drumjam.rules.outline import Outline
from tests.game.windows import window

DATA = Path(__file__).parents[1] / "data"
LOOKS = {
    "sheet-own": ("common-harmony", (Level.EASY, Level.EASY), "eight bars a row, sections named, gold between unisons"),
    "sheet-swing": (
        str(DATA / "swing_humanised.mid"),
        (Level.EXPERT, Level.EXPERT),
        "early downbeats behind their bar line",
    ),
    "sheet-levels": (
        str(DATA / "arirang_melody_only.mid"),
        (Level.EASY, Level.HARD),
        "a level for each, a Korean title",
    ),
    "sheet-blast": (
        str(DATA / "groove_blast_240bpm.mid"),
        (Level.EXPERT, Level.EXPERT),
        "four bars a row, close and clear",
    ),
}


def pictures(folder: Path) -> Iterator[tuple[Path, str]]:
    """Draw every sheet into a folder, and say what should be seen."""
    window()
    for name, (song, levels, seen) in LOOKS.items():
        found = resolve(song)
        picture = draw_sheet(Outline(found.chart, levels), found.title, found.artist)
        file = folder / f"{name}.png"
        write_whole(file, png_bytes(picture))
        yield file, seen
