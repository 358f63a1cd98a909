"""The music of the pieces against their written harmony (`harmony.py`)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from drumjam.setlist.__main__ import PIECES
from tests.setlist.harmony import HARMONY, read

STEP, STEP_OF_FIVE = 2, 3
"""Semitones of a step: in a scale of seven tones, and in one of five."""

BASSES = {"Bass", "Low strings"}
OF_FIVE = {"common-harmony", "two-festivals"}
every_piece = pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.id)


def lead_sheet(piece):
    """Every section with instruments: where it begins, itself, its chords, and the chord that follows it."""
    played = [(start, section) for start, section in piece.starts() if section.backing]
    chords = [read(HARMONY[piece.id][section.name], section.pulses * section.pulse) for _, section in played]
    for (start, section), own, following in zip(played, chords, [*chords[1:], None], strict=True):
        yield start, section, own, following[0] if following else None


def belongs(key, chord):
    """Whether a tone may be held over a chord."""
    return chord is not None and key % 12 in chord.core | chord.colour


def wrong_tones(piece):
    """Tones that are neither of their chord, nor pass, nor lead into the next one."""
    step = STEP_OF_FIVE if piece.id in OF_FIVE else STEP
    for _, section, chords, following in lead_sheet(piece):
        after = dict(pairwise([*chords, following]))
        for voice in section.backing:
            sounds = section.voice(voice)
            for sound, coming in zip(sounds, [*sounds[1:], None], strict=True):
                end = sound.beat + sound.length
                here = next(chord for chord in chords if chord.begin <= sound.beat < chord.end)
                held = [c for c in chords if min(c.end, end) - max(c.begin, sound.beat) >= section.pulse]
                for key in sound.keys:
                    steps = [abs(key - other) for other in coming.keys] if coming else []
                    passes = sound.length <= section.pulse and any(0 < size <= step for size in steps)
                    leads = here.end - sound.beat <= section.pulse / 2 and belongs(key, after[here])
                    if not (all(belongs(key, chord) for chord in (here, *held)) or passes or leads):
                        bar, beat = divmod(sound.beat / section.pulse, section.pulses)
                        yield section.name, voice.part.name, int(bar) + 1, float(beat) + 1, key, here.name


@every_piece
def test_the_written_harmony_covers_the_piece(piece):
    """Every section with instruments has its chords, to the last beat."""
    sections = [section.name for _, section, _, _ in lead_sheet(piece)]
    assert set(sections) == set(HARMONY[piece.id])
    for _, section, chords, _ in lead_sheet(piece):
        assert (chords[0].begin, chords[-1].end) == (0, section.length), section.name


@every_piece
def test_no_tone_is_wrong(piece):
    """A tone belongs to its chord for as long as it is held; or it is a pulse at most and moves on by a step; or it
    comes half a pulse early and belongs to the chord that follows.
    """
    assert list(wrong_tones(piece)) == []


@every_piece
def test_the_bass_says_which_chord_it_is(piece):
    """Where a chord begins and a bass sounds, it has one of the tones that make the chord."""
    wrong = []
    for _, section, chords, _ in lead_sheet(piece):
        low = [sound for voice in section.backing if voice.part.name in BASSES for sound in section.voice(voice)]
        begins = {chord.begin: chord for chord in chords}
        wrong += [
            (section.name, float(sound.beat), min(sound.keys), begins[sound.beat].name)
            for sound in low
            if sound.beat in begins and min(sound.keys) % 12 not in begins[sound.beat].core
        ]
    assert wrong == []


@every_piece
def test_the_bass_moves(piece):
    """In a section of eight bars or more that has one it never stays on one tone for more than four bars, and in no
    section of chords that change does it play one tone alone.
    """
    for _, section, chords, _ in lead_sheet(piece):
        low = [sound for voice in section.backing if voice.part.name in BASSES for sound in section.voice(voice)]
        if not low or len({chord.name for chord in chords}) == 1:
            continue
        tones = [(sound.beat, min(sound.keys) % 12) for sound in sorted(low, key=lambda sound: sound.beat)]
        changes = [beat for (_, before), (beat, tone) in pairwise(tones) if tone != before]
        bar = section.pulses * section.pulse
        assert max(b - a for a, b in pairwise([tones[0][0], *changes, section.length])) <= 4 * bar, section.name


def test_a_wrong_tone_is_found():
    """The rule finds what it is for: a tone that is foreign to its chord and leaps away."""
    chords = read("Am | F", 4)
    assert [chord.name for chord in chords] == ["Am", "F"]
    assert belongs(60, chords[0])
    assert not belongs(61, chords[0])
    assert not belongs(61, chords[1])
