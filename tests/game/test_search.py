"""The search: which titles are found by what was typed."""

from __future__ import annotations

import unicodedata

import pytest

from drumjam.game.search import Search

pytestmark = pytest.mark.once

SAKURA, LOVE = "Sakura サクラ", "사랑 노래"


@pytest.mark.parametrize(
    ("query", "title", "found"),
    [
        ("sakura", SAKURA, True),
        ("ｓａｋｕｒａ", SAKURA, True),
        ("ＳＡＫＵ", SAKURA, True),
        ("ｻｸﾗ", SAKURA, True),
        ("サクラ", "Sakura ｻｸﾗ", True),
        ("ガ", "ｶﾞﾝﾊﾞﾚ", True),
        ("사랑", unicodedata.normalize("NFD", LOVE), True),
        (unicodedata.normalize("NFD", "사랑"), LOVE, True),
        ("STRASSE", "Straße", True),
        ("", SAKURA, True),
        ("さくら", SAKURA, False),
        ("노을", LOVE, False),
    ],
)
def test_letters_are_found_in_any_width_and_composition(query: str, title: str, found: bool) -> None:
    """Full width, half width, composed or taken apart, in the query and in the title; other letters are others."""
    search = Search()
    search.field.text = query
    assert search.matches("Another", title) is found
