"""The folder of a Clone Hero song: which of its files holds the notes."""

from __future__ import annotations

from pathlib import Path

NOTES_NAMES = ("notes.mid", "notes.chart")
"""Names of the file with the notes, in any case, best first."""

ENDING = ".chart"
"""How the name of a chart as text ends; all other charts are MIDI files."""


def notes_file(folder: Path) -> Path | None:
    """The file with the notes, or another .chart where none is named so; None where there is neither (OSError)."""
    files = {file.name.lower(): file for file in sorted(folder.iterdir(), reverse=True)}
    found = [files[name] for name in NOTES_NAMES if name in files]
    found += [file for name, file in sorted(files.items()) if name.endswith(ENDING)]
    return next((file for file in found if file.is_file()), None)
