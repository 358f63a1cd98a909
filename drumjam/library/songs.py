"""Songs: the game's own and those a player has added; found by id, file or folder."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from drumjam.formats.atomic import END, START, WriteError, sweep, write_whole
from drumjam.formats.gemfolder import notes_file
from drumjam.formats.songfolder import CHART_NAME, SongFolder, chart_bytes, open_song
from drumjam.library.naming import NAME, id_of, kept_name, name_of
from drumjam.library.paths import HomeError, charts, data_dir
from drumjam.rules.chart import Chart, Remark
from drumjam.rules.errors import DrumjamError

if TYPE_CHECKING:  # the reader is imported where a MIDI file is read: most plays open a finished chart
    from drumjam.midi.smf import MidiFile

BUILT_IN = ("a-little-awkward", "common-harmony", "two-festivals", "light-music-club", "shuttle-to-tomorrow")
"""The game's own songs, in the order they are listed."""


class SongError(DrumjamError):
    """A song that is not there, or cannot be added or removed."""

    advice = "see `drumjam songs list`"


@dataclass(frozen=True)
class Song:
    """A song that can be played.

    id        a built-in song's name, or an ASCII slug and eight hash digits
    built_in  whether it came with the game
    kept      its chart, MIDI file and titles
    repairs   what had to be mended in a file that was read just now
    sound     the MIDI file made of a chart of another game that was read just now: `kept` has none that sounds
    """

    id: str
    built_in: bool
    kept: SongFolder
    repairs: tuple[Remark, ...] = ()
    sound: bytes | None = None

    @cached_property
    def title(self) -> str:
        """The title in the song's own script; where it has none, what its file is or was called."""
        named = self.kept.title or (kept_name(self.folder) if self.kept.file.name == CHART_NAME else "")
        return named or re.sub(r"-[0-9a-f]{8}$", "", name_of(self.kept.file)) or self.id

    @property
    def titles(self) -> Mapping[str, str]:
        """The title by language, for the game's own songs."""
        return self.kept.titles

    @property
    def artist(self) -> str:
        """Who made it; may be empty."""
        return self.kept.artist

    @property
    def folder(self) -> Path:
        """The folder around the chart or the MIDI file."""
        return self.kept.file.parent

    @property
    def midi(self) -> Path | None:
        """The MIDI file the chart was built from, if it is there and sounds as it is."""
        return self.kept.midi

    def midi_bytes(self) -> bytes | None:
        """The MIDI file that sounds; None where there is none. Raises SongError where it cannot be read."""
        return _bytes(self.midi) if self.midi else self.sound

    @property
    def chart(self) -> Chart:
        """The notes, read the first time they are asked for. Raises ChartError."""
        return self.kept.chart

    def checked(self) -> Song:
        """The same song, its notes read now, so that what is wrong with them is told at once. Raises ChartError."""
        _ = self.chart
        return self

    @property
    def chart_sha256(self) -> str:
        """Names the chart in replays: the SHA-256 of the bytes of chart.json."""
        return sha256(self.kept.data).hexdigest()


def resolve(argument: str) -> Song:
    """The song that an argument names: an id, or, with a slash or a dot in it, a path.

    Raises SongError, ChartError or MidiError.
    """
    if any(sign in argument for sign in {"/", os.sep, "."}):
        return open_path(Path(argument)).checked()
    for folder in _places():
        if argument and (folder / argument / CHART_NAME).is_file():
            return open_kept(folder / argument).checked()
    near = get_close_matches(argument, [folder.name for folder in shelf()], 1)
    mend = f"did you mean {near[0]}? See `drumjam songs list`" if near else ""
    raise SongError("there is no song of this name", argument, mend, code="song.unknown", name=argument)


def open_path(path: Path) -> Song:
    """The song in a MIDI file, a chart file or a song folder. Raises SongError, ChartError or MidiError."""
    if not path.exists():
        raise SongError("no such file or folder", str(path), "check the path", code="song.missing", name=str(path))
    if path.is_dir() and not (path / CHART_NAME).is_file():
        notes = notes_in(path)
        if notes is None:
            mend = "name a song folder, or build one with `drumjam chart build`"
            raise SongError(f"the folder holds no {CHART_NAME}", str(path), mend, code="song.no-chart", name=str(path))
        return build(notes)
    if not path.is_dir() and path.suffix.lower() != ".json":
        return build(path)
    folder = (path if path.is_dir() else path.parent).resolve()
    if folder.parent in [place.resolve() for place in _places()] and path.name in (folder.name, CHART_NAME):
        return open_kept(folder)
    kept = open_song(path)
    return Song(id_of(kept.title, path.stem, kept.data), False, kept)


def build(path: Path) -> Song:
    """The song made of a MIDI file, or of a chart of another game. Raises what `making.make` raises."""
    from drumjam.library.making import make

    made = make(path)  # without the file's name: the same file gives the same bytes under any
    chart = made.chart
    sounds = None if made.sound else path
    kept = SongFolder(path, chart_bytes(chart), sounds, "song.mid", chart.title, chart.titles, chart.artist)
    return Song(id_of(chart.title, name_of(path), made.data), False, kept, made.repairs, made.sound)


