"""Finding songs: the files and folders that are songs, wherever they lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from drumjam.formats.gemfolder import ENDING, NOTES_NAMES, notes_file
from drumjam.formats.songfolder import CHART_NAME

MIDI_ENDINGS = (".mid", ".midi", ".kar", ".rmi", ".smf")


def found(paths: Iterable[Path]) -> Iterator[Path]:
    """Every song among files and folders, folders searched to the bottom, in order of name.

    A MIDI file is one, a song folder, and of the folder of a Clone Hero song the file with its notes. What is hidden in
    folders is none: Macs leave a shadow of each file there.
    """
    for path in paths:
        if not _is(path, Path.is_dir) or _is(path / CHART_NAME, Path.is_file):
            yield path
            continue
        inside = sorted(each for each in path.rglob("*") if not each.name.startswith("."))
        songs = {file.parent for file in inside if file.name == CHART_NAME}
        yield from (p for p in inside if p in songs or (p.parent not in songs and _is_song(p)))


def _is_song(path: Path) -> bool:
    """Whether a file is a MIDI file, or the one with the notes among those of a Clone Hero song."""
    name, ending = path.name.lower(), path.suffix.lower()
    if name in NOTES_NAMES or ending == ENDING:
        return path == notes_file(path.parent)
    return ending in MIDI_ENDINGS and _is(path, Path.is_file)


def _is(path: Path, kind: Callable[[Path], bool]) -> bool:
    """Whether a path is of a kind; one that may not be looked at, or has no possible name, is told when it is read."""
    try:
        return kind(path)
    except OSError:
        return False
