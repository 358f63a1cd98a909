"""Write the song folders of the game's own pieces: `python -m drumjam.setlist charts`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from drumjam.formats.songfolder import save_song
from drumjam.midi.build import build_chart
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Chart
from drumjam.setlist import a_little_awkward, common_harmony, light_music_club, shuttle_to_tomorrow, two_festivals
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


def chart_of(piece: Piece, midi: bytes) -> Chart:
    """The chart built from a piece's MIDI file, with its artist, and its titles and credits in three languages."""
    credits = (COPYRIGHT, *(" / ".join(credit.values()) for credit in piece.credits))
    chart = build_chart(read_midi(midi, MIDI_NAME))
    return replace(chart, artist=ARTIST, titles=piece.titles, credits=credits)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write every piece into a folder of its own, named by its id; without `arguments` the command line's own."""
    parser = argparse.ArgumentParser(prog="python -m drumjam.setlist", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the song folders go")
    folder: Path = parser.parse_args(arguments).folder
    for piece in PIECES:
        midi = to_midi(piece)
        save_song(folder / piece.id, chart_of(piece, midi), midi, MIDI_NAME)


if __name__ == "__main__":
    main()
