"""`drumjam chart export`: a chart in the format of another game, and if wanted the song as sound beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from drumjam.cli.levels import EXPERT
from drumjam.cli.report import note, print_json
from drumjam.formats.atomic import staged
from drumjam.formats.clonehero import export_clonehero
from drumjam.formats.exported import Exported
from drumjam.formats.osu import export_osu
from drumjam.formats.stepmania import export_sm
from drumjam.formats.tja import export_tja
from drumjam.formats.twoparts import export_midi
from drumjam.library.songs import Song, resolve
from drumjam.rules.chart import Chart

LEAST_ERROR = 1e-6
"""Seconds; below it only figures were rounded, no note was moved."""


@dataclass(frozen=True, slots=True)
class Format:
    """Charts as another game reads them.

    write  writes a chart's files, named after the song, into a folder
    sound  what the game calls the sound file beside them, "" where it has none; {} stands for the song's name
    """

    write: Callable[[Chart, Path, str], Exported]
    sound: str = "{}.ogg"


def _clonehero(chart: Chart, folder: Path, _: str) -> Exported:
    return Exported(tuple(export_clonehero(chart, folder)))


FORMATS = {
    "clonehero": Format(_clonehero, sound="song.ogg"),
    "osu": Format(export_osu),
    "tja": Format(export_tja),
    "sm": Format(export_sm),
    "midi": Format(export_midi, sound=""),
}
"""By what `--to` says."""


def export_chart(argument: str, to: str, folder: Path, audio: bool, json: bool) -> int:
    """`drumjam chart export`: all files of a song, or none; those of the same names are replaced."""
    song = resolve(argument)
    chart = replace(song.chart, title=song.title)
    made = FORMATS[to]
    with staged(folder) as place:
        done = made.write(chart, place, song.id)
        sounds = _write_sounds(song, done, made.sound.format(song.id)) if audio else ()
        files = [folder / file.relative_to(place) for file in (*done.files, *sounds)]
    if json:
        about = {"id": song.id, "title": song.title, "artist": song.artist}
        told = {"files": [str(file) for file in files], "largest_error": done.largest_error}
        print_json({"song": about, "to": to, **told, "remarks": list(done.remarks)})
        return 0
    for line in (*files, _exactness(done.largest_error), *done.remarks):
        print(line)
    if made.sound and not audio:
        note(f"the game looks for the song as {made.sound.format(song.id)} beside its chart; --audio writes it")
    return 0


def _write_sounds(song: Song, done: Exported, name: str) -> tuple[Path, ...]:
    """The song in every folder that holds a chart of it.

    Drums and all: other games do not sound the drums that are struck, and who plays one leader hears the other.
    """
    from drumjam.cli.rendering import song_stems
    from drumjam.sound.files import write_sound

    stems = song_stems(song, EXPERT)
    files = tuple(folder / name for folder in dict.fromkeys(file.parent for file in done.files))
    for file in files:
        write_sound(file, stems.backing + stems.drums, stems.rate)
    return files


def _exactness(error: float) -> str:
    if error < LEAST_ERROR:
        return "every note is in its place"
    return f"notes stand up to {error * 1000:.3f} ms beside their places"
