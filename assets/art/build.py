"""Rebuild every picture in assets/stage: `python assets/art/build.py` (needs skia-python; development only).

With names (`parts`, `rooms`, `signs`) only those are rebuilt.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

import crowd
import room
import signs
from brush import SCALE, Picture, bake, save, sheet
from parts import all_parts

STAGE = Path(__file__).resolve().parents[1] / "stage"
LIGHTS = (0.2, 0.4, 0.6, 0.8)
"""The harmonies whose light is baked."""


def build_parts() -> None:
    """The drummers' and the crowd's parts; the table says file, pivot and size in logical pixels."""
    table: dict[str, object] = {}

    def add(name: str, picture: Picture) -> None:
        save(picture.pixels, str(STAGE / f"{name}.png"))
        height, width = picture.pixels.shape[:2]
        pivot = [round(value, 2) for value in picture.pivot]
        table[name] = {"file": f"{name}.png", "pivot": pivot, "size": [width / SCALE, height / SCALE]}

    for name, picture in all_parts():
        add(name, picture)
    for name, draw in crowd.pictures().items():
        add(name, bake(draw, (0.0, 0.0)))
    (STAGE / "parts.json").write_text(json.dumps({"scale": SCALE, "parts": table}, indent=1) + "\n", encoding="utf-8")


def build_rooms() -> None:
    """The room in each light and the title's; left halves only, the right ones are their mirror images."""
    for harmony in LIGHTS:
        draw = partial(room.room, view=room.PLAY, t=(harmony - 0.2) / 0.6)
        pixels = sheet(draw, room.MIDDLE, room.PLAY.bottom - room.PLAY.top)
        save(pixels, str(STAGE / f"room_{round(harmony * 100)}.png"), opaque=True)
    pixels = sheet(partial(room.room, view=room.TITLE, t=1.0), room.MIDDLE, room.TITLE.bottom)
    save(pixels, str(STAGE / "title.png"), opaque=True)


def build_signs() -> None:
    """The game's name and the portraits."""
    for name, (draw, width, height) in signs.sheets().items():
        save(sheet(draw, width, height), str(STAGE / f"{name}.png"))


def main() -> None:
    """Build all, or only what the arguments name."""
    STAGE.mkdir(exist_ok=True)
    builders = {"parts": build_parts, "rooms": build_rooms, "signs": build_signs}
    for name in sys.argv[1:] or builders:
        builders[name]()


if __name__ == "__main__":
    main()
