"""Draw every scene at fixed times and say what should be seen: `python -m tests.looks FOLDER`."""

from __future__ import annotations

import argparse
import importlib
import os
from pathlib import Path

NAMES = tuple(sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")))
"""Each module has `pictures(folder)`: files it drew, each with what should be seen."""


def main(folder: Path) -> None:
    """Draw all pictures without a display."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    os.environ["SDL_AUDIODRIVER"] = "dummy"
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        for picture, seen in importlib.import_module(f"tests.looks.{name}").pictures(folder):
            print(f"{picture}: {seen}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.looks", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    main(parser.parse_args().folder)
