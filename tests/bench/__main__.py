"""Print every figure as a table, measured now and here: `python -m tests.bench [NAME ...]`."""

from __future__ import annotations

import argparse
import importlib
import unicodedata
from collections.abc import Sequence
from pathlib import Path

NAMES = tuple(sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")))
"""Each module has `figures()`: rows of what, measured, and the peer or limit beside it."""


def main(names: Sequence[str]) -> None:
    """Measure the named modules, or all of them, one after the other."""
    for name in names or NAMES:
        rows = [("what", "measured", "beside"), *importlib.import_module(f"tests.bench.{name}").figures()]
        widths = [max(map(_columns, column)) for column in zip(*rows, strict=True)]
        print(f"\n{name}")
        for row in rows:
            print("  " + "   ".join(cell + " " * (w - _columns(cell)) for cell, w in zip(row, widths, strict=True)))


def _columns(text: str) -> int:
    """Columns a text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(NAMES)}; all without a name")
    asked = parser.parse_args().names
    if unknown := set(asked) - set(NAMES):
        parser.error(f"no figures for {', '.join(sorted(unknown))}")
    main(asked)
