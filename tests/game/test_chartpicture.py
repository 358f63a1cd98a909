"""The sheet: a whole chart as one picture to read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from drumjam.game.palette import PALETTES, STANDARD, mix
from drumjam.game.pictures import png_bytes
from drumjam.game.sheet.devices import device_colour
from drumjam.game.sheet.layout import DENSE, FULL, LEFT, RIGHT, TALLEST, WIDTH, lay_out
from drumjam.game.sheet.picture import draw_sheet
from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Chart, Device, Lane, Level, Note, Pad, Section
from drumjam.rules.outline import Outline
from drumjam.rules.tempo import Meter
from tests.charts import BEAT, small_chart
from tests.game.windows import window

EXPERT = (Level.EXPERT, Level.EXPERT)
DATA = Path(__file__).parents[1] / "data"


def outline(*notes: Note, **changes: object) -> Outline:
    """The outline of a chart of these notes at every level."""
    chart = replace(small_chart(), levels=dict.fromkeys(Level, tuple(sorted(notes))), **changes)  # type: ignore[arg-type]
    return Outline(chart, EXPERT)


def drum(tick: int, lane: Lane = Lane.LEE, velocity: int = 96) -> Note:
    """One stroke on a drum."""
    return Note(tick, lane, Pad.DRUM, 38, velocity)


def evenly(count: int, ticks: int) -> list[Note]:
    """Strokes in turn."""
    return [drum(i * ticks, Lane(i % 2)) for i in range(count)]


def near(a: pygame.Color, b: tuple[int, int, int]) -> bool:
    """Whether two colours are about the same."""
    return all(abs(x - y) < 40 for x, y in zip((a.r, a.g, a.b), b, strict=True))


SONGS: dict[str, Outline] = {
    "short": Outline(small_chart(), EXPERT),
    "long": outline(*evenly(20_000, 240), sections=tuple(Section(i * 7680, f"S{i}", Device.ECHO) for i in range(600))),
    "sparse": outline(*evenly(500, 24 * BEAT), sections=(Section(0, "A", Device.LEAD),)),
    "one endless bar": outline(*evenly(2000, BEAT), meters=(Meter(0), Meter(4 * BEAT, 255, 1))),
    "bars of a 128th": outline(*evenly(200, BEAT), meters=(Meter(0, 1, 128),)),
    "one note": outline(drum(0)),
    "nothing": outline(),
}


@pytest.mark.parametrize("found", SONGS.values(), ids=SONGS)
def test_a_sheet_is_bounded_and_holds_every_bar(found: Outline) -> None:
    """However long the song: at most 12,000 pixels high, its bars in order, all within the margins."""
    layout = lay_out(found)
    assert layout.height <= TALLEST
    drawn = [piece for row in layout.rows for piece in row.pieces]
    rests = {n for row in layout.rows if row.rests for n in range(row.rests[0], row.rests[1] + 1)}
    assert [p.tick for p in drawn] == sorted(p.tick for p in drawn)
    assert {p.bar.number for p in drawn} | rests == {bar.number for bar in found.bars}
    assert [note for piece in drawn for note in piece.notes] == list(found.notes)
    for row in layout.rows:
        assert not row.pieces or LEFT < layout.end(row) <= RIGHT + 1


def test_rows_are_denser_only_where_they_must_be() -> None:
    """Eight bars where strokes are far apart, four where they are near, dense rows for the longest songs."""

    def most(found: Outline) -> int:
        return max(len(row.pieces) for row in lay_out(found).rows)

    assert most(outline(*evenly(160, BEAT))) == 8
    assert most(outline(*(drum(i * BEAT // 4) for i in range(160)))) == 4
    assert lay_out(outline(*evenly(160, BEAT))).shape is FULL
    assert lay_out(SONGS["long"]).shape is DENSE


def test_each_section_begins_a_row() -> None:
    """A section's first bar stands at the left."""
    found = outline(*evenly(40, BEAT), sections=(Section(0, "A", Device.LEAD), Section(12 * BEAT, "B", Device.SWAP)))
    assert [row.pieces[0].bar.number for row in lay_out(found).rows] == [1, 4]


def test_notes_are_painted_where_they_stand() -> None:
    """A drum in its leader's colour, a soft one hollow, gold where both strike."""
    window((1, 1))
    both = drum(3 * BEAT), drum(3 * BEAT, Lane.TAKAICHI)
    found = outline(drum(0), drum(BEAT, Lane.TAKAICHI), drum(2 * BEAT, velocity=30), *both)
    layout = lay_out(found)
    picture, row = draw_sheet(found, "Title"), layout.rows[0]

    def seen(tick: int, lane: Lane, dx: float = 0) -> pygame.Color:
        return picture.get_at((round(layout.x(row, tick) + dx), layout.pad_y(row, lane, Pad.DRUM)))

    assert near(seen(0, Lane.LEE), STANDARD.lee)
    assert near(seen(BEAT, Lane.TAKAICHI), STANDARD.takaichi)
    assert near(seen(2 * BEAT, Lane.LEE), STANDARD.sunken)
    assert any(near(seen(3 * BEAT, Lane.LEE, dx), STANDARD.harmony) for dx in range(12, 17))
    tie = mix(STANDARD.lane, STANDARD.harmony, 0.75)
    assert near(picture.get_at((round(layout.x(row, 3 * BEAT)), layout.lane_y(row, Lane.TAKAICHI) - 6)), tie)


@pytest.mark.parametrize("name", ["swing_humanised", "sakura_4-4_sjis", "harmony_mixed"])
def test_the_same_chart_gives_the_same_picture(name: str) -> None:
    """Drawn twice, byte for byte, whatever window there is; 1600 wide."""
    chart: Chart = build_chart(read_midi((DATA / f"{name}.mid").read_bytes()))
    made = set()
    for size in ((1, 1), (320, 180)):
        window(size)
        picture = draw_sheet(Outline(chart, (Level.EASY, Level.HARD)), chart.title, "さくら")
        made.add(png_bytes(picture))
    assert len(made) == 1
    assert picture.get_width() == WIDTH


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_devices_are_told_apart(palette: object) -> None:
    """In the standard palette each has a colour of its own; none is missing in any."""
    colours = {device_colour(device, palette) for device in Device}  # type: ignore[arg-type]
    assert len(colours) == len(Device) or palette is not STANDARD


def test_a_chart_without_notes_has_a_picture() -> None:
    """It says so instead of failing."""
    window((1, 1))
    assert draw_sheet(SONGS["nothing"], "Nothing").get_height() < 1000
