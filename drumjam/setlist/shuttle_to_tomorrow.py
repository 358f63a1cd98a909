"""Shuttle to Tomorrow: disco-pop for a road between two towns, that ends in the grid both festivals share.

Nara hosts, Andong answers; they exchange parts, build, and sing a chorus. After a half-time canon the old eighths
become triplets, the key lifts from D to F, and the finale has everything: a hocket, a unison, rolls, and two raises.
"""

from __future__ import annotations

from fractions import Fraction

from drumjam.setlist.disco import (
    BASS,
    BRASS,
    FLUTE,
    GUITAR,
    HELD,
    KOTO,
    LEAD,
    LILTED,
    OCTAVES,
    PIANO,
    PULSED,
    ROLLING,
    SCRATCH,
    STABS,
    STRINGS,
)
from drumjam.setlist.notation import bars, repeat, vamp
from drumjam.setlist.score import Drums, Piece, Section, Sharing
from drumjam.setlist.strokes import KIT

BPM, LILT = 118, 124
IN_THREES = Fraction(3, 2)
"""A pulse of 12/8: a dotted quarter."""

VERSE_CHORDS = "D A Bm G D A Bm G"
ROAD_CHORDS = "D A Bm G D F#m G A"
CHORUS_CHORDS = "G A F#m Bm G A F#m Bm"


# Nara, then Andong: one hosts with two bars of four on the floor, the other gives them back.

FLOOR = "K.O. S.O. K.OK S.O."
INVITES, WELCOMES = bars(FLOOR, "K.O. S.O. K.KK .S.."), bars("C.O. S.O. K.OK S.OO", "K.O. S.O. K.S. K.SS")
RESTS = repeat(". . . .", 2)
HOST = bars(INVITES, RESTS, WELCOMES, ". . . . | . . . S..S")
GUEST = bars(RESTS, INVITES, RESTS, WELCOMES)

NARA_TUNE = """
    F#5:1 E5:.5 D5 A4:1 D5:.5 E5 | E5:1.5 C#5:.5 A4:2  | D5:1 C#5:.5 B4 F#4:1 B4:.5 C#5 | D5:1.5 B4:.5 G4:1 A4 |
    F#5:1 E5:.5 D5 A5:1 F#5:.5 E5 | E5:1.5 F#5:.5 E5:1 C#5 | D5:.5 E5 F#5:1 D5 B4 | B4:.5 D5 G5:1 F#5:.5 E5 D5:1
"""
NARA_ROAD = """
    F#5:1 E5:.5 D5 A5:1 F#5:.5 E5 | E5:1.5 F#5:.5 E5:1 C#5 | D5:.5 E5 G5:1 D5 B4 | C#5:.5 E5 A5:1 F#5:.5 E5 C#5:1
"""
ANDONG_ROAD = """
    A5:1 F#5:.5 E5 D5:1 F#5:.5 A5 | A5:1 F#5 E5 C#5 | B4:.5 A4 B4:1 G5:.5 F#5 G5:1 | E5:1 C#5:.5 E5 A5:1 -:1
"""
ANDONG_TUNE = """
    A5:1 F#5:.5 E5 D5:1 E5:.5 F#5 | E5:1 A4:.5 C#5 E5:2 | F#5:1 D5:.5 C#5 B4:1 C#5:.5 D5 | B4:1.5 D5:.5 G5:1 D5 |
    A5:1 F#5:.5 E5 D5:1 F#5:.5 A5 | G5:1 E5 C#5 A4 | B4:.5 C#5 D5:1 F#5 E5 | D5:1 B4:.5 D5 E5:1 -:1
"""

NARA = Section(
    "Nara",
    Sharing.ECHO,
    bars=8,
    bpm=BPM,
    takaichi=(Drums(HOST, KIT),),
    lee=(Drums(GUEST, KIT),),
    backing=(
        # The town wakes: koto and drum alone, the bass with the answer, then the rest of the band, one by one.
        KOTO.plays(f"f {NARA_TUNE}"),
        BASS.plays("-:4 | -:4 | mf " + vamp(OCTAVES, "Bm G D A Bm G")),
        PIANO.plays("-:4 | -:4 | -:4 | -:4 | mp " + vamp(STABS, "D A Bm G")),
        STRINGS.plays("-:4 | -:4 | -:4 | -:4 | -:4 | -:4 | pp < " + vamp(HELD, "Bm") + " | mp D4+G4+B4:4"),
    ),
)

