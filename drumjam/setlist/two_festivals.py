"""Two Festivals, One Street: an Edo festival hocket, a Korean samchae, calls and answers, and one whirl at the end.

Both festivals count in threes: the Edo pair of drums has a shuffle feel, samchae is written in it. The five tones of
the flutes, D E G A B, are at home in both countries too. Over the street lies a drone on D and A.
"""

from __future__ import annotations

from fractions import Fraction

from drumjam.setlist.notation import bars, vamp
from drumjam.setlist.patterns import FESTIVAL_CREDIT, HWIMORI_A, HWIMORI_B, JANGDAN_CREDIT, SAMCHAE
from drumjam.setlist.score import Drums, Part, Piece, Section, Sharing
from drumjam.setlist.strokes import JAPANESE, KIT, KOREAN

SLOW, QUICK, WHIRL = 112, 132, 160
IN_THREES = Fraction(3, 2)
"""A pulse of 12/8: a dotted quarter."""

PICCOLO = Part("Piccolo", program=72, volume=96, pan=50, room=76)
BAMBOO = Part("Bamboo flute", program=77, volume=88, pan=78, room=86)
DRONE = Part("Drone", program=48, volume=84, pan=64, ring=Fraction(1), room=80)
LOW = Part("Low strings", program=43, volume=98, pan=60, room=34)
BELL = Part("Bells", program=14, volume=72, pan=70, ring=Fraction(3), room=90)

LOW_ON = {
    "D": "D2:1 A1:2/3 D2:1/3 D2:1 A1",
    "A": "A1:1 E2:2/3 A1:1/3 A1:1 E2",
    "G": "G1:1 D2:2/3 G1:1/3 G1:1 D2",
}
LOW_WALKS = {
    "D": "D2:1 A1:2/3 B1:1/3 D2:1 E2:2/3 D2:1/3",
    "A": "A1:1 E2:2/3 G2:1/3 A2:1 E2:2/3 B1:1/3",
    "G": "G1:1 D2:2/3 E2:1/3 G2:1 D2:2/3 A1:1/3",
}
"""The same with the steps between, for when the street is awake."""

DRONE_ON = {"D": "D3+A3:4", "A": "E3+A3:4", "G": "D3+G3:4"}


# The first festival. The tight drum and the large one never strike together; in the gaps that both leave stands the
# hand gong. A cycle lasts two bars, and every second one ends in a turn of the wrist.

TIGHT = "R.t ... ..r ... | R.t ... ..t r.r"
TIGHT_TURN = "R.t ... ..r ... | R.t ... ..t rrr"
LARGE = "... b.b B.. t.b | ... B.t B.. ..."
TIGHT_JOINS = "R.t ... ..r ... | R.t ... ..t R.R"
LARGE_JOINS = "... b.b B.. t.b | ... B.t B.. B.B"
TIGHT_LINE = bars(TIGHT, TIGHT_TURN, TIGHT, TIGHT_JOINS)
LARGE_LINE = bars(LARGE, LARGE, LARGE, LARGE_JOINS)

FESTIVAL_TUNE = """
    A5:2/3 B5:1/3 A5:2/3 G5:1/3 E5:1 G5:2/3 A5:1/3 | B5:1 A5:2/3 G5:1/3 A5:2 |
    D6:2/3 B5:1/3 A5:1 G5:2/3 A5:1/3 E5:1          | D5:2/3 E5:1/3 G5:2/3 A5:1/3 E5:2 |
    A5:2/3 B5:1/3 D6:1 B5:2/3 A5:1/3 B5:1          | A5:2/3 G5:1/3 E5:2/3 G5:1/3 A5:2 |
    B5:2/3 A5:1/3 G5:2/3 E5:1/3 D5:1 E5:2/3 G5:1/3 | A5:1 E5:2/3 D5:1/3 D5:2
"""
FESTIVAL_CHORDS = "D G D A D A G D"

