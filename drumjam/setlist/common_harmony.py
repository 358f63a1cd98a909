"""Common Harmony: Arirang, then Sakura, then what the two have in common.

Both traditional tunes are played whole and straight, with equal time and weight. G pentatonic (D E G A B) and the in
scale on E (E F A B C) share exactly E, A and B: the bridge has these three tones and no other. Over it the drummers
keep the cycles of the two ground beats, three beats against four; then a canon, and the last bars together.
"""

from __future__ import annotations

from fractions import Fraction

from drumjam.setlist.notation import bars, repeat, vamp
from drumjam.setlist.patterns import DON_DOKO_DON_DON, JANGDAN_CREDIT, SEMACHI, TAIKO_CREDIT, overlay
from drumjam.setlist.score import Drums, Feel, Part, Piece, Section, Sharing
from drumjam.setlist.strokes import JAPANESE, KIT, KOREAN
from drumjam.setlist.tunes import ARIRANG, SAKURA

BPM = 92
JAZZ_KIT = 32
BOTH = {**KOREAN, **JAPANESE}

FLUTE = Part("Flute", program=73, volume=85, pan=54, room=80)
STRINGS = Part("Strings", program=48, volume=92, pan=74, ring=Fraction(1), room=80)
CELLO = Part("Cello", program=42, volume=88, pan=80, ring=Fraction(1), room=70)
GUITAR = Part("Guitar", program=24, volume=85, pan=46, ring=Fraction(3, 2), room=55)
KOTO = Part("Koto", program=107, volume=90, pan=54, ring=Fraction(3, 2), room=66)
PIANO = Part("Piano", program=0, volume=109, pan=70, room=56)
BASS = Part("Bass", program=32, volume=92, pan=64, room=14)


# Arirang. One leader plays semachi, the other marks 1 and 3; the last two strokes of each half are struck together.

SEMACHI_BAR = SEMACHI.beats("janggu")
MARK_BAR = "r.. ... g.."
MARK_AND_JOIN = "r.. ... gx."
# Four bars are a breath: the fourth one leads on, the sixth is fuller, the last is as everybody knows it.
SEMACHI_HALF = bars(repeat(SEMACHI_BAR, 3), "D.. D.k KkK", SEMACHI_BAR, "D.k D.k Kk.", SEMACHI_BAR, SEMACHI_BAR)
MARK_HALF = bars(repeat(MARK_BAR, 3), "r.. ..x g.r", MARK_BAR, "r.. ... g.x", MARK_BAR, MARK_AND_JOIN)
REST_HALF = repeat("... ... ...", 8)
GENTLE, WARMER = (0.72, 0.8), (0.8, 0.9)

LEAD_IN = Section(
    "Lead-in",
    Sharing.LEAD_IN,
    bars=2,
    pulses=3,
    bpm=BPM,
    lee=(Drums(bars(SEMACHI_BAR, "... ... Kk."), KOREAN, loud=(0.7, 0.66)),),
    takaichi=(Drums(bars("... ... ...", SEMACHI_BAR), KOREAN, loud=(0.7, 0.66)),),
)


def rocking(low: str, middle: str, high: str) -> str:
    """One bar of a guitar that rocks between three strings."""
    return f"{low}:.5 {middle} {high} {middle} {high} {middle}"


GUITAR_ON = {
    "G": rocking("G3", "B3", "D4"),
    "E": rocking("E3", "B3", "D4"),
    "C": rocking("E3", "G3", "D4"),
    "A": rocking("E3", "G3", "B3"),
    "D": rocking("D3", "G3", "A3"),
}
C_TO_D = "E3:.5 G3 D4 G3 A3 D3"
UP_TO_THE_VERSE = "G3:.5 B3 D4 G4 B4 D5"