ANDONG = Section(
    "Andong",
    Sharing.ECHO,
    bars=8,
    bpm=BPM,
    lee=(Drums(HOST, KIT, loud=(1.0, 1.05)),),
    takaichi=(Drums(GUEST, KIT, loud=(1.0, 1.05)),),
    backing=(
        FLUTE.plays(f"f {ANDONG_TUNE}"),
        PIANO.plays("mp " + vamp(STABS, VERSE_CHORDS)),
        GUITAR.plays("p " + vamp(SCRATCH, VERSE_CHORDS)),
        STRINGS.plays("mp " + vamp(HELD, VERSE_CHORDS)),
        BASS.plays("mf " + vamp(OCTAVES, VERSE_CHORDS)),
    ),
)

# There and back: one has the floor, the other the busy hats; then they exchange seats.

BUSY, BUSY_LIGHT = "HhHh H.Hh HhHh H.H.", "HhHh H.H. HhHh H.H."
BUSY_TURN = "HhHh H.H. SS.S SS.S"
FLOOR_TURN = "K.O. S.O. KS.S SS.S"
FLOOR_EIGHT = bars("C.O. S.O. K.OK S.O.", *[FLOOR] * 6, FLOOR_TURN)
BUSY_EIGHT = bars(*[BUSY, BUSY_LIGHT] * 3, BUSY, BUSY_TURN)


def first_half(tune: str, then: str) -> str:
    """A tune of eight bars that goes another way from its fifth on."""
    return bars(*(bar.strip() for bar in tune.split("|")[:4]), then)


def there(name: str, *, back: bool) -> Section:
    """Eight bars of the road; on the way back the leaders have exchanged parts."""
    floor, busy = (Drums(FLOOR_EIGHT, KIT, loud=(1.0, 1.1)),), (Drums(BUSY_EIGHT, KIT, loud=(0.8, 0.95)),)
    nara, andong = first_half(NARA_TUNE, NARA_ROAD), first_half(ANDONG_TUNE, ANDONG_ROAD)
    tune, above = (andong, nara) if back else (nara, andong)
    return Section(
        name,
        Sharing.SWAP,
        bars=8,
        bpm=BPM,
        lee=busy if back else floor,
        takaichi=floor if back else busy,
        backing=(
            LEAD.plays(f"{'f' if back else 'mf'} {tune}"),
            FLUTE.plays(f"mp {above}", octave=1 if back else 0),
            PIANO.plays("mf " + vamp(STABS, ROAD_CHORDS)),
            GUITAR.plays("mp " + vamp(SCRATCH, ROAD_CHORDS)),
            STRINGS.plays(f"{'mf' if back else 'mp'} " + vamp(HELD, ROAD_CHORDS)),
            BRASS.plays(
                """
                -:4 | -:3 mf C#5+E5:.5' C#5+E5' | -:4 | -:3 B4+D5:.5' B4+D5' |
                -:4 | -:3 C#5+E5:.5' C#5+E5' | -:3 D5+G5:.5' D5+G5' | f C#5+E5:.5'! -:1.5 C#5+E5:1' E5+A5'
                """
            ),
            BASS.plays("f " + vamp(OCTAVES, ROAD_CHORDS)),
        ),
    )


# The build: quarters here, eighths there, sixteenths from hand to hand, then all of both, and a breath.

BUILD = Section(
    "Build",
    Sharing.UNISON,
    bars=4,
    bpm=BPM,
    lee=(
        Drums("S... S... S... S... | K... K... K... K... | S.S. S.S. S.S. S.S. | SSSS SSSS SSSS ....", KIT, (0.7, 1.2)),
    ),
    takaichi=(
        Drums("K... K... K... K... | S.S. S.S. S.S. S.S. | .S.S .S.S .S.S .S.S | SSSS SSSS SSSS ....", KIT, (0.7, 1.2)),
    ),
    backing=(
        STRINGS.plays("mp < D4+G4+B4:4 | E4+A4+C#5 | F#4+B4+D5 | f A4+C#5+E5:3 -:1"),
        BRASS.plays("-:4 | -:4 | mp < D5+F#5:1 D5+F#5 F#5+B5 F#5+B5 | f E5+A5:.5' E5+A5' E5+A5' E5+A5' E5+A5:1' -:1"),
        PIANO.plays("mf < " + vamp(PULSED, "G A Bm") + " | f C#4+E4+A4:1' C#4+E4+A4' C#4+E4+A4' -"),
        BASS.plays("mf < G1:1 G1 G1 G1 | A1 A1 A1 A1 | B1:.5 B1 B1 B1 B1 B1 B1 B1 | f A1 A1 A1 A1 A1 A1 -:1"),
        LEAD.plays("-:4 | -:4 | mp < B4:1 D5 F#5 B5 | f C#6:3 -:1"),
    ),
)

