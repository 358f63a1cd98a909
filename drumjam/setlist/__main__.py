"""Write the song folders of the game's own pieces: `python -m drumjam.setlist charts`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from drumjam.formats.songfolder import save_song
from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Chart, Level
from drumjam.setlist import (
    a_little_awkward,
    common_harmony,
    first_lesson,
    light_music_club,
    shuttle_to_tomorrow,
    two_festivals,
)
from drumjam.setlist.midifile import COPYRIGHT, to_midi
from drumjam.setlist.score import Piece

ARTIST = "drumjam"
MIDI_NAME = "song.mid"
PIECES = (
    a_little_awkward.PIECE,
    common_harmony.PIECE,
    two_festivals.PIECE,
    light_music_club.PIECE,
    shuttle_to_tomorrow.PIECE,
)
LESSONS = Path("lessons")
"""Where the lesson goes, beside the songs: it is none, and no list of songs finds it there."""


def chart_of(piece: Piece, midi: bytes) -> Chart:
    """The chart built from a piece's MIDI file, with its artist, and its titles and credits in three languages."""
    credits = (COPYRIGHT, *(" / ".join(credit.values()) for credit in piece.credits))
    chart = build_chart(read_midi(midi, MIDI_NAME))
    return replace(chart, artist=ARTIST, titles=piece.titles, credits=credits)


def lesson_of(piece: Piece, midi: bytes) -> Chart:
    """The chart of a lesson: at every level all that is written, for it is learned as it is."""
    chart = chart_of(piece, midi)
    return replace(chart, levels=dict.fromkeys(Level, chart.levels[Level.EXPERT]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Write every piece and the lesson into folders named by their ids; without `arguments` the command line's own."""
    parser = argparse.ArgumentParser(prog="python -m drumjam.setlist", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the song folders go")
    folder: Path = parser.parse_args(arguments).folder
    for piece in PIECES:
        midi = to_midi(piece)
        save_song(folder / piece.id, chart_of(piece, midi), midi, MIDI_NAME)
    lesson = first_lesson.PIECE
    midi = to_midi(lesson)
    save_song(folder / LESSONS / lesson.id, lesson_of(lesson, midi), midi, MIDI_NAME)


if __name__ == "__main__":
    main()
