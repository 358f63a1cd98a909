"""A Little Awkward: a first lesson, two beats that drift apart and meet, then one groove.

Funk-pop in C. Two mallets stand for the two leaders, the marimba on the left for Lee, the vibraphone on the right for
Takaichi. They pass each other the phrases of the lesson; at the end the same phrases are one tune, played by both.
"""

from __future__ import annotations

from fractions import Fraction

from drumjam.setlist.notation import bars, vamp
from drumjam.setlist.patterns import DISCO_FOUR, ROCK_EIGHTHS, overlay
from drumjam.setlist.score import Drums, Part, Piece, Section, Sharing
from drumjam.setlist.strokes import KIT

SLOW, FAST = 92, 104

BASS = Part("Bass", program=33, volume=79, pan=64, room=8)
KEYS = Part("Electric piano", program=4, volume=72, pan=54, room=45)
GUITAR = Part("Guitar", program=27, volume=58, pan=84, room=28)
MARIMBA = Part("Marimba", program=12, volume=103, pan=36, room=52)
VIBRAPHONE = Part("Vibraphone", program=11, volume=104, pan=92, room=60)
BRASS = Part("Brass", program=61, volume=58, pan=64, room=60)
CLICK_LEFT = Part("Click left", program=115, volume=110, pan=10, room=20)
CLICK_RIGHT = Part("Click right", program=115, volume=110, pan=118, room=20)


# The groove: one bar of each chord for bass, electric piano and guitar.

BASS_ON = {
    "C": "C2:.75 C2:.25' -:.5 G2:.25 Bb2 C3:.5' -:.5 Bb2 G2",
    "F": "F2:.75 F2:.25' -:.5 C3:.25 Eb3 F3:.5' -:.5 Eb3 C3",
    "A": "A1:.75 A1:.25' -:.5 E2:.25 G2 A2:.5' -:.5 G2 E2",
    "D": "D2:.75 D2:.25' -:.5 A2:.25 C3 D3:.5' -:.5 C3 A2",
    "G": "G1:.75 G1:.25' -:.5 D2:.25 F2 G2:.5' -:.5 A2 B2",
    "C to F": "C2:.75 C2:.25' -:.5 G2:.25 Bb2 C3:.5' G2:.25 Bb2' G2:.5 E2",
    "F to C": "F2:.75 F2:.25' -:.5 C3:.25 Eb3 F3:.5' C3:.25 Eb3' D3:.5 C3",
}
KEYS_ON = {
    "C": "Bb3+E4+A4:.75' -:.75 Bb3+E4+A4:.5 -:1 Bb3+D4+G4:.5' Bb3+E4+A4:.5'",
    "F": "A3+Eb4+G4:.75' -:.75 A3+Eb4+G4:.5 -:1 A3+C4+F4:.5' A3+Eb4+G4:.5'",
    "A": "G3+C4+E4:.75' -:.75 G3+C4+E4:.5 -:1 G3+A3+D4:.5' G3+C4+E4:.5'",
    "D": "F#3+C4+E4:.75' -:.75 F#3+C4+E4:.5 -:1 F#3+A3+D4:.5' F#3+C4+E4:.5'",
    "G": "F3+A3+D4:.75' -:.75 F3+A3+D4:.5 -:1 F3+C4+D4:.5' F3+A3+D4:.5'",
}


def chank(chord: str) -> str:
    """One bar of short guitar chords between the beats."""
    half = f"-:.5 {chord}:.25' -:.5 {chord}:.25' {chord}:.5'!"
    return f"{half} {half}"


GUITAR_ON = {
    "C": chank("G4+C5+E5"),
    "F": chank("A4+C5+F5"),
    "A": chank("G4+C5+E5"),
    "D": chank("F#4+C5+E5"),
    "G": chank("F4+A4+D5"),
}

LESSON_CHORDS = "C C F F C C F G"
LESSON_BASS = ("C", "C to F", "F", "F to C", "C", "C to F", "F", "G")
ECHO_CHORDS = "C C F F A D G G"
ECHO_BASS = ("C", "C to F", "F", "F", "A", "D", "G", "G")
TOGETHER_CHORDS = "C F C F A D G G"


# The lesson's phrases. Their accents are what the drummer is taught in that bar.

