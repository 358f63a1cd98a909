"""`drumjam chart build`: song folders from MIDI files, many at once; a bad file does not stop the rest."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from drumjam.cli import fail
from drumjam.cli.report import note, plain, print_json
from drumjam.cli.workers import Built, built, worth_workers
from drumjam.formats.atomic import END, START, WriteError, sweep
from drumjam.formats.songfolder import CHART_NAME, open_song
from drumjam.library.finding import found
from drumjam.library.naming import name_of
from drumjam.library.songs import Song, SongError, copy
from drumjam.rules.chart import ChartError
from drumjam.rules.errors import DrumjamError


def build_folders(paths: Sequence[Path], output: Path, json: bool) -> int:
    """`drumjam chart build`: folders in the order the files were given; 1 if any file failed."""
    began = datetime.now()
    files = _files(paths)
    documents: list[dict[str, Any]] = []
    failures: list[DrumjamError] = []
    taken: set[str] = set()
    progress = Progress(len(files))
    with closing(built(files, worth_workers(files))) as results:
        for file in files:
            progress.tell(plain(file.name))
            made = _written(next(results), output, file, taken)
            progress.clear()
            if isinstance(made, DrumjamError):
                failures.append(made)
                continue
            folder, one = made
            documents.append({"folder": str(folder), **one.document})
            if not json:
                print(f"{folder}: {one.text}")
    if json and (documents or len(files) > 1):
        print_json(documents if len(files) > 1 else documents[0])
    if len(files) > 1:
        took = (datetime.now() - began).total_seconds()
        summary = f"{len(documents)} built, {len(failures)} failed, {took:.1f} s"
        note(summary) if json else print(f"\n{summary}")
    return max(map(fail, failures), default=0)


def _files(paths: Sequence[Path]) -> list[Path]:
    """The MIDI files that are meant, each once."""
    files: dict[Path, Path] = {}
    for path in found(paths):
        if not path.is_dir():
            files.setdefault(path.absolute(), path)
    if not files:
        raise SongError("no MIDI files found", ", ".join(map(str, paths)), "name MIDI files or folders that hold some")
    return list(files.values())


def _written(
    result: Built | DrumjamError, output: Path, file: Path, taken: set[str]
) -> tuple[Path, Built] | DrumjamError:
    """The folder a song was written to, or what went wrong."""
    if isinstance(result, DrumjamError):
        return result
    try:
        folder = output / free_name(result.song, output, file, taken)
        write_folder(result.song, folder)
    except DrumjamError as error:
        return error
    return folder, result


def free_name(song: Song, output: Path, file: Path, taken: set[str]) -> str:
    """A name for a song's folder: the song's own; with hash digits, then a number, where another song has it."""
    stem = name_of(file).rstrip(". ") or "song"
    longer = f"{stem}{song.id[-9:]}"
    names = (stem if i == 0 else longer if i == 1 else f"{longer}-{i}" for i in count())
    name = next(name for name in names if name.casefold() not in taken and _may_take(output / name, song))
    taken.add(name.casefold())
    return name


def _may_take(folder: Path, song: Song) -> bool:
    """Whether a folder is not there, holds no song, or holds this one: the same MIDI file or the same title."""
    midi, chart = folder / song.kept.midi_name, folder / CHART_NAME
    if not midi.exists() and not chart.exists():
        return True
    try:
        if midi.is_file() and midi.read_bytes() == song.midi_bytes():
            return True
        return bool(song.kept.title) and open_song(chart).title == song.kept.title
    except (OSError, ChartError):
        return False


def write_folder(song: Song, folder: Path) -> None:
    """Write a song folder: a new one whole or not at all, in one that is there each file so (WriteError)."""
    try:
        if folder.exists():
            copy(song, folder)
            return
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=START, suffix=END) as place:
            fresh = Path(place) / folder.name
            copy(song, fresh)
            fresh.rename(folder)
        sweep(folder.parent)
    except WriteError as error:
        raise WriteError(error.what, str(folder)) from error
    except OSError as error:
        raise WriteError(f"cannot write: {error.strerror or error}", str(folder)) from error


class Progress:
    """How far a long work is, in one line of a terminal that clears itself; elsewhere nothing."""

    def __init__(self, whole: int) -> None:
        self.whole = whole
        self._done = 0
        self._shown = whole > 1 and sys.stderr.isatty()

    def tell(self, name: str) -> None:
        """The next one is on its way."""
        self._done += 1
        if self._shown:
            sys.stderr.write(f"\rbuilding {self._done} of {self.whole}: {name[:50]}\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        """Make room for what is printed."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