def notes_in(folder: Path) -> Path | None:
    """The file with the notes of a Clone Hero song in its folder, if it is one. Raises SongError."""
    try:
        return notes_file(folder)
    except OSError as error:
        raise _unreadable(folder, error) from error


def read_midi_file(path: Path) -> tuple[MidiFile, bytes]:
    """A MIDI file and its bytes. Raises SongError where it cannot be opened, MidiError where it is none."""
    from drumjam.midi.smf import read_midi

    data = read_file(path)
    return read_midi(data, str(path)), data


def read_file(path: Path) -> bytes:
    """The bytes of a MIDI file or of a chart of another game. Raises SongError where it cannot be opened."""
    from drumjam.midi.unwrap import MOST_BYTES

    if not path.is_file():
        mend = "name a MIDI file" if path.exists() else "check the path"
        raise SongError("not a file" if path.exists() else "no such file", str(path), mend)
    try:
        if path.stat().st_size > MOST_BYTES:  # before it takes as much memory
            raise SongError(f"larger than {MOST_BYTES // 2**20} MiB, so no MIDI file", str(path), "name a MIDI file")
    except OSError as error:
        raise _unreadable(path, error) from error
    return _bytes(path)


def shelf() -> list[Path]:
    """The folders of all songs in the library: the game's own in their order, then those added, by name."""
    shipped, *others = map(_folders, _places())
    own = {folder.name: folder for folder in shipped}
    first = [own.pop(name) for name in BUILT_IN if name in own]
    return [*first, *own.values(), *chain(*others)]


def open_kept(folder: Path) -> Song:
    """A song of the library by its folder. Raises ChartError."""
    return Song(folder.name, folder.parent.resolve() == charts().resolve(), open_song(folder))


def added_dir() -> Path:
    """Where added songs are kept."""
    return data_dir() / "songs"


def add(path: Path) -> Song:
    """Copy a song into the library as a song folder of its own; the same song again replaces itself.

    A song that came with the game is there already, and stays as it is.
    Raises SongError, ChartError, MidiError or WriteError.
    """
    song = open_path(path).checked()
    if song.built_in:
        return song
    folder = added_dir() / song.id
    copy(song, folder)
    return open_kept(folder)


def copy(song: Song, folder: Path) -> None:
    """Write a song as a song folder: the MIDI file unchanged, and chart.json (SongError, WriteError).

    A chart of another game is kept beside the MIDI file that sounds for it.

    A new folder appears whole or not at all. One that is there keeps what else it holds, and is a song at any moment.
    """
    files = _files(song, folder.name)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=START, suffix=END) as name:
            fresh = Path(name) / folder.name
            _write(files, fresh)
            try:
                fresh.rename(folder)
            except OSError:
                if not folder.is_dir():
                    raise
                _write(files, folder)
        sweep(folder.parent)
    except WriteError as error:
        raise WriteError(error.what, str(folder)) from error
    except OSError as error:
        raise WriteError(f"cannot write: {error.strerror or error}", str(folder)) from error


def remove(song_id: str) -> None:
    """Take an added song out of the library, with its folder. Raises SongError."""
    if song_id in {folder.name for folder in _folders(charts())}:
        raise SongError("songs that came with the game stay", song_id, "name a song that was added")
    if song_id not in {folder.name for folder in _folders(added_dir())}:
        raise SongError("there is no added song of this name", song_id)
    try:
        with tempfile.TemporaryDirectory(dir=added_dir(), prefix=START, suffix=END) as name:
            # Out of sight in one step: an interrupted removal leaves no half of a song.
            (added_dir() / song_id).rename(Path(name) / song_id)
    except OSError as error:
        raise WriteError(f"cannot remove the song: {error.strerror or error}", str(added_dir() / song_id)) from error


def _files(song: Song, name: str) -> dict[str, bytes]:
    """The files of a song folder of a name by their own, chart.json last: until then it is none."""
    files = {} if song.kept.title or song.title == name else {NAME: f"{song.title}\n".encode("utf-8", "replace")}
    if song.sound is not None:
        files[f"notes{song.kept.file.suffix.lower()}"] = _bytes(song.kept.file)
    midi = song.midi_bytes()
    if midi is not None:
        files[song.kept.midi_name] = midi
    return {**files, CHART_NAME: song.kept.data}


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        write_whole(folder / name, data)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> SongError:
    mend = "check the file and its permissions"
    return SongError(f"cannot read the file: {error.strerror or error}", str(path), mend)


def _places() -> list[Path]:
    """Where the library's songs are: the game's own, and those added, if a player's own folder can be found."""
    with suppress(HomeError):
        return [charts(), added_dir()]
    return [charts()]


def _folders(inside: Path) -> list[Path]:
    try:
        return sorted(folder for folder in inside.iterdir() if (folder / CHART_NAME).is_file())
    except OSError:
        return []  # no library yet, or none that can be read: no songs