KICK_PHRASE = "E5:.75 D5:.25 C5:1 G4:.5! A4:.5! C5:1'"
SNARE_PHRASE = "-:.5 C5 Eb5:1! -:.5 D5 C5:1!"
HAT_PHRASE = "G4:.5! A4 C5! A4 E5! D5! C5! A4"
ALL_PHRASE = "A4:1 C5:.5! A4 Eb5 Eb5 C5:1!"
ALL_PHRASE_HIGHER = "C5:1 D5:.5! C5 F5 F5 D5:1!"
BAR_REST = "-:4"

KICK = ROCK_EIGHTHS.beats("kick", "K")
SNARE = ROCK_EIGHTHS.beats("snare", "S")
HAT = "H... H... H.H. H..."  # the eighths of the pattern, thinned for a first time
ROCK = overlay(KICK, SNARE, ".... .... .... ..H.")
SILENT = ".... .... .... ...."


COUNT_IN = Section(
    "Count-in",
    Sharing.UNISON,
    bars=2,
    bpm=SLOW,
    lee=(Drums("P . P . | P P P P", KIT),),
    takaichi=(Drums("P . P . | P P P P", KIT),),
    backing=(
        BASS.plays("-:4 | -:2 mp -:1 G1:.25' -:.25 A1:.25 B1:.25"),
        GUITAR.plays("-:4 | mp -:3.5 G4+C5+E5:.25' G4+C5+E5:.25'"),
    ),
)

LESSON = Section(
    "Lesson",
    Sharing.LESSON,
    bars=8,
    bpm=SLOW,
    # Takaichi shows a bar, Lee repeats it; the last stroke is struck together.
    takaichi=(Drums(bars(KICK, SILENT, SNARE, SILENT, HAT, SILENT, ROCK, ".... .... .... S.H."), KIT),),
    lee=(Drums(bars(SILENT, KICK, SILENT, SNARE, SILENT, HAT, SILENT, ROCK), KIT),),
    backing=(
        BASS.plays("mf " + bars(*(BASS_ON[name] for name in LESSON_BASS))),
        KEYS.plays("mp " + vamp(KEYS_ON, LESSON_CHORDS)),
        GUITAR.plays("p " + vamp(GUITAR_ON, LESSON_CHORDS)),
        VIBRAPHONE.plays(
            "mf " + bars(KICK_PHRASE, BAR_REST, SNARE_PHRASE, BAR_REST, HAT_PHRASE, BAR_REST, ALL_PHRASE, "-:3 F5:1!")
        ),
        MARIMBA.plays(
            "mf "
            + bars(BAR_REST, KICK_PHRASE, BAR_REST, SNARE_PHRASE, BAR_REST, HAT_PHRASE, BAR_REST, ALL_PHRASE_HIGHER)
        ),
    ),
)

HER_PACE = Fraction(23, 24)
"""96 beats a minute against 92: every stroke comes 460 ticks after the one before, not 480."""
MEETING = 23
"""The beat on which her 25th stroke and his 24th fall together."""

