"""Patterns: rhythms of three traditions that the pieces are made of, each with the source in which it was read.

Cells are letters of `strokes.py`, `x` and `o` for any stroke of a kit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """One rhythm: a row of cells for each drum, all of one length.

    cells_per_beat  how many cells stand in one beat as the pieces here play it
    rows            one string of cells a drum; a dot rests
    """

    cells_per_beat: int
    rows: Mapping[str, str]

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
    "en": "Ground beats shared by taiko players",
    "ko": "다이코(일본 북)의 기본 리듬 지우치",
    "ja": "太鼓の地打ち",
}

FESTIVAL_CREDIT: Mapping[str, str] = {
    "en": "Edo festival music of Tokyo",
    "ko": "도쿄의 축제 음악 에도바야시",
    "ja": "東京の江戸ばやし",
}

SAMCHAE = Pattern(cells_per_beat=3, rows={"janggu": "D..D..D.kKk."})
"""Korea: jajinmori, called samchae by farmers' bands, four beats of three cells (stroke names: cafe.daum.net; tempo:
gugak.go.kr/ency/topic/view/1318)."""

HWIMORI_A = Pattern(cells_per_beat=2, rows={"janggu": "D.D.KkK."})
HWIMORI_B = Pattern(cells_per_beat=2, rows={"janggu": "D.kkKkK."})
"""Korea: the whirling rhythm, two bars that take turns (stroke names and jeongganbo grids: cafe.daum.net)."""

SEMACHI = Pattern(cells_per_beat=3, rows={"janggu": "D..D.kKk."})
"""Korea: the rhythm of Arirang, three beats of three cells (danceaddicted.tistory.com/m/850, and jeongganbo grids on
cafe.daum.net)."""

DON_DOKO_DON_DON = Pattern(cells_per_beat=4, rows={"ji": "R.rlR.L.R.rlR.L."})
"""Japan: a ground beat (ji) shared by taiko players (users.lmi.net/taikousa/lesson.html)."""

ROCK_EIGHTHS = Pattern(cells_per_beat=4, rows={"kick": "x.......x.x.....", "snare": "....x.......x..."})
"""Drum kit: straight rock (gibber-roll by samarthgulati, GitHub)."""

DISCO_FOUR = Pattern(
    cells_per_beat=4,
    rows={"kick": "x...x...x...x...", "snare": "....x.......x...", "open_hat": "..o...o...o...o."},
)
"""Drum kit: four on the floor, common practice."""