# The chorus: both do the same, a crash on one.

CHORUS_TUNE = """
    B5:1 A5:.5 G5 D5:1 G5:.5 A5 | A5:1.5 E5:.5 C#5:1 E5 | F#5:1 E5:.5 F#5 A5:1 F#5:.5 E5 | D5:1.5 E5:.5 F#5:2 |
    B5:1 A5:.5 G5 D6:1 B5:.5 A5 | E5:.5 A5 C#6:1 B5:.5 A5 E5:1 | F#5:1 A5:.5 F#5 C#6:1 A5:.5 F#5 | D6:1.5 C#6:.5 B5:2
"""
CRASH_FLOOR, CHORUS_TURN = "C.O. S.O. K.OK S.OO", "K.O. S.SS K.S. SSS."
CHORUS_DRUMS = Drums(
    bars(CRASH_FLOOR, FLOOR, FLOOR, "K.O. S.O. K.OK S.SS", CRASH_FLOOR, FLOOR, FLOOR, CHORUS_TURN), KIT, loud=(1.0, 1.1)
)

CHORUS = Section(
    "Chorus",
    Sharing.UNISON,
    bars=8,
    bpm=BPM,
    lee=(CHORUS_DRUMS,),
    takaichi=(CHORUS_DRUMS,),
    backing=(
        LEAD.plays(f"f {CHORUS_TUNE}"),
        FLUTE.plays(f"mf {CHORUS_TUNE}"),
        KOTO.plays(f"mf {CHORUS_TUNE}", octave=-1),
        PIANO.plays("mf " + vamp(STABS, CHORUS_CHORDS)),
        GUITAR.plays("mf " + vamp(SCRATCH, CHORUS_CHORDS)),
        STRINGS.plays("mf " + vamp(HELD, CHORUS_CHORDS)),
        BRASS.plays(
            """
            f B4+D5:1'! -:2 B4+D5:.5' B4+D5' | C#5+E5:1' -:3 | A4+C#5:1' -:2 A4+C#5:.5' A4+C#5' | B4+D5:1' -:3 |
            B4+D5:1'! -:2 D5+G5:.5' D5+G5' | C#5+E5:1' -:3 | A4+C#5:1' -:2 C#5+F#5:.5' C#5+F#5' | D5+F#5:2 B4+D5:2
            """
        ),
        BASS.plays("f " + vamp(OCTAVES, CHORUS_CHORDS)),
    ),
)

# The canon: half time, air. Takaichi enters a bar after Lee with what he played; the last bar is both of theirs.

HALF_ONE, HALF_TWO, HALF_BOTH = "C... H..K S... ..hh", "K... ..KK S... T.F.", "K... K... S.S. SSSS"
CANON_CHORDS = "Bm G D A Bm G D A"
ARPEGGIO = {
    "Bm": "B3:.5 F#4 B4 D5 F#5 D5 B4 F#4",
    "G": "G3:.5 D4 G4 B4 D5 B4 G4 D4",
    "D": "A3:.5 D4 F#4 A4 D5 A4 F#4 D4",
    "A": "A3:.5 E4 A4 C#5 E5 C#5 A4 E4",
}
LONG_BASS = {"Bm": "B1:3 F#2:1", "G": "G1:3 D2:1", "D": "D2:3 A1:1", "A": "A1:3 C#2:1"}