DRIFT = Section(
    "Drift",
    Sharing.DRIFT,
    bars=8,
    bpm=SLOW,
    # Two drum sounds each, so that both can hear which beat is their own; from the meeting on they are the same two.
    lee=(
        Drums("K S " * 11 + "K" + " ." * 9, KIT, loud=(0.85, 0.85)),
        Drums("S K S K S K S K S", KIT, loud=(0.95, 1.2), start=MEETING),
    ),
    takaichi=(
        Drums("F T " * 12, KIT, loud=(0.9, 0.9), pace=HER_PACE),
        Drums("S K S K S K S K S", KIT, loud=(0.95, 1.2), start=MEETING),
    ),
    backing=(
        CLICK_LEFT.plays("mf " + "C5:1' " * 23 + "-:9"),
        CLICK_RIGHT.plays("mf " + "E5:1' " * 24, pace=HER_PACE),
        # Each mallet keeps its leader's own pace; five tones only, so that every meeting on the way is friendly.
        MARIMBA.plays(
            """
            mp < C5:1 A4 G4 A4 | C5 A4 G4 E4 | D4 E4 G4 A4 | G4 E4 D4 E4 | G4 A4 C5 A4 | G4 A4 mf C5 - | -:4 | -:4
            """
        ),
        VIBRAPHONE.plays(
            """
            mp < E5:1 D5 C5 D5 | E5 D5 C5 A4 | G4 A4 C5 D5 | C5 A4 G4 A4 | C5 D5 E5 D5 | mf C5 D5 E5 E5
            """,
            pace=HER_PACE,
        ),
        MARIMBA.plays("mf < D4:1 E4 F4 G4 A4 B4 A4 B4 f D5:1", start=MEETING),
        VIBRAPHONE.plays("mf < D5:1 E5 F5 G5 A5 B5 A5 G5 f F5:1", start=MEETING),
        KEYS.plays(
            """
            mp F3+A3+C4+E4:4 | E3+G3+A3+C4 | D3+F3+A3+C4 | E3+G3+A3+D4 | F3+A3+C4+E4 | F3+A3+C4+D4:3 mf < F3+A3+D4:1' |
            F3+A3+C4' F3+A3+D4' F3+C4+D4' F3+C4+E4' | F3+B3+D4' F3+B3+D4' F3+B3+E4' f F3+B3+D4'
            """
        ),
        BASS.plays(
            """
            mp F2:4 | A1 | D2 | C2 | F2 | G1:3 mf < G1:1' |
            G1:1' G1' G1' G1' | G1:.5' G2' G1' G2' G1' G2' f A2' B2'
            """
        ),
        BRASS.plays(
            "p < C4+E4+A4:1' C4+F4+A4' D4+F4+A4' D4+G4+C5' mf < D4+G4+B4' D4+F4+B4' D4+G4+B4' f F4+B4+D5'", start=24
        ),
    ),
)

# Two calls of two bars. The caller marks the downbeat on which the other answers.
LEES_CALL = "K.H. S.HK .KH. S.H. | K.H. S.H. S..S S..."
TAKAICHIS_CALL = "K..K S.H. K.HK S.H. | S..S .SH. K.H. S.H."
MARK = "C... .... .... .... | .... .... .... ...."

ECHO = Section(
    "Echo",
    Sharing.ECHO,
    bars=8,
    bpm=(SLOW, FAST),
    lee=(Drums(bars(LEES_CALL, MARK, MARK, TAKAICHIS_CALL), KIT, loud=(0.9, 1.1)),),
    takaichi=(
        Drums(
            bars(SILENT, SILENT, LEES_CALL, TAKAICHIS_CALL, "C... .... .... .... | .... .... K.H. S.H."),
            KIT,
            loud=(0.9, 1.1),
        ),
    ),
    backing=(
        BASS.plays("mf < " + bars(*(BASS_ON[name] for name in ECHO_BASS)) + " f"),
        KEYS.plays("mp < " + vamp(KEYS_ON, ECHO_CHORDS) + " mf"),
        GUITAR.plays("p < " + vamp(GUITAR_ON, ECHO_CHORDS) + " mp"),
        MARIMBA.plays(
            f"""
            mf {KICK_PHRASE} | E5:.5 G5 E5 C5 D5 C5:.25 D5 C5:1' | -:4 | -:4 | -:4 | -:4 |
            f D5:.5 F5:.25 G5 F5:.5 D5 G5:1 F5:.5 D5 | C5:.5 D5 F5:.25 D5 C5:.5 D5:.5! F5! G5:1!
            """
        ),
        VIBRAPHONE.plays(
            """
            -:4 | -:4 | mf F5:.75 Eb5:.25 C5:1 A4:.5! C5! Eb5:1' | F5:.5 A5 F5 Eb5 C5 Eb5:.25 F5 C5:1' |
            E5:.5 G5:.25 A5 G5:.5 E5 A5:1 G5:.5 E5 | F#5:.5 E5 D5:.25 E5 D5:.5 A4:.5! C5! D5:1! |
            -:4 | f -:2 F5:.5! A5! B5:1!
            """
        ),
        BRASS.plays(
            """
            -:4 | -:3 mp C4+E4+A4:.5' C4+E4+A4' | -:4 | -:3 A3+Eb4+G4:.5' A3+Eb4+G4' |
            -:4 | -:3 mf C4+F#4+A4:.5' C4+E4+A4' |
            mp < D4+F4+A4:4 | D4+G4+C5:2 f D4+F4+A4:.5'! F4+A4+C5:.5'! F4+B4+D5:1!
            """
        ),
    ),
)

