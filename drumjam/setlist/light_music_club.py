"""Light Music Club: heavy metal in E minor, for those who drummed in a band after lessons.

A gallop that two people share as hands and feet, fours with a fill that goes from hand to hand, one double kick with
a foot of each, a drum break without the band, and everybody for the end.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby

from drumjam.setlist.notation import bars, repeat, vamp
from drumjam.setlist.score import Drums, Part, Piece, Section, Sharing
from drumjam.setlist.strokes import KIT

BPM = 150
"""Eighths come 200 ms apart: at medium one hand may still play them."""

ROCK_KIT = 16

RHYTHM = Part("Rhythm guitar", program=30, volume=70, pan=34, room=14)
SECOND = Part("Second guitar", program=30, volume=66, pan=94, room=14)
BASS = Part("Bass", program=34, volume=100, pan=64, room=6)
LEAD = Part("Lead guitar", program=29, volume=84, pan=56, ring=Fraction(1), room=62)
CHOIR = Part("Choir", program=52, volume=70, pan=72, ring=Fraction(1), room=96)

POWER = {
    "E": ("E2", "B2", "E1"),
    "G": ("G2", "D3", "G1"),
    "A": ("A2", "E3", "A1"),
    "B": ("B2", "F#3", "B1"),
    "C": ("C3", "G3", "C2"),
    "D": ("D3", "A3", "D2"),
}
"""Of each chord the root, the fifth, and the bass."""

PAD = {"E": "B3+E4+G4", "G": "B3+D4+G4", "A": "A3+C4+E4", "B": "B3+D#4+F#4", "C": "G3+C4+E4", "D": "A3+D4+F#4"}
GALLOPED = {name: f"{root}+{fifth}:.5 {root}:.25' {root}'" for name, (root, fifth, _) in POWER.items()}
CHUGGED = {name: f"{root}+{fifth}:.5 {root}'" for name, (root, fifth, _) in POWER.items()}
SUNG = {name: f"{chord}:4" for name, chord in PAD.items()}
HELD = {name: f"{root}+{fifth}:4" for name, (root, fifth, _) in POWER.items()}
BASS_GALLOP = {name: f"{low}:.5 {low}:.25 {low}" for name, (_, _, low) in POWER.items()}
BASS_FIFTHS = {
    "E": "E1:.5 B1",
    "G": "G1:.5 D2",
    "A": "A1:.5 E2",
    "B": "B1:.5 F#2",
    "C": "C2:.5 G2",
    "D": "D2:.5 A2",
}
BASS_EIGHTHS = {name: f"{low}:.5 {low}" for name, (_, _, low) in POWER.items()}


def in_beats(beat_on: dict[str, str], chords: str) -> str:
    """Bars of four beats, each beat on a chord of its own: `E E G A | C D B B`."""
    return bars(*(" ".join(beat_on[chord] for chord in bar.split()) for bar in chords.split("|")))


def sung(chords: str) -> str:
    """Bars of four beats for the choir, each chord held until the next or the bar line."""
    cut = [[(name, len(list(run))) for name, run in groupby(bar.split())] for bar in chords.split("|")]
    return bars(*(" ".join(f"{PAD[name]}:{beats}" for name, beats in bar) for bar in cut))


# The curtain: half-time, long chords; Lee calls a bar, Takaichi gives it back, the last beat is both of theirs.

CALLS = ("C..K ..K. S... H...", "C..K ..KK S... H.H.", "C... C..K S... C.C.", "C..K C.K. S.S. C...")
REST = ". . . ."

INTRO = Section(
    "Intro",
    Sharing.ECHO,
    bars=8,
    bpm=BPM,
    lee=(Drums(bars(CALLS[0], REST, CALLS[1], REST, CALLS[2], REST, CALLS[3], ". . . C..."), KIT),),
    takaichi=(Drums(bars(REST, CALLS[0], REST, CALLS[1], REST, CALLS[2], REST, CALLS[3]), KIT),),
    backing=(
        RHYTHM.plays("f " + vamp(HELD, "E E G A C D E B")),
        SECOND.plays("mf " + vamp(HELD, "E E G A C D E B")),
        BASS.plays("f E1:4 | E1 | G1 | A1 | C2 | D2 | E1 | B1:2 B1:1 B1"),
        CHOIR.plays("p < " + vamp(SUNG, "E E G A C D E") + " | mf B3+D#4+F#4:4"),
        LEAD.plays("-:4 | -:4 | -:4 | -:4 | mp < E4:4 | F#4:4 | G4:2 B4:2 | f D#5:4"),
    ),
)

# The gallop, split: hands here, feet there, and the other way round from bar 9.

HANDS, HANDS_OPEN = "C.H. S.H. H.H. S.H.", "H.H. S.H. H.H. S.H."
FEET = "K.KK K.K. K.KK K.K."
HANDS_TURN, FEET_TURN = "H.H. S.H. S.H. S.S.", "K.KK K.K. KKK. K.K."
HANDS_FILL, FEET_FILL = "H.H. S.H. S.S. S.SS", "K.KK K.K. K.K. K.KK"
HANDS_HALF = bars(HANDS, repeat(HANDS_OPEN, 2), HANDS_TURN, HANDS, repeat(HANDS_OPEN, 2), HANDS_FILL)
FEET_HALF = bars(repeat(FEET, 3), FEET_TURN, repeat(FEET, 3), FEET_FILL)

RIFF = "E E G A | E E D C | E E G A | C D B B"
SONG = "E E E E | A A D D | E E G G | C D B B | E E G G | G G D D | E E E D | C A B B"
MELODY = """
    B4:1.5 G4:.5 E4:1 F#4:.5 G4 | A4:1.5 B4:.5 D5:1 B4:.5 A4   | B4:1 E5:1.5 D5:.5 B4:1 | C5:1 D5 B4:2 |
    E5:1.5 D5:.5 B4:1 G4:.5 A4  | B4:1.5 A4:.5 F#4:1 D4        | G4:.5 A4 B4:1 E5 D5    | C5:1 A4 B4:2