FIRST_FESTIVAL = Section(
    "First festival",
    Sharing.HOCKET,
    bars=8,
    pulse=IN_THREES,
    bpm=SLOW,
    takaichi=(Drums(TIGHT_LINE, JAPANESE, loud=(0.95, 1.05)),),
    lee=(Drums(LARGE_LINE, JAPANESE, loud=(0.95, 1.05)),),
    backing=(
        PICCOLO.plays(f"mf {FESTIVAL_TUNE}"),
        DRONE.plays("p " + vamp(DRONE_ON, FESTIVAL_CHORDS)),
        LOW.plays("mp " + vamp(LOW_ON, FESTIVAL_CHORDS)),
        BELL.plays("mp D5:4 | -:4 | -:4 | -:4 | A4:4 | -:4 | -:4 | -:3 D5:1"),
    ),
)

# Across the street: the same pair of drums, the other way round; the bamboo flute takes the tune.

ANSWER = """
    -:4 | -:2 E5:2/3 G5:1/3 A5:1 | -:4 | -:2 G5:2/3 A5:1/3 B5:1 |
    -:4 | -:2 E5:2/3 G5:1/3 A5:1 | G5:2/3 E5:1/3 D5:1 B4:1 D5:2/3 E5:1/3 | E5:1 B4:2/3 A4:1/3 A4:2
"""

CROSSING = Section(
    "Across the street",
    Sharing.SWAP,
    bars=8,
    pulse=IN_THREES,
    bpm=SLOW,
    lee=(Drums(TIGHT_LINE, JAPANESE, loud=(1.0, 1.1)),),
    takaichi=(Drums(LARGE_LINE, JAPANESE, loud=(1.0, 1.1)),),
    backing=(
        BAMBOO.plays(f"mf {FESTIVAL_TUNE}", octave=-1),
        PICCOLO.plays(f"mp {ANSWER}", octave=1),
        DRONE.plays("mp " + vamp(DRONE_ON, FESTIVAL_CHORDS)),
        LOW.plays("mf " + vamp(LOW_WALKS, FESTIVAL_CHORDS)),
        BELL.plays("mp D5:4 | -:4 | -:4 | -:4 | A4:4 | -:4 | -:4 | -:3 D5:1"),
    ),
)

# The second festival: samchae. The low head and the stick head, then the small gong over both; they change at bar 5,
# and from bar 7 on both play all of it.

LOW_HEAD, STICK_HEAD = "K.. K.. K.. K.k", "k.. k.k k.k .k."
LOW_AND_GONG, STICK_AND_GONG = "K.g K.. K.g Kg.", "k.g k.. k.k gk."
WHOLE = SAMCHAE.beats("janggu")
WHOLE_CLOSE = "D.. D.. D.k K.."

SAMCHAE_TUNE = """
    D5:1 E5:2/3 G5:1/3 A5:1 A5                | B5:2/3 A5:1/3 G5:2/3 A5:1/3 E5:2 |
    G5:1 A5:2/3 G5:1/3 E5:1 D5                | E5:2/3 G5:1/3 E5:2/3 D5:1/3 D5:2 |
    A5:1 B5:2/3 A5:1/3 D6:1 B5                | A5:2/3 B5:1/3 A5:2/3 G5:1/3 A5:2 |
    G5:2/3 A5:1/3 E5:1 D5:2/3 E5:1/3 G5:1     | A5:1 G5:2/3 E5:1/3 D5:2
"""
SAMCHAE_CHORDS = "D A G D D A G D"

SECOND_FESTIVAL = Section(
    "Second festival",
    Sharing.PARTS,
    bars=8,
    pulse=IN_THREES,
    bpm=116,
    lee=(
        Drums(
            bars(LOW_HEAD, LOW_HEAD, LOW_AND_GONG, LOW_AND_GONG, STICK_AND_GONG, STICK_AND_GONG, WHOLE, WHOLE_CLOSE),
            KOREAN,
            loud=(0.85, 1.1),
        ),
    ),
    takaichi=(
        Drums(
            bars(
                STICK_HEAD, STICK_HEAD, STICK_AND_GONG, STICK_AND_GONG, LOW_AND_GONG, LOW_AND_GONG, WHOLE, WHOLE_CLOSE
            ),
            KOREAN,
            loud=(0.85, 1.1),
        ),
    ),
    backing=(
        BAMBOO.plays(f"f {SAMCHAE_TUNE}"),
        PICCOLO.plays(
            """
            -:4 | -:4 | -:4 | -:4 | mp D6:2 A5:2 | E6:2 A5:2 |
            mf G6:2/3 A6:1/3 E6:1 D6:2/3 E6:1/3 G6:1 | A6:1 G6:2/3 E6:1/3 D6:2
            """
        ),
        DRONE.plays("mp " + vamp(DRONE_ON, SAMCHAE_CHORDS)),
        LOW.plays("mf " + vamp(LOW_WALKS, SAMCHAE_CHORDS)),
        BELL.plays("mf D5:4 | -:4 | G4:4 | -:4 | D5:4 | -:4 | G4:4 | -:3 D5:1"),
    ),
)