# Four on the floor for two: the same pads, but on the back beats one has the snare, the other the kick.
OFF_BEATS = DISCO_FOUR.beats("open_hat", "O")
WITH_SNARE = overlay(DISCO_FOUR.beats("snare", "S"), DISCO_FOUR.beats("kick", "K"), OFF_BEATS)
WITH_KICK = overlay(DISCO_FOUR.beats("kick", "K"), OFF_BEATS)
RUN_UP = "K.O. S.O. S..S ..S."

TUNE = f"""
    {KICK_PHRASE} | {SNARE_PHRASE} | E5:.75 D5:.25 C5:1 G4:.5! A4:.5! C5:.5 D5:.5 | F5:1! Eb5:.5 C5 A4:1 -:.5 D5:.5 |
    E5:1! E5:.5 D5 C5 A4 C5 D5 | F#5:1! F#5:.5 E5 D5 C5 D5 E5 | F5:1! D5:.5 C5 A4 C5 D5:1 | G5:1! F5:.5 D5 G5! A5! B5:1!
"""

TOGETHER = Section(
    "Together",
    Sharing.UNISON,
    bars=8,
    bpm=FAST,
    lee=(Drums(bars(*[WITH_SNARE] * 4, *[WITH_KICK] * 3, RUN_UP), KIT, loud=(1.0, 1.15)),),
    takaichi=(Drums(bars(*[WITH_KICK] * 4, *[WITH_SNARE] * 3, RUN_UP), KIT, loud=(1.0, 1.15)),),
    backing=(
        VIBRAPHONE.plays(f"f {TUNE}"),
        MARIMBA.plays(f"f {TUNE}", octave=-1),
        BASS.plays(
            """
            f C2:.5 C3' C2 C3' Bb1 Bb2' C2 E2 | F2:.5 F3' F2 F3' Eb2 Eb3' F2 A2 |
              C2:.5 C3' C2 C3' Bb1 Bb2' C2 E2 | F2:.5 F3' F2 F3' Eb2 Eb3' F2 G2 |
              A1:.5 A2' A1 A2' G1 G2' A1 C2   | D2:.5 D3' D2 D3' C2 C3' D2 F#2  |
              G1:.5 G2' G1 G2' F2 F3' G1 A1   | G1:.5 G2' A1 A2' B1! C2! D2:.5! B1:.5!
            """
        ),
        KEYS.plays("mf " + vamp(KEYS_ON, TOGETHER_CHORDS)),
        GUITAR.plays("mp " + vamp(GUITAR_ON, TOGETHER_CHORDS)),
        BRASS.plays(
            """
            mf -:1.5 E4+G4+C5:.5'! -:1.5 C4+E4+A4:.5' | -:1.5 C4+Eb4+A4:.5'! -:1.5 C4+Eb4+G4:.5' |
            -:1.5 E4+G4+C5:.5'! -:1.5 C4+E4+A4:.5'    | mp < C4+Eb4+A4:3 f C4+F4+A4:.5'! C4+F4+A4:.5' |
            mf C4+E4+G4:2.5 C4+E4+A4:.5'! -:1 | C4+F#4+A4:2.5 C4+F#4+A4:.5'! -:1 |
            mp < C4+F4+A4:4 | f C4+F4+A4:1 D4+F4+A4 D4+F4+B4:.5'! D4+G4+C5'! F4+B4+D5:1!
            """
        ),
    ),
)

DOUBLE_RAISE = Section(
    "Double raise",
    Sharing.DOUBLE_RAISE,
    bars=1,
    bpm=FAST,
    lee=(Drums("C . . .", KIT, loud=(1.25, 1.25)),),
    takaichi=(Drums("W . . .", KIT, loud=(1.25, 1.25)),),
    backing=(
        BASS.plays("ff C2:4"),
        KEYS.plays("f Bb3+E4+A4+D5:4"),
        GUITAR.plays("mf G4+C5+E5:4"),
        MARIMBA.plays("ff C4+C5:4"),
        VIBRAPHONE.plays("f E5+C6:4"),
        BRASS.plays("f E4+G4+C5:3 -:1"),
    ),
)

PIECE = Piece(
    id="a-little-awkward",
    titles={"en": "A Little Awkward", "ko": "조금 어색한 첫 박", "ja": "すこしぎこちない一拍"},
    volume=108,
    room=36,
    sections=(COUNT_IN, LESSON, DRIFT, ECHO, TOGETHER, DOUBLE_RAISE),
)