"""

GALLOP = Section(
    "Gallop",
    Sharing.SPLIT_KIT,
    bars=16,
    bpm=BPM,
    lee=(Drums(bars(HANDS_HALF, FEET_HALF), KIT),),
    takaichi=(Drums(bars(FEET_HALF, HANDS_HALF), KIT),),
    backing=(
        RHYTHM.plays("f " + in_beats(GALLOPED, f"{RIFF} | {RIFF} | {SONG}")),
        SECOND.plays("mf " + in_beats(GALLOPED, f"{RIFF} | {RIFF} | {SONG}")),
        BASS.plays("f " + in_beats(BASS_GALLOP, f"{RIFF} | {RIFF} | {SONG}")),
        LEAD.plays(bars(*["-:4"] * 8) + f" | f {MELODY}"),
        CHOIR.plays(bars(*["-:4"] * 8) + " | p " + sung(SONG)),
    ),
)

# Fours. The fill that ends each goes from hand to hand: snare and middle tom here, high and floor tom there.

GROOVE_IN = "C... S.K. H.K. S.H."
GROOVE = "H.K. S.K. H.K. S.H."
FILL_FIRST, FILL_SECOND = "SSSS .... MMMM ....", ".... TTTT .... FFFF"
FOUR_FIRST = bars(GROOVE_IN, GROOVE, GROOVE, FILL_FIRST)
FOUR_REST = bars(REST, REST, REST, FILL_SECOND)
TWO = bars(GROOVE_IN, GROOVE)
BOTH_GROOVE, BOTH_STOP = "C.K. S.K. K.K. S.K.", "C.K. S.S. C... C..."

FOURS = Section(
    "Fours",
    Sharing.TRADING,
    bars=16,
    bpm=BPM,
    lee=(Drums(bars(FOUR_FIRST, FOUR_REST, FOUR_FIRST, REST, REST, BOTH_GROOVE, BOTH_STOP), KIT, loud=(1.0, 1.1)),),
    takaichi=(Drums(bars(FOUR_REST, FOUR_FIRST, FOUR_REST, TWO, BOTH_GROOVE, BOTH_STOP), KIT, loud=(1.0, 1.1)),),
    backing=(
        RHYTHM.plays("f " + in_beats(CHUGGED, f"{SONG} | {SONG}")),
        SECOND.plays("mf " + in_beats(CHUGGED, f"{SONG} | {SONG}")),
        BASS.plays("f " + bars(in_beats(BASS_EIGHTHS, SONG), in_beats(BASS_FIFTHS, SONG))),
        LEAD.plays(
            f"""
            f {MELODY} |
            E5:1.5 B4:.5 G4:1 A4:.5 B4 | C5:1.5 D5:.5 F#5:1 E5:.5 F#5 | G5:1.5 F#5:.5 D5:1 B4 | E5:1 D5 D#5:2 |
            G5:1.5 F#5:.5 D5:1 B4:.5 C5 | D5:1.5 B4:.5 A4:1 F#4 | B4:.5 D5 E5:1 G5 F#5 | E5:1 C5 D#5:2
            """
        ),
        CHOIR.plays("p " + sung(f"{SONG} | {SONG}")),
    ),
)

# One double kick of two people: a foot each, five strokes a second; they change feet at bar 5.

RIGHT_FOOT, LEFT_FOOT = "K.K. S.K. K.K. S.K.", ".K.K .K.K .K.K .K.K"
RIGHT_JOINS, LEFT_JOINS = "K.K. S.K. K.K. S.S.", ".K.K .K.K .K.K S.S."
FALLING = "E E E E | D D D D | C C C C | B B B B"

TWO_FEET = Section(
    "Two feet",
    Sharing.HOCKET,
    bars=8,
    bpm=BPM,
    lee=(Drums(bars(repeat(LEFT_FOOT, 3), LEFT_JOINS, repeat(RIGHT_FOOT, 3), RIGHT_JOINS), KIT, loud=(0.85, 1.1)),),
    takaichi=(
        Drums(bars(repeat(RIGHT_FOOT, 3), RIGHT_JOINS, repeat(LEFT_FOOT, 3), LEFT_JOINS), KIT, loud=(0.85, 1.1)),
    ),
    backing=(
        RHYTHM.plays("mf < " + vamp(HELD, "E D C B E D C") + " | f B2+F#3:4"),
        SECOND.plays("mp < " + in_beats(CHUGGED, f"{FALLING} | E E E E | D D D D | C C C C") + " | f B2+F#3:4"),
        BASS.plays("f " + in_beats(BASS_EIGHTHS, f"{FALLING} | {FALLING}")),
        LEAD.plays(
            """
            mf < E5:.5 B4 G4 B4 E5 B4 G4 B4 | D5 A4 F#4 A4 D5 A4 F#4 A4 | C5 G4 E4 G4 C5 G4 E4 G4 |
            B4 F#4 D#4 F#4 B4 F#4 D#4 F#4   | G5 E5 B4 E5 G5 E5 B4 E5   | F#5 D5 A4 D5 F#5 D5 A4 D5 |
            E5 C5 G4 C5 E5 C5 G4 C5         | ff D#5:4
            """
        ),
        CHOIR.plays("mp < " + vamp(SUNG, "E D C B E D C") + " | f B3+D#4+F#4:4"),
    ),
)

# Both, flat out: the D-beat.

D_BEAT = bars("C. SK CK S.", "K. SK CK S.")
D_BEAT_END = bars("C. SK CK S.", "K. SK S. SS")
ANTHEM_CHORDS = "E E E E | G G G G | D D D D | A A A A | E E E E | G G G G | C C C C | B B B B"

FLAT_OUT = Section(
    "Flat out",
    Sharing.UNISON,
    bars=8,
    bpm=BPM,
    lee=(Drums(bars(D_BEAT, D_BEAT, D_BEAT, D_BEAT_END), KIT, loud=(1.0, 1.15)),),
    takaichi=(Drums(bars(D_BEAT, D_BEAT, D_BEAT, D_BEAT_END), KIT, loud=(1.0, 1.15)),),
    backing=(
        RHYTHM.plays("f " + in_beats(CHUGGED, ANTHEM_CHORDS)),
        SECOND.plays("f " + in_beats(CHUGGED, ANTHEM_CHORDS)),
        BASS.plays("f " + in_beats(BASS_EIGHTHS, ANTHEM_CHORDS)),
        LEAD.plays("f E5:2 G5 | D5:3 B4:1 | D5:2 A4 | C5:3 A4:1 | E5:2 G5 | D5:2 G5 | E5:2 G5 | F#5:3 D#5:1"),
        CHOIR.plays("mf " + sung(ANTHEM_CHORDS)),
    ),
)

# The break: the band is silent but for a stab on each turn; fours, twos, ones.

T_FOUR = bars("S.SS T.T. S.SS M.M.", "S.ST .T.M S.SM .F..", "F.F. S.S. T.TT M...", "S.SS S.T. M.MM C...")
L_FOUR = bars("S.SS M.M. S.SS F.F.", "S.SM .M.T S.ST .S..", "T.T. S.S. M.MM F...", "F.FF M.T. S.SS C...")
T_TWO = bars("C..S ..S. T.T. MM..", "S.SS T.TT M.M. F...")
L_TWO = bars("C..S ..S. M.M. FF..", "T.TT M.MM F.F. S...")
T_ONE, L_ONE = "S.ST T.M. F.F. C...", "F.FM M.T. S.S. C..."
STAB, HUSH = "E2+B2:.5'! -:3.5", "-:4"
STABS = bars(STAB, HUSH, HUSH, HUSH, STAB, HUSH, HUSH, HUSH, STAB, HUSH, STAB, HUSH, STAB, STAB)
LISTEN_AND_JOIN = bars(REST, REST, REST, ". . . C...")

BREAK = Section(
    "Break",
    Sharing.TRADING,
    bars=14,
    bpm=BPM,
    takaichi=(Drums(bars(T_FOUR, LISTEN_AND_JOIN, T_TWO, REST, REST, T_ONE, ". . . C..."), KIT, loud=(1.05, 1.15)),),
    lee=(Drums(bars(LISTEN_AND_JOIN, L_FOUR, REST, REST, L_TWO, REST, L_ONE), KIT, loud=(1.05, 1.15)),),
    backing=(
        RHYTHM.plays(f"f {STABS}"),
        SECOND.plays(f"f {STABS}"),
        BASS.plays("f " + STABS.replace("E2+B2", "E1")),
    ),
)

# One roll of four hands, out of the silence, and the band comes in on top of it.

ROLL_BARS = "S.s.s. s.s.s. s.s.s. s.s.s. | S.s.s. s.s.s. S.S.S. S..S.."

ROLL = Section(
    "Shared roll",
    Sharing.SHARED_ROLL,
    bars=2,
    bpm=BPM,
    rolls=((0, 7),),
    lee=(Drums(ROLL_BARS, KIT, loud=(0.5, 1.2)),),
    takaichi=(Drums(ROLL_BARS, KIT, loud=(0.5, 1.2)),),
    backing=(
        RHYTHM.plays("mp < B2+F#3:4 | ~:3 ff B2+F#3:1"),
        SECOND.plays("p < B2+F#3:4 | ~:3 f B2+F#3:1"),
        BASS.plays("mp < B1:.5 B1 B1 B1 B1 B1 B1 B1 | B1 B1 B1 B1 B1 B1 f B1 B1"),
        LEAD.plays("-:4 | mp < D#4:1 F#4 B4 f D#5"),
        CHOIR.plays("p < B3+D#4+F#4:4 | f B3+D#4+F#4:4"),
    ),
)

# Everybody, together, home.

HOME, HOME_OPEN, HOME_TURN = "C.KK K.K. S.KK K.K.", "K.KK K.K. S.KK K.K.", "K.KK K.K. S.K. S.S."
HOME_END = "C.K. S.S. C.K. SSS."
BOTH_HOME = Drums(bars(HOME, *[HOME_OPEN] * 2, HOME_TURN, HOME, *[HOME_OPEN] * 2, HOME_END), KIT, loud=(1.0, 1.15))

HOME_SECTION = Section(
    "Finale",
    Sharing.UNISON,
    bars=8,
    bpm=BPM,
    lee=(BOTH_HOME,),
    takaichi=(BOTH_HOME,),
    backing=(
        RHYTHM.plays("f " + in_beats(GALLOPED, SONG)),
        SECOND.plays("f " + in_beats(GALLOPED, SONG)),
        BASS.plays("f " + in_beats(BASS_GALLOP, SONG)),
        LEAD.plays(f"ff {MELODY}"),
        LEAD.plays(f"f {MELODY}", octave=1),
        CHOIR.plays("mf " + sung(SONG)),
    ),
)

RAISE = Section(
    "Double raise",
    Sharing.DOUBLE_RAISE,
    bars=1,
    bpm=BPM,
    lee=(Drums("C . . .", KIT, loud=(1.25, 1.25)),),
    takaichi=(Drums("W . . .", KIT, loud=(1.25, 1.25)),),
    backing=(
        RHYTHM.plays("ff E2+B2:1' -:3"),
        SECOND.plays("ff E2+B2:1' -:3"),
        BASS.plays("ff E1:1' -:3"),
        LEAD.plays("ff E5:1' -:3"),
        CHOIR.plays("f E4+G4+B4:1 -:3"),
    ),
)

PIECE = Piece(
    id="light-music-club",
    titles={"en": "Light Music Club", "ko": "밴드 동아리", "ja": "軽音部"},
    kit=ROCK_KIT,
    volume=90,
    room=46,
    sections=(INTRO, GALLOP, FOURS, TWO_FEET, FLAT_OUT, BREAK, ROLL, HOME_SECTION, RAISE),
)