ARIRANG_SECTION = Section(
    "Arirang",
    Sharing.SWAP,
    bars=16,
    pulses=3,
    bpm=BPM,
    feel=Feel.LILT,
    takaichi=(
        Drums(bars(SEMACHI_HALF, REST_HALF), KOREAN, loud=GENTLE),
        Drums(MARK_HALF, KIT, loud=WARMER, start=24),
    ),
    lee=(
        Drums(bars(MARK_HALF, REST_HALF), KIT, loud=GENTLE),
        Drums(SEMACHI_HALF, KOREAN, loud=WARMER, start=24),
    ),
    backing=(
        FLUTE.plays("mf " + bars(ARIRANG.bars(1, 8), repeat("-:3", 8)), octave=1),
        STRINGS.plays(
            f"""
            p -:3 | -:3 | -:3 | -:3 | p < B3+E4:3 | A3+D4 | G3+E4:2 mp A3+D4:1 | B3+D4:2 -:1 | mf {ARIRANG.bars(9, 16)}
            """
        ),
        STRINGS.plays("mf " + ARIRANG.bars(9, 16), octave=1, start=24),
        CELLO.plays(
            """
            -:3 | -:3 | -:3 | -:3 | p < B3:3 | A3 | G3:2 mp A3:1 | G3:3 |
            mp B3:3 | B3:2 G3:1 | E3:3 | D3:2 G3:1 | E3:2 B3:1 | A3:2 E3:1 | D3:3 | G3:3
            """
        ),
        GUITAR.plays("mp " + bars(vamp(GUITAR_ON, "G G E C A D"), C_TO_D, UP_TO_THE_VERSE, repeat("-:3", 8))),
        GUITAR.plays("mf " + bars(vamp(GUITAR_ON, "G E C G E A D"), "G3:.5 B3 D4 B3 G3:1"), start=24),
        BASS.plays(
            """
            mp G2:2 D2:1 | B1:2 D2:1 | E2:2 B1:1 | C2:2 G2:1 | A1:2 E2:1 | D2:2 A1:1 | C2:2 D2:1 | G1:2 D2:1 |
            mf G1:2 D2:1 | E2:2 B1:1 | C2:2 G2:1 | D2:2 G2:1 | E2:2 B1:1 | A1:2 E2:1 | D2:2 D2:1 | G1:3
            """
        ),
    ),
)


# Sakura. One leader plays the ground beat, thinned to eighths, with the large drum on each downbeat; the other a soft
# kit. They swap at bar 8.

FULL_GROUND = overlay("B... .... .... ....", DON_DOKO_DON_DON.beats("ji"))
GROUND = FULL_GROUND.replace("rl", "r.")
SOFT_KIT, SOFT_TURN = "k. h. x. hh", "k.h. h.h. x.hx h.h."
LAST_GROUND, LAST_KIT = "B.r. R.L. B... ....", "k. h. X. .."
GROUND_SIX = (GROUND, GROUND, GROUND, FULL_GROUND, GROUND, GROUND)
SOFT_SIX = (SOFT_KIT, SOFT_KIT, SOFT_KIT, SOFT_TURN, SOFT_KIT, SOFT_KIT)
SILENT = ". . . ."

SAKURA_SECTION = Section(
    "Sakura",
    Sharing.SWAP,
    bars=14,
    bpm=BPM,
    lee=(
        Drums(bars(*GROUND_SIX, FULL_GROUND, repeat(SILENT, 7)), JAPANESE, loud=(0.7, 0.78)),
        Drums(bars(*SOFT_SIX, LAST_KIT), KIT, loud=WARMER, start=28),
    ),
    takaichi=(
        Drums(bars(*SOFT_SIX, SOFT_TURN, repeat(SILENT, 7)), KIT, loud=GENTLE),
        Drums(bars(*GROUND_SIX, LAST_GROUND), JAPANESE, loud=(0.78, 0.88), start=28),
    ),
    backing=(
        KOTO.plays("f " + bars(SAKURA.bars(1, 7), repeat("-:4", 7))),
        KOTO.plays(
            """
            mp E3+A3:2 E3:.5 B3 E4 B3 | E3+A3:2 E3:.5 B3 E4 B3 | A3:1 E3 A3:.5 E3 A3:1 | F3+C4:2 C4:.5 A3 F3 C3 |
            A3:1 E3 A3 A3 | E3:2 E3:.5 B2 E3 B2 | A3:1 E3 A3:.5 E3 A3:1 | -:4 | -:4 | -:4 | -:4 | -:4 | -:4 | -:4
            """
        ),
        PIANO.plays("f " + SAKURA.bars(8, 14), start=28),
        PIANO.plays("mf " + SAKURA.bars(8, 14), octave=1, start=28),
        PIANO.plays(
            """
            mp F2:.5 C3 F3 C3 A3 C3 F3 C3 | A2:.5 E3 A3 E3 A2 E3 A3 A3 | E2:.5 E3 E2 E3 E2 B2 E3 B2 |
            A2:.5 E3 A3 E3 E2 B2 E3 B2   | A2:.5 E3 A3 E3 E2 B2 E3 B2 | F2:.5 C3 F3 C3 F2 C3 F3 C3 | E2:.5 B2 E3 B2 E3:2
            """,
            start=28,
        ),
        STRINGS.plays(
            """
            p -:4 | -:4 | A3+E4:4 | A3+C4:4 | A3+C4:4 | E4:2 < B3+E4:2 | mp A3+E4:4 |
            C4+F4:4 | A3+C4 | E4:2 B3+E4 | A3+E4:2 B3+E4 | A3+E4 B3+E4 | A3+C4:4 | B3+E4:3 -:1
            """
        ),
        CELLO.plays(
            """
            -:4 | -:4 | mp A2:4 | F2:4 | A2:4 | E3:4 | A2:4 |
            mp F2:4 | A2 | E3 | A2:2 E3 | A2 E3 | F3:4 | E3:3 -:1
            """
        ),
        BASS.plays(
            """
            mf A1:2 E2 | A1 E2 | A1 A1 | F2 F2 | A1 A1 | E2 B1 | A1 A1 |
            F2 F2 | A1 A1 | E2 B1 | A1 E2 | A1 E2 | F2 F2 | E2:3 -:1
            """
        ),
    ),
)


