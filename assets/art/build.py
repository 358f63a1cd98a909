"""Rebuild every picture in assets/stage: `python assets/art/build.py` (needs skia-python; development only)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from brush import SCALE, save
from parts import all_parts

STAGE = Path(__file__).resolve().parents[1] / "stage"


def build_parts(folder: Path) -> dict[str, object]:
    """Bake the drummers' parts; the table says file, pivot and size in logical pixels."""
    table: dict[str, object] = {}
    for name, picture in all_parts():
        file = f"{name}.png"
        save(picture.pixels, str(folder / file))
        height, width = picture.pixels.shape[:2]
        table[name] = {
            "file": file,
            "pivot": [round(picture.pivot[0], 2), round(picture.pivot[1], 2)],
            "size": [width / SCALE, height / SCALE],
        }
    return table


def main() -> None:
    """Build all, or only what the arguments name."""
    STAGE.mkdir(exist_ok=True)
    wanted = set(sys.argv[1:]) or {"parts"}
    if "parts" in wanted:
        table = {"scale": SCALE, "parts": build_parts(STAGE)}
        (STAGE / "parts.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