CANON = Section(
    "Canon",
    Sharing.CANON,
    bars=8,
    bpm=BPM,
    lee=(Drums(bars(*[HALF_ONE, HALF_TWO] * 3, HALF_ONE, HALF_BOTH), KIT, loud=(0.85, 1.05)),),
    takaichi=(Drums(bars(". . . .", *[HALF_ONE, HALF_TWO] * 3, HALF_BOTH), KIT, loud=(0.85, 1.05)),),
    backing=(
        KOTO.plays("mf " + vamp(ARPEGGIO, CANON_CHORDS)),
        FLUTE.plays(
            """
            mf F#5:2 D5:1 B4 | D5:2 B4:1 G4 | F#4:1 A4 D5 F#5 | E5:3 C#5:1 |
            f D5:2 F#5:1 B5  | B5:2 G5:1 D5 | F#5:1 A5 F#5 D5 | E5:4
            """
        ),
        STRINGS.plays("mp < " + vamp(HELD, "Bm G D A Bm G D") + " | f C#4+E4+A4:4"),
        BASS.plays("mf " + vamp(LONG_BASS, CANON_CHORDS)),
    ),
)

# The turn: three against four. What were eighths are triplets now; C leads on to F.

FOURS = "K.. S.. K.. S.."
THREES = "R.. .R. ..R ..."

TURN = Section(
    "Turn",
    Sharing.POLYRHYTHM,
    bars=4,
    pulse=IN_THREES,
    bpm=LILT,
    lee=(Drums(bars(FOURS, FOURS, FOURS, "K.. S.. K.S SSS"), KIT, loud=(0.9, 1.15)),),
    takaichi=(Drums(bars(THREES, THREES, THREES, "R.. .R. ..S SSS"), KIT, loud=(0.9, 1.15)),),
    backing=(
        FLUTE.plays("mf D5:1 F#5:2/3 E5:1/3 D5:1 A4 | B4:1 D5:2/3 C#5:1/3 B4:2 | < G4:1 B4 D5 G5 | f E5:1 G5 C6:2"),
        PIANO.plays("mf " + vamp(LILTED, "D Bm G C")),
        STRINGS.plays("mp < " + vamp(HELD, "D Bm G") + " | f C4+E4+G4+C5:4"),
        BRASS.plays("-:4 | -:4 | -:4 | mf < C5+E5:1 C5+E5 E5+G5 f E5+G5"),
        BASS.plays("f " + vamp(ROLLING, "D Bm G C")),
    ),
)

# The finale, in F: four bars of one groove in two, six together, rolls that fall into triplets, two together.

HOCKET_LOW, HOCKET_HIGH = "K.. S.. K.. S..", "..H ..H ..H .HH"
POP, POP_OPEN = "C.H S.H K.H S.H", "K.H S.H K.H S.H"
POP_TURN = "K.H S.H S.S SSS"
ROLL_AND_FALL = "S.s.s. s.s.s. s.s.s. s.s.s. | S.s.s. s.s.s. TTT FFF"
TOGETHER_SIX = bars(POP, POP_OPEN, POP_OPEN, POP_TURN, POP, POP_TURN)
LAST_TWO = bars("C.H S.H K.K S.S", "K.K S.S K.K SSS")
END_OF_BOTH = bars(TOGETHER_SIX, ROLL_AND_FALL, ROLL_AND_FALL, LAST_TWO)

FINALE_CHORDS = "Bb C Am Dm Bb C Am Dm Bb C F Dm Bb C F C"
FINALE_TUNE = """
    D6:1 C6:2/3 Bb5:1/3 F5:1 Bb5:2/3 C6:1/3 | C6:1 G5:2/3 E5:1/3 E5:1 G5 |
    A5:1 G5:2/3 A5:1/3 C6:1 A5:2/3 G5:1/3   | F5:1 G5 A5:2 |
    D6:1 C6:2/3 Bb5:1/3 F6:1 D6:2/3 C6:1/3  | G5:2/3 C6:1/3 E6:1 D6:2/3 C6:1/3 G5:1 |
    A5:1 C6:2/3 A5:1/3 E6:1 C6:2/3 A5:1/3   | F6:1 D6:2/3 C6:1/3 D6:2 |
    D6:1 Bb5 F6 D6                          | E6:1 G6 E6 C6
"""
OVER_THE_ROLLS = "F5:4 | A5:4 | Bb5:4 | C6:4"
LAST_TUNE = "F6:1 D6:2/3 C6:1/3 A5:1 C6 | E6:1 G6 E6 C6"
WHOLE_TUNE = bars(FINALE_TUNE, OVER_THE_ROLLS, LAST_TUNE)


