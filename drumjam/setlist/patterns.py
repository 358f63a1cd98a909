"""Patterns: rhythms of three traditions that the pieces are made of, each with where it comes from.

`status` says how far to trust the strokes: sourced (strokes and places were read in the source) or convention
(common practice of the genre, no claim). Cells are letters of `strokes.py`, `x` and `o` for any stroke of a kit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """One rhythm: a row of cells for each drum, all of one length.

    name            in English; the tradition's own word where there is one
    cells_per_beat  how many cells stand in one beat as the pieces here play it
    rows            one string of cells a drum; a dot rests
    """

    name: str
    tradition: str
    cells_per_beat: int
    rows: Mapping[str, str]
    status: str
    source: str

    def beats(self, drum: str, letter: str = "") -> str:
        """One drum's row as a beat line; with `letter`, every stroke becomes that letter."""
        row = self.rows[drum]
        if letter:
            row = "".join(cell if cell == "." else letter for cell in row)
        return " ".join(row[i : i + self.cells_per_beat] for i in range(0, len(row), self.cells_per_beat))


def overlay(*lines: str) -> str:
    """One hand for several beat lines of the same cells: where two strike together, the first line wins."""
    return "".join(
        next((cell for cell in column if cell not in ". "), column[0]) for column in zip(*lines, strict=True)
    )


JANGDAN_CREDIT: Mapping[str, str] = {
    "en": "Rhythms of Korean folk and farmers' music",
    "ko": "한국 전통 장단",
    "ja": "韓国の伝統リズム「長短（チャンダン）」",
}
TAIKO_CREDIT: Mapping[str, str] = {
    "en": "Ground beats shared by taiko players; Edo festival music of Tokyo",
    "ko": "다이코(일본 북)의 기본 리듬 지우치, 도쿄의 축제 음악 에도바야시",
    "ja": "太鼓の地打ち、東京の江戸ばやし",
}

SEMACHI = Pattern(
    name="Semachi",
    tradition="Korea: the rhythm of Arirang, three beats of three cells",
    cells_per_beat=3,
    rows={"janggu": "D..D.kKk."},
    status="sourced",
    source="danceaddicted.tistory.com/m/850 and jeongganbo grids on cafe.daum.net",
)

DON_DOKO_DON_DON = Pattern(
    name="Don-doko-don-don ground beat",
    tradition="Japan: a ground beat (ji) shared by taiko players",
    cells_per_beat=4,
    rows={"ji": "R.rlR.L.R.rlR.L."},
    status="sourced",
    source="users.lmi.net/taikousa/lesson.html",
)

EDO_NINBA = Pattern(
    name="Ninba",
    tradition="Japan: Edo festival music, two drums that answer each other cell by cell",
    cells_per_beat=2,
    rows={"shime": "X....x..X.....xx", "odaiko": "..ddD..d..D.D..."},
    status="sourced",
    source="dagakki.net/wada1.htm and hayashi-rice.hatenadiary.jp",
)

ROCK_EIGHTHS = Pattern(
    name="Straight rock",
    tradition="drum kit",
    cells_per_beat=4,
    rows={"kick": "x.......x.x.....", "snare": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
    status="sourced",
    source="gibber-roll by samarthgulati (GitHub)",
)

DISCO_FOUR = Pattern(
    name="Four on the floor",
    tradition="drum kit",
    cells_per_beat=4,
    rows={"kick": "x...x...x...x...", "snare": "....x.......x...", "open_hat": "..o...o...o...o."},
    status="convention",
    source="common practice",
)
