"""What is heard of a song: its MIDI file; of a chart that came without one, its drums."""

from __future__ import annotations

from drumjam.formats.twoparts import two_parts
from drumjam.library.songs import Song


def heard(song: Song) -> bytes:
    """The MIDI file that is rendered for a song.

    Raises SongError where its own cannot be read, and ExportError for a chart without one that has more than MIDI has
    room for.
    """
    own = song.midi_bytes()
    return two_parts(song.chart) if own is None else own
