"""First Lesson: what somebody plays who never sat at a drum, in the order in which it is learned.

A light groove in F that goes round in four bars. Each part begins with a bar in which nobody drums, to listen; before
the first one stands a bar more, over which it is counted. Both leaders have the same to play, so that either may learn.
"""

from __future__ import annotations

from drumjam.setlist.notation import bars, repeat, vamp
from drumjam.setlist.score import Drums, Part, Piece, Section, Sharing, Voice
from drumjam.setlist.strokes import KIT

BPM = 108

BASS = Part("Bass", program=33, volume=80, pan=64)
KEYS = Part("Electric piano", program=4, volume=74, pan=54)
MARIMBA = Part("Marimba", program=12, volume=84, pan=40)
VIBRAPHONE = Part("Vibraphone", program=11, volume=86, pan=88)
BLOCK = Part("Wood block", program=115, volume=84, pan=64)

ROUND = "F Dm Bb C"
"""The chords, a bar each."""

BASS_ON = {
    "F": "F2:1 -:.5 F2:.5' A2:1 C3:1'",
    "Dm": "D2:1 -:.5 D2:.5' F2:1 A2:1'",
    "Bb": "Bb1:1 -:.5 Bb1:.5' D2:1 F2:1'",
    "C": "C2:1 -:.5 C2:.5' E2:1 G2:1'",
}
KEYS_ON = {
    "F": "-:.5 A3+C4+E4:.5' -:.5 A3+C4+E4:.5 -:.5 A3+C4+E4:.5' A3+C4+G4:1",
    "Dm": "-:.5 A3+C4+F4:.5' -:.5 A3+C4+F4:.5 -:.5 A3+C4+F4:.5' A3+C4+E4:1",
    "Bb": "-:.5 Bb3+D4+F4:.5' -:.5 Bb3+D4+F4:.5 -:.5 Bb3+D4+F4:.5' Bb3+D4+A4:1",
    "C": "-:.5 Bb3+D4+E4:.5' -:.5 Bb3+D4+E4:.5 -:.5 Bb3+D4+G4:.5' Bb3+E4+G4:1",
}
PULSE = "F4:1' C4' C4' C4'"
"""A wood block on every beat, the first one higher: what the strokes lean on."""

REST = ". . . ."
ONE_PAD = "K . S ."
TWO_PADS = "K . H ."
CALL = "K S H ."
"""Two strokes on the drum, one on the cymbal, and a beat in which to hand on."""

TUNE = "C5:1.5 D5:.5 F5:1 A4:1 | D5:1.5 F5:.5 A5:1 F5:1 | F5:1 D5:.5 F5 G5:1 F5 | E5:1.5 D5:.5 C5:2"
TURNS_TUNE = "C5:.5' C5' F5:1! -:2 | D5:.5' D5' F5:1! -:2 | D5:.5' F5' G5:1! -:2 | E5:.5' G5' Bb5:1! -:2"


def _groove(chords: str, loud: str = "mp") -> tuple[Voice, ...]:
    """Bass, electric piano and block over some chords, a bar each."""
    return (
        BASS.plays(f"{loud} {vamp(BASS_ON, chords)}"),
        KEYS.plays(f"{loud} {vamp(KEYS_ON, chords)}"),
        BLOCK.plays(f"{loud} {repeat(PULSE, len(chords.split()))}"),
    )


def _section(name: str, sharing: Sharing, strokes: tuple[str, str], backing: tuple[Voice, ...]) -> Section:
    """A part: what Lee and what Takaichi play, bar by bar."""
    count = strokes[0].count("|") + 1
    lee, takaichi = ((Drums(line, KIT),) for line in strokes)
    return Section(name, sharing, count, BPM, lee, takaichi, backing)


ONE = bars(REST, REST, repeat(ONE_PAD, 4))
FIRST_PAD = _section("Lesson", Sharing.UNISON, (ONE, ONE), _groove(f"F Bb {ROUND}"))

TWO = bars(REST, repeat(TWO_PADS, 4))
BOTH_PADS = _section(
    "Lesson", Sharing.UNISON, (TWO, TWO), (*_groove(f"Bb {ROUND}"), MARIMBA.plays(f"-:4 | mp {TUNE}", octave=-1))
)

TURNS = _section(
    "Trading",
    Sharing.TRADING,
    # Five bars, so that whoever learns hears the other first: one begins in the first bar, the other in the second.
    (bars(CALL, REST, CALL, REST, CALL), bars(REST, CALL, REST, CALL, REST)),
    (*_groove(f"{ROUND} F"), VIBRAPHONE.plays(f"mp {TURNS_TUNE} | C5:.5' C5' F5:1! -:2")),
)

SHARED = bars(REST, ONE_PAD, ONE_PAD, ONE_PAD, CALL, ONE_PAD, CALL, ONE_PAD, "K S K S", "C . . .")
TOGETHER = _section(
    "Together",
    Sharing.UNISON,
    (SHARED, SHARED),
    (
        BASS.plays(f"mf {vamp(BASS_ON, f'Bb {ROUND} {ROUND}')} | F1+F2:4"),
        KEYS.plays(f"mf {vamp(KEYS_ON, f'Bb {ROUND} {ROUND}')} | A3+C4+E4+G4:4"),
        BLOCK.plays(f"mp {repeat(PULSE, 9)} | F4:1' -:3"),
        MARIMBA.plays(f"-:4 | mp {TUNE} | mf {TUNE} | F5:4", octave=-1),
        VIBRAPHONE.plays(f"-:4 | mp {TUNE} | mf {TUNE} | F5+A5:4"),
    ),
)

PIECE = Piece(
    id="first-lesson",
    titles={"en": "First Lesson", "ko": "첫 레슨", "ja": "はじめてのレッスン"},
    sections=(FIRST_PAD, BOTH_PADS, TURNS, TOGETHER),
)