# The bridge: semachi's three beats against the ground beat's four. Only the accents ever meet, on beats 0, 12 and 24.

THREES = "D.. ..k .k. "
FOURS = "B. .r .r .r "

BRIDGE = Section(
    "Bridge",
    Sharing.POLYRHYTHM,
    bars=6,
    bpm=BPM,
    lee=(Drums(THREES * 8, KOREAN, loud=(0.8, 1.2)),),
    takaichi=(Drums(FOURS * 6, JAPANESE, loud=(0.8, 1.2)),),
    backing=(
        PIANO.plays("mp < A2+E3:3 A2+E3 A2+E3 A2+E3 A2+E3 A2+E3 A2+E3 f A2+E3"),
        KOTO.plays("mf < E4+B4:4 | E4+B4 | E4+B4 | E4+B4 | E4+B4 | f E4+B4"),
        FLUTE.plays("-:12 mp < E5:3 A5 B5 f B5:3"),
        STRINGS.plays("pp < E4:4 | B4 | A4 | mp E4+B4 < | E4+A4 | E4+B4:3 f E5+B5:1"),
        CELLO.plays("p < E3:4 | E3 | E3 | mp E3+B3 < | E3+B3 | f E3+B3"),
        BASS.plays("mp E2:4 | E2 | E2 | mf E2:2 E2:2 | < E2:1 E2 E2 E2 | E2:.5 E2 E2 E2 f B1 B1 B1 B1"),
    ),
)


# The canon: a bar that counts in thirds, a bar that counts in eighths. Takaichi enters a bar after Lee, and so does
# every voice that follows her; two bars of harmony fit each phrase.

IN_THIRDS = "D.. D.g Kg. DDg"
IN_EIGHTHS = "B.t. R.L. B.t. R.rl"
TOGETHER_BAR = "D.. D.g Kg. RrL"

PHRASES = (
    "B4:.5 D5 E5 D5 G5:1 E5",
    "D5:1 E5:.5 D5 B4:1 G4",
    "E5:.5 G5 A5 G5 E5:1 D5",
    "D5:1 E5:.5 D5 B4:1 A4",
    "B4:.5 D5 E5 G5 A5:1 G5",
    "E5:1 G5:.5 E5 D5:1 B4",
    "G5:.5 A5 B5 A5 G5:1 E5",
)
ALL_TOGETHER = "D5:.5 E5 G5 E5 A5:1 B5"


def strum(low: str, high: str) -> str:
    """One bar of guitar: the low string on the beat, the chord after it."""
    return f"{low}:.5 {high} {low} {high} {low} {high} {low} {high}"


STRUM_ON = {
    "G": strum("G2", "G3+B3+D4"),
    "E": strum("E2", "G3+B3+D4"),
    "C": strum("C3", "G3+D4+E4"),
    "D": strum("D3", "G3+A3+D4"),
}
PIANO_ON = {
    "G": "G3+B3+D4:1.5 G3+B3+D4:2.5",
    "E": "G3+B3+D4:1.5 G3+B3+E4:2.5",
    "C": "G3+D4+E4:1.5 G3+D4+E4:2.5",
    "D": "G3+A3+D4:1.5 G3+A3+D4:2.5",
}
ROUND = "G E C D"

