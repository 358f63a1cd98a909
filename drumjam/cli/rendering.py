"""`drumjam render`: a song as a sound file."""

from __future__ import annotations

import sys
from pathlib import Path

from drumjam.cli.levels import chosen
from drumjam.library.paths import sound_font
from drumjam.library.songs import SongError, read_midi_file, resolve
from drumjam.sound.files import write_sound
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.stems import render_stems


def render_song(argument: str, level: tuple[str, str] | None, stem: str, output: Path) -> int:
    """Render a song and write one stem, or both together, as the file's ending says."""
    song = resolve(argument)
    if song.midi is None:
        raise SongError("the song folder has no MIDI file to render", str(song.folder), "build it again from its MIDI")
    midi, _ = read_midi_file(song.midi)
    told = _tell if sys.stderr.isatty() else None
    stems = render_stems(midi, song.chart, chosen(level), SoundFont.open(sound_font()), progress=told)
    sounds = {"backing": stems.backing, "drums": stems.drums}
    sound = sounds[stem] if stem in sounds else stems.backing + stems.drums
    write_sound(output, sound, stems.rate)
    if told:
        sys.stderr.write(f"\r{output}: {len(sound) / stems.rate:.1f} s\n")
    return 0


def _tell(share: float) -> None:
    sys.stderr.write(f"\rrendering {share:4.0%}")
    sys.stderr.flush()