def climb(*tones: str) -> str:
    """One bar in threes of a koto that climbs through four tones and falls again."""
    low, second, third, high = tones
    up = f"{low}:1/3 {second} {third} {high} {third} {second}"
    return f"{up} {up}"


CLIMBS = bars(
    climb("F4", "A4", "C5", "F5"),
    climb("A4", "D5", "F5", "A5"),
    climb("Bb4", "D5", "F5", "Bb5"),
    climb("C5", "E5", "G5", "C6"),
)

FINALE = Section(
    "Finale",
    Sharing.UNISON,
    bars=16,
    pulse=IN_THREES,
    bpm=LILT,
    rolls=((40, 6), (48, 6)),
    lee=(
        Drums(bars(*[HOCKET_LOW] * 2, *[HOCKET_HIGH] * 2, *[". . . ."] * 12), KIT, loud=(1.0, 1.1)),
        Drums(END_OF_BOTH, KIT, loud=(1.05, 1.2), start=16),
    ),
    takaichi=(
        Drums(bars(*[HOCKET_HIGH] * 2, *[HOCKET_LOW] * 2, *[". . . ."] * 12), KIT, loud=(1.0, 1.1)),
        Drums(END_OF_BOTH, KIT, loud=(1.05, 1.2), start=16),
    ),
    backing=(
        LEAD.plays(f"f {WHOLE_TUNE}"),
        FLUTE.plays(f"f {WHOLE_TUNE}"),
        KOTO.plays("mf " + bars(FINALE_TUNE, "p < " + CLIMBS + " f", LAST_TUNE), octave=-1),
        PIANO.plays("f " + vamp(LILTED, FINALE_CHORDS)),
        GUITAR.plays("mp " + vamp(LILTED, FINALE_CHORDS)),
        STRINGS.plays("mf " + vamp(HELD, FINALE_CHORDS)),
        BRASS.plays(
            """
            f D5+F5:1'! -:3 | E5+G5:1' -:3 | C5+E5:1' -:3 | D5+F5:1' -:1 D5+F5:1' D5+F5' |
            D5+F5:1'! -:2 D5+F5:1' | E5+G5:1' -:3 | C5+E5:1' -:2 C5+E5:1' | D5+F5:2 A4+D5:2 | D5+F5:2 F5+Bb5 | E5+G5:4 |
            mf < C5+F5:4 | D5+F5 | D5+F5 | f E5+G5 | F5+A5:1'! -:2 C5+F5:1' | E5+G5:1' E5+G5' E5+G5' E5+G5'
            """
        ),
        BASS.plays("f " + vamp(ROLLING, FINALE_CHORDS)),
    ),
)

RAISE = Section(
    "Double raise",
    Sharing.DOUBLE_RAISE,
    bars=2,
    pulse=IN_THREES,
    bpm=LILT,
    lee=(Drums("C.. C.. C.. ... | C.. ... ... ...", KIT, loud=(1.1, 1.25)),),
    takaichi=(Drums("W.. W.. W.. ... | W.. ... ... ...", KIT, loud=(1.1, 1.25)),),
    backing=(
        LEAD.plays("f F6:1' F6' F6' - | F6:4"),
        FLUTE.plays("f C6:1' C6' C6' - | A5:4"),
        KOTO.plays("f F5:1 A5 C6 F6 | F5:4"),
        PIANO.plays("f C4+F4+A4:1' C4+F4+A4' C4+F4+A4' - | F3+C4+F4+A4:4"),
        GUITAR.plays("mf C4+F4+A4:1' C4+F4+A4' C4+F4+A4' - | C4+F4+A4:4"),
        STRINGS.plays("f C4+F4+A4:3 -:1 | F4+A4+C5+F5:4"),
        BRASS.plays("f F5+A5:1'! F5+A5'! F5+A5'! - | F5+A5:4"),
        BASS.plays("ff F1:1' F1' F1' C2' | F1:4"),
    ),
)

PIECE = Piece(
    id="shuttle-to-tomorrow",
    titles={"en": "Shuttle to Tomorrow", "ko": "내일로 가는 셔틀", "ja": "あしたへのシャトル"},
    volume=120,
    room=38,
    sections=(
        *(NARA, ANDONG, there("There", back=False), there("And back", back=True)),
        *(BUILD, CHORUS, CANON, TURN, FINALE, RAISE),
    ),
)
