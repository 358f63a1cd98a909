"""Rebuild every picture in assets/stage: `python assets/art/build.py` (needs skia-python; development only).

With names (`parts`, `rooms`, `signs`, `cards`) only those are rebuilt.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

import cards
import crowd
import keepsake
import movers
import room
import signs
import views
from brush import SCALE, Picture, bake, save, sheet
from parts import all_parts

STAGE = Path(__file__).resolve().parents[1] / "stage"
LIGHTS = (0.2, 0.4, 0.6, 0.8)
"""The harmonies whose light is baked."""


def build_parts() -> None:
    """The drummers' and the crowd's parts; the table says file, place, pivot and size in logical pixels."""
    table: dict[str, object] = {}

    def add(name: str, picture: Picture) -> None:
        save(picture.pixels, str(STAGE / f"{name}.png"))
        height, width = picture.pixels.shape[:2]
        pivot = [round(value, 2) for value in picture.pivot]
        size = [width / SCALE, height / SCALE]
        table[name] = {"file": f"{name}.png", "at": list(picture.at), "pivot": pivot, "size": size}

    for name, picture in all_parts():
        add(name, picture)
    for name, draw in crowd.pictures().items():
        add(name, bake(draw, (0.0, 0.0)))
    for name, picture in keepsake.all_parts():
        add(name, picture)
    for name, draw in movers.parts().items():
        add(name, bake(draw, (0.0, 0.0)))
    (STAGE / "parts.json").write_text(_table(table), encoding="utf-8")


def _table(parts: dict[str, object]) -> str:
    """The table as JSON, one part a line."""
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in parts.items())
    return f'{{"scale": {SCALE}, "parts": {{\n{lines}\n}}}}\n'


def build_rooms() -> None:
    """The room in each light, and the title's; left halves only, the right ones mirror them."""
    for harmony in LIGHTS:
        draw = partial(room.room, view=views.PLAY, t=(harmony - 0.2) / 0.6)
        pixels = sheet(draw, views.MIDDLE, views.PLAY.bottom - views.PLAY.top)
        save(pixels, str(STAGE / f"room_{round(harmony * 100)}.png"), opaque=True)
    pixels = sheet(partial(room.room, view=views.TITLE, t=1.0), views.MIDDLE, views.TITLE.bottom, scale=1.5)
    save(pixels, str(STAGE / "title.png"), opaque=True)
    save(sheet(keepsake.ground, views.MIDDLE, keepsake.HEIGHT, scale=1.5), str(STAGE / "keepsake.png"), opaque=True)


def build_signs() -> None:
    """The game's name and the portraits."""
    for name, (draw, width, height) in signs.sheets().items():
        save(sheet(draw, width, height), str(STAGE / f"{name}.png"))


def build_cards() -> None:
    """The pictures of the story's cards."""
    for name, draw in cards.sheets().items():
        save(sheet(draw, cards.WIDTH, cards.HEIGHT, scale=1.5), str(STAGE / f"{name}.png"))


def main() -> None:
    """Build all, or only what the arguments name."""
    STAGE.mkdir(exist_ok=True)
    builders = {"parts": build_parts, "rooms": build_rooms, "signs": build_signs, "cards": build_cards}
    for name in sys.argv[1:] or builders:
        builders[name]()


if __name__ == "__main__":
    main()
