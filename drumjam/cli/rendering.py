"""`drumjam render`: a song as a sound file."""

from __future__ import annotations

import sys
from pathlib import Path

from drumjam.cli import warn
from drumjam.cli.levels import chosen
from drumjam.cli.report import note
from drumjam.game.drumkits import kits_of
from drumjam.library.heard import heard
from drumjam.library.paths import sound_font
from drumjam.library.settings import Sound
from drumjam.library.settingsfile import load_settings
from drumjam.library.songs import Song, resolve
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Level
from drumjam.sound.files import check_place, write_sound
from drumjam.sound.soundfont import SoundFont, SoundFontError
from drumjam.sound.stems import SongLengthError, Stems, render_stems


def render_song(argument: str, level: tuple[str, str] | None, stem: str, output: Path) -> int:
    """Render a song and write one stem, or both together, as the file's ending says."""
    song = resolve(argument)
    check_place(output)  # rendering takes long: what is wrong with the place is told before
    stems = song_stems(song, chosen(level))
    sounds = {"backing": stems.backing, "drums": stems.drums}
    sound = sounds[stem] if stem in sounds else stems.backing + stems.drums
    write_sound(output, sound, stems.rate)
    note(f"{output}: {len(sound) / stems.rate:.1f} s")
    return 0


def song_stems(song: Song, levels: tuple[Level, Level]) -> Stems:
    """A song's backing and its drums at these levels, fit for files; song time 0 is the first frame.

    They sound as in the window: with the settings' SoundFont, and with the drums that each leader plays there.

    Raises what is wrong with its MIDI file or the SoundFont, SongLengthError for a song that is too long, and
    ExportError for a chart that has no MIDI file and does not fit into one.
    """
    place = str(song.midi or song.kept.file)
    midi = read_midi(heard(song), place)
    told = _tell if sys.stderr.isatty() else None
    loaded = load_settings()
    if loaded.notice:
        warn(loaded.notice)
    sound = loaded.settings.sound
    try:
        stems = render_stems(midi, song.chart, levels, _font(sound), kits=kits_of(sound), progress=told)
    except SongLengthError as error:
        raise error.at(place) from None
    if told:
        sys.stderr.write("\r\x1b[K")
    return stems


def _font(sound: Sound) -> SoundFont:
    """The SoundFont that the settings name; where it cannot be read, the game's own, as in the window, and a warning.

    Raises SoundFontError where that cannot be read either.
    """
    try:
        if sound.font:
            return SoundFont.open(sound.font)
    except SoundFontError as error:
        warn(SoundFontError(error.what, error.where, "the game's own is heard instead"))
    return SoundFont.open(sound_font())


def _tell(share: float) -> None:
    sys.stderr.write(f"\rrendering {share:4.0%}")
    sys.stderr.flush()