# Calls: two bars each, one bar each, half a bar each, faster all the while. An answer begins as its call ended.

REST = "... ... ... ..."
LEE_CALLS = bars(
    *("D.. D.. D.k Kk.", "D.k D.k D.D Kk.", REST, REST),
    *("K.k .kK .kK D..", "D.K .kK DkD K.K", REST, REST),
    *("D.k K.D .kK D.k", REST, "D.D kDk D.D K.k", REST),
    *("D.k D.K ... ...", "K.k D.D ... D.."),
)
TAKAICHI_ANSWERS = bars(
    *(REST, REST, "Rr. R.. R.r B..", "R.r R.r R.R B.B"),
    *(REST, REST, "B.B R.r .rR B..", "R.R .rB RrR B.B"),
    *(REST, "R.r R.B .rB R.r", REST, "B.r RrR B.B R.R"),
    *("... ... R.B R.r", "... ... R.R B.."),
)

CALLS = Section(
    "Calls",
    Sharing.TRADING,
    bars=14,
    pulse=IN_THREES,
    bpm=(SLOW, QUICK),
    lee=(Drums(LEE_CALLS, KOREAN, loud=(0.95, 1.15)),),
    takaichi=(Drums(TAKAICHI_ANSWERS, JAPANESE, loud=(0.95, 1.15)),),
    backing=(
        DRONE.plays(
            """
            p D3+A3:4 | D3+A3 | D3+A3 | D3+A3 | E3+A3 | E3+A3 | E3+A3 | E3+A3 |
            mp D3+G3 | D3+G3 | D3+A3 | D3+A3 | < E3+A3 | f D3+A3
            """
        ),
        LOW.plays(
            """
            mf D2:3 -:1 | D2:3 A1:1 | D2:3 -:1 | D2:3 A1:1 | A1:3 -:1 | A1:3 E2:1 | A1:3 -:1 | A1:3 E2:1 |
            G1:2 D2 | G1 D2 | D2:1 A1 D2 A1 | D2 A1 D2 A1 | A1:1 E2 A1 E2 | D2 A1 D2:2/3 D2:1/3 D2:1
            """
        ),
        BELL.plays("mf D5:4 | -:4 | A4:4 | -:4 | D5:4 | -:4 | A4:4 | -:4 | D5:4 | A4 | D5 | A4 | D5:2 A4 | D5 A4:1 D5"),
        BAMBOO.plays(
            """
            -:4 | -:4 | -:4 | -:2 mp D5:2/3 E5:1/3 G5:1 | A5:4 | -:4 | -:4 | -:2 E5:2/3 G5:1/3 A5:1 |
            B5:4 | -:4 | mf A5:4 | -:4 | < B5:2 A5 | f B5:1 D6 E6 D6
            """
        ),
    ),
)

# One roll for four hands, from a murmur up.

ROLL_OF_LEE = "K.k.k. k.k.k. k.k.k. k.k.k. | K.k.k. k.k.k. K.K.K. K.K.K."
ROLL_OF_TAKAICHI = "R.r.r. r.r.r. r.r.r. r.r.r. | R.r.r. r.r.r. R.R.R. R.R.R."

