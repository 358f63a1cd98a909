"""notes.mid: the drum part that a MIDI file holds for Rock Band and Clone Hero, read from its keys and held keys."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from drumjam.formats.gems import MOST_GEMS, Colour, Gem, GemError, GemTrack, Layout, Phrase, covers
from drumjam.midi.held import Held, held_keys
from drumjam.midi.percussion import DRUM_CHANNEL
from drumjam.midi.smf import MidiFile
from drumjam.rules.chart import Level
from drumjam.rules.touch import Touch

DRUM_TRACKS = ("PART DRUMS", "PART DRUM", "PART DRUMS_2X", "PART REAL_DRUMS_PS")
"""Names of the track with the drums, best first."""

FIRST_KEYS = {Level.EASY: 60, Level.MEDIUM: 72, Level.HARD: 84, Level.EXPERT: 96}
"""The kick's key at each level; the other colours follow it."""

DOUBLE_KICK = 95
PLAYER_KEYS = (105, 106)
TOM_KEYS = {Colour.YELLOW: 110, Colour.BLUE: 111, Colour.GREEN: 112}
ROLL_KEYS = (126, 127)
DYNAMICS = "ENABLE_CHART_DYNAMICS"
"""The text event without which velocities 127 and 1 are no accents and ghost notes."""

_TOUCHES = {127: Touch.ACCENT, 1: Touch.SOFT}
_PART_NAME = re.compile(r"PART [A-Z_ ]+|T1 GEMS")
FRETS = 5
_FRETS = frozenset(first + fret for first in FIRST_KEYS.values() for fret in range(FRETS))
_MARKS = frozenset((67, 79, 91, 103, 105, 106, 116))
"""Star power, solos and players of guitar charts."""


def find_gems(midi: MidiFile, *, five_lanes: bool = False, pro: bool = False) -> GemTrack | None:
    """The drum part of a MIDI file that is a chart of another game; None where it has none.

    five_lanes, pro  what its song.ini says of the part: a pro part never has five lanes

    Raises GemError where it has more gems than anybody could mean.
    """
    track = _drum_track(midi)
    if track is None:
        return None
    own = midi.notes.track == track
    if int(np.isin(midi.notes.key[own], list(_PLACES)).sum()) > MOST_GEMS:
        raise GemError(f"more than {MOST_GEMS:,} notes in its drum part", mend="choose a shorter song")
    held = held_keys(midi, [track], range(DOUBLE_KICK, 128))
    toms = {colour: _phrases(held, key) for colour, key in TOM_KEYS.items()}
    toms[Colour.FIFTH] = toms[Colour.GREEN]
    dynamics = any(text.track == track and DYNAMICS in text.text for text in midi.texts)
    notes = list(zip(*(column[own].tolist() for column in (midi.notes.tick, midi.notes.key)), strict=True))
    touches = [_TOUCHES.get(v, Touch.PLAIN) if dynamics else Touch.PLAIN for v in midi.notes.velocity[own].tolist()]
    levels: dict[Level, dict[tuple[int, Colour], Gem]] = {level: {} for level in Level}
    for (tick, key), touch in zip(notes, touches, strict=True):
        place = _PLACES.get(key)
        if place:
            level, colour = place
            cymbal = colour in toms and not covers(toms[colour], tick)
            levels[level].setdefault((tick, colour), Gem(tick, colour, cymbal, touch))
    has_fifth = any(colour is Colour.FIFTH for gems in levels.values() for _, colour in gems)
    pro = pro or any(toms.values())
    return GemTrack(
        levels={level: tuple(sorted(gems.values())) for level, gems in levels.items() if gems},
        doubled=tuple(sorted({tick for tick, key in notes if key == DOUBLE_KICK})),
        rolls=(_phrases(held, ROLL_KEYS[0]), _phrases(held, ROLL_KEYS[1])),
        players=(_phrases(held, PLAYER_KEYS[0]), _phrases(held, PLAYER_KEYS[1])),
        layout=Layout.FIVE if (five_lanes or has_fifth) and not pro else Layout.FOUR,
        end=midi.end,
    )


def is_part(name: str) -> bool:
    """Whether a track of this name holds what one player of another game has to do, not music."""
    return bool(_PART_NAME.fullmatch(name.strip()))


def is_guitar_chart(midi: MidiFile) -> bool:
    """Whether a file without drums is a chart of frets, of which no note sounds as it is written.

    By the name of a track with frets; or, as Frets on Fire leaves them unnamed, by nothing but frets of two levels at
    least, the hardest among them.
    """
    notes = midi.notes
    hardest = range(FIRST_KEYS[Level.EXPERT], FIRST_KEYS[Level.EXPERT] + FRETS)
    fretted = set(np.unique(notes.track[np.isin(notes.key, hardest)]).tolist())
    if any(track in fretted and is_part(name) for track, name in midi.track_names().items()):
        return True
    keys = set(np.unique(notes.key).tolist())
    levels = [first for first in FIRST_KEYS.values() if keys & set(range(first, first + FRETS))]
    return bool(fretted) and len(levels) >= 2 and keys <= _FRETS | _MARKS


_PLACES = {first + colour: (level, colour) for level, first in FIRST_KEYS.items() for colour in Colour}


def _drum_track(midi: MidiFile) -> int | None:
    """The track with the drums: the best name that has gems. A General MIDI drum track of that name is none."""
    names = {track: name.strip().upper() for track, name in midi.track_names().items()}
    notes = midi.notes
    for wanted in DRUM_TRACKS:
        for track in (track for track, name in sorted(names.items()) if name == wanted):
            own = notes.track == track
            gems = np.isin(notes.key[own], list(_PLACES))
            hardest = notes.key[own] >= FIRST_KEYS[Level.EXPERT]
            if (gems & (hardest | (notes.channel[own] != DRUM_CHANNEL))).any():
                return track
    return None


def _phrases(held: Iterable[Held], key: int) -> tuple[Phrase, ...]:
    return tuple(sorted(Phrase(one.start, one.end) for one in held if one.key == key))
