"""What real people are quoted with on screen: word for word as it was reported, with speaker, source and date."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from drumjam.game.strings import LANGUAGES, words

pytestmark = pytest.mark.once

QUOTED = re.compile(r"“([^”]*)”|「([^」]*)」")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a real person.

    speaker  who said it, and where
    source   address, and date of what is quoted from
    wording  by language: as it stands in the source, or translated faithfully where it says so
    """

    speaker: str
    source: str
    wording: dict[str, str]


QUOTATIONS = (
    Quotation(
        "Sanae Takaichi, on X, January 2026",
        "ja: https://www.j-cast.com/2026/01/14510977.html; en: ThePrint, 15 January 2026; ko: translated from ja",
        {
            "en": "When we met at APEC last year, he mentioned that his dream was to play the drums, so I prepared a "
            "surprise for the occasion.",
            "ko": "작년 APEC에서 만났을 때 드럼을 치는 것이 꿈이라고 하셔서 깜짝 이벤트로 준비했습니다",
            "ja": "昨年APECでお会いした際に、ドラムをたたくのが夢だとおっしゃっていたので、サプライズで準備しました",
        },
    ),
    Quotation(
        "Lee Jae Myung, on X, January 2026",
        "ko and ja: https://www.j-cast.com/2026/01/14510977.html?p=3; en: translated from ko",
        {
            "en": "a little awkward at first, but the more we drummed the more the sound gathered into one",
            "ko": "처음엔 조금 어색했지만, 두드릴수록 소리는 하나로 모였습니다",
            "ja": "最初は少しぎこちなかったけれど、叩くほどに音は一つにまとまっていきました",
        },
    ),
)

NAMES = {
    "en": {"Golden", "Dynamite"},
    "ko": {"Golden", "Dynamite"},
    "ja": {"Golden", "Dynamite", "タイミング", "長短（チャンダン）"},
}
"""Titles and terms that stand in quotation marks, and are nobody's words."""


def quoted(text: str) -> set[str]:
    """What stands in quotation marks."""
    return {first or second for first, second in QUOTED.findall(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_quoted_with_other_words_than_the_reported_ones(language: str) -> None:
    """Every quotation on screen is in the list, word for word, and all of the list is used."""
    shown = {one for text in words(language).values() for one in quoted(text)}
    assert shown - NAMES[language] == {quotation.wording[language] for quotation in QUOTATIONS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_of_the_two_is_quoted_once_on_the_road(language: str) -> None:
    """As many words of the one as of the other: one quotation each, with names and without."""
    for part in ("text", "neutral"):
        texts = [text for key, text in words(language).items() if key.endswith(f".{part}")]
        found = [one for text in texts for one in quoted(text) - NAMES[language]]
        assert sorted(found) == sorted(quotation.wording[language] for quotation in QUOTATIONS)