ROLL = Section(
    "Shared roll",
    Sharing.SHARED_ROLL,
    bars=2,
    pulse=IN_THREES,
    bpm=QUICK,
    rolls=((4, 3),),
    lee=(Drums(ROLL_OF_LEE, KOREAN, loud=(0.6, 1.2)),),
    takaichi=(Drums(ROLL_OF_TAKAICHI, JAPANESE, loud=(0.6, 1.2)),),
    backing=(
        DRONE.plays("p < D3+A3+D4:4 | D3+A3+D4:3 f D3+A3+D4:1"),
        LOW.plays("mp < D2:1 D2 D2 D2 | D2:2/3 D2:1/3 D2:2/3 D2:1/3 D2:2/3 D2:1/3 f D2:2/3 A1:1/3"),
        PICCOLO.plays("-:4 | mp < D5:2/3 E5:1/3 G5:2/3 A5:1/3 B5:2/3 D6:1/3 f E6:1"),
    ),
)

# The whirl: hwimori, its two bars in turn, four quick beats a bar; both drums, both flutes, everybody.

WHIRL_BARS = (HWIMORI_A.beats("janggu"), HWIMORI_B.beats("janggu"))
WITH_GONG = ("Dg Dg Kk Kg", "Dg kg Kk Kg")
SPARKS = ("Dg D.kk Kk Kg", "Dg kg Kk Kg")
LAST_BAR = "D. DD D. DD"

WHIRL_TUNE = """
    D6:.5 B5 A5:1 G5:.5 A5 B5:1 | A5:.5 G5 E5:1 D5:.5 E5 G5:1 | D6:.5 B5 A5:1 B5:.5 D6 E6:1 | D6:.5 B5 A5:1 A5:2 |
    E6:.5 D6 B5:1 A5:.5 B5 D6:1 | B5:.5 A5 G5:1 E5:.5 G5 A5:1 | D5:.5 E5 G5 A5 B5:1 D6      | E6:.5 D6 B5 A5 D6:2
"""
WHIRL_LOW = {
    "D": "D2:.5 D2' A2' D2 D2 D2' A1' A1",
    "A": "A1:.5 A1' E2' A1 A1 A1' E2' E2",
    "G": "G1:.5 G1' D2' G1 G1 G1' D2' D2",
}
WHIRL_CHORDS = "G A G D A G G D"
BOTH_WHIRL = Drums(bars(*WHIRL_BARS, *WITH_GONG, *SPARKS, SPARKS[0], LAST_BAR), KOREAN, loud=(0.95, 1.2))

WHIRL_SECTION = Section(
    "Whirl",
    Sharing.UNISON,
    bars=8,
    bpm=WHIRL,
    lee=(BOTH_WHIRL,),
    takaichi=(BOTH_WHIRL,),
    backing=(
        PICCOLO.plays(f"f {WHIRL_TUNE}"),
        BAMBOO.plays(f"f {WHIRL_TUNE}", octave=-1),
        DRONE.plays("mf " + vamp(DRONE_ON, WHIRL_CHORDS)),
        LOW.plays("f " + vamp(WHIRL_LOW, WHIRL_CHORDS)),
        BELL.plays("mf G4:4 | A4 | G4 | D5 | A4 | G4 | G4 | D5:2 D5:2"),
    ),
)

RAISE = Section(
    "Double raise",
    Sharing.DOUBLE_RAISE,
    bars=2,
    bpm=WHIRL,
    lee=(Drums("C . . . . . . .", KIT, loud=(1.25, 1.25)),),
    takaichi=(Drums("W . . . . . . .", KIT, loud=(1.25, 1.25)),),
    backing=(
        PICCOLO.plays("f D6:4 | ~:2 -:2"),
        BAMBOO.plays("f A5:4 | ~:2 -:2"),
        DRONE.plays("f D3+A3+D4:4 | ~:4"),
        LOW.plays("ff D2:4 | ~:4"),
        BELL.plays("f D5:4 | mf A4:2 p D5:2"),
    ),
)

PIECE = Piece(
    id="two-festivals",
    titles={"en": "Two Festivals, One Street", "ko": "두 축제, 하나의 길", "ja": "ふたつの祭り、ひとつの道"},
    volume=116,
    room=60,
    credits=(JANGDAN_CREDIT, FESTIVAL_CREDIT),
    sections=(FIRST_FESTIVAL, CROSSING, SECOND_FESTIVAL, CALLS, ROLL, WHIRL_SECTION, RAISE),
)