CANON = Section(
    "Canon",
    Sharing.CANON,
    bars=8,
    bpm=BPM,
    lee=(Drums(bars(*[IN_THIRDS, IN_EIGHTHS] * 3, IN_THIRDS, TOGETHER_BAR), BOTH, loud=(0.8, 0.95)),),
    takaichi=(Drums(bars("B . . .", *[IN_THIRDS, IN_EIGHTHS] * 3, TOGETHER_BAR), BOTH, loud=(0.8, 0.95)),),
    backing=(
        FLUTE.plays("mf < " + bars(*PHRASES) + " | f " + ALL_TOGETHER),
        KOTO.plays("-:4 | f " + bars(*PHRASES[:-1], ALL_TOGETHER)),
        STRINGS.plays("p < B3+D4:4 | B3+E4 | G3+E4 | mp A3+D4 < | B3+D4 | B3+E4 | G3+E4 | A3+D4:2 mf A3+G4"),
        CELLO.plays("mp < G3:4 | E3 | C3 | D3 | G3 | E3 | C3 | mf D3:2 D3:1 D3"),
        PIANO.plays(
            f"mp {vamp(PIANO_ON, ROUND)} | < {vamp(PIANO_ON, 'G E C')} | G3+A3+D4:1 G3+A3+D4 mf G3+A3+D4 A3+D4+E4"
        ),
        GUITAR.plays("mp " + vamp(STRUM_ON, f"{ROUND} {ROUND}")),
        BASS.plays(
            """
            mf G1:1.5 G1:.5 D2:1 G2 | E2:1.5 E2:.5 B1:1 E2 | C2:1.5 C2:.5 G2:1 E2 | D2:1.5 D2:.5 A1:1 D2 |
            G1:1.5 G1:.5 D2:1 G2    | E2:1.5 E2:.5 B1:1 E2 | C2:1.5 C2:.5 G2:1 E2 | D2:1 D2 D2:.5 D2 E2 G2
            """
        ),
    ),
)


# The last bars: Sakura's first call (A A B), Arirang's last phrase (G A G), then both leaders and all voices at once.

SAKURAS_CALL = "A4:1 A4 B4:2"
ARIRANGS_CLOSE = "G4:1.5 A4:.5 G4:2"
UPWARDS = "A4:1 A4:.5 B4 D5:1 E5"

TOGETHER = Section(
    "Common harmony",
    Sharing.UNISON,
    bars=4,
    bpm=BPM,
    lee=(
        Drums("... D.g Kg. R.L | B.t. R.L. B.tr R.rl | D.. D.g Kg. RrL | . . . .", BOTH, loud=(0.85, 1.0)),
        Drums("C . . . | . . . . | . . . . | C . . .", KIT, loud=(1.0, 1.25)),
    ),
    takaichi=(
        Drums("... D.g Kg. R.L | B.t. R.L. B.tr R.rl | D.. D.g Kg. RrL | . . . .", BOTH, loud=(0.85, 1.0)),
        Drums("W . . . | . . . . | . . . . | W . . .", KIT, loud=(1.0, 1.25)),
    ),
    backing=(
        KOTO.plays(f"f {SAKURAS_CALL} | -:4 | {UPWARDS} | E4+A4:.25 B4 D5 E5 G5:3"),
        PIANO.plays(f"f {SAKURAS_CALL} | -:4 | {UPWARDS} | G4:4", octave=1),
        FLUTE.plays(f"-:4 | f {ARIRANGS_CLOSE} | {UPWARDS} | G4:4", octave=1),
        STRINGS.plays(f"mp E4+G4:2 D4+G4 | mf {ARIRANGS_CLOSE} | {UPWARDS} | A4+B4+D5+G5:4"),
        STRINGS.plays(f"-:4 | mf {ARIRANGS_CLOSE} | {UPWARDS} | E4:4", octave=1),
        CELLO.plays("mf A2:2 E3 | C3 G3 | C3 D3 | G2+D3:4"),
        PIANO.plays("mf A2+E3:2 E2+B2 | C3+G3 G2+D3 | C3+G3 D3+A3 | f G2+D3+B3:4"),
        GUITAR.plays(
            """
            mf A2:.5 G3+C4+E4 A2 G3+C4+E4 E2 G3+B3+D4 E2 G3+B3+D4 | C3 G3+D4+E4 C3 G3+D4+E4 G2 G3+B3+D4 G2 G3+B3+D4 |
            C3 G3+D4+E4 C3 G3+D4+E4 D3 A3+D4 D3 A3+D4 | G2+D3+G3+A3+E4:4
            """
        ),
        BASS.plays("mf A1:1.5 A1:.5 E2:1 B1 | C2:1.5 C2:.5 G1:1 D2 | C2:1.5 C2:.5 D2:1 D2 | G1:4"),
    ),
)

PIECE = Piece(
    id="common-harmony",
    titles={"en": "Common Harmony", "ko": "공동의 화음", "ja": "ともに響く"},
    kit=JAZZ_KIT,
    volume=122,
    room=56,
    credits=(ARIRANG.credit, SAKURA.credit, JANGDAN_CREDIT, TAIKO_CREDIT),
    sections=(LEAD_IN, ARIRANG_SECTION, SAKURA_SECTION, BRIDGE, CANON, TOGETHER),
)
