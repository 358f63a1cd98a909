"""Titles: the charset of a file is found from its own texts."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from drumjam.midi import text
from drumjam.midi.text import choose_charset, clean
from tests.midi.writing import song


@pytest.mark.parametrize(
    ("charset", "title"),
    [
        ("ascii", "Ode to Joy"),
        ("utf-8", "Über den Wolken"),
        ("shift_jis", "さくら さくら"),
        ("shift_jis", "上を向いて歩こう"),
        ("shift_jis", "紅葉"),
        ("cp949", "아리랑 (한국 민요)"),
        *(("cp949", name) for name in ("피아노", "첼로", "플루트", "트럼펫", "보컬", "피리", "벚꽃 엔딩", "팀파니")),
        ("latin-1", "Ça ira"),
        ("cp949", "봄날은 간다"),
        ("cp949", "큰 드럼"),
        ("cp949", "강남스타일"),
        ("gb18030", "茉莉花"),
        ("gb18030", "月亮代表我的心"),
        ("gb18030", "青花瓷"),
        ("big5", "望春風"),
        ("big5", "月亮代表我的心"),
        ("latin-1", "Cançó d'été - Möwe"),
    ],
)
def test_titles_come_out_in_their_charset(charset, title):
    """What was written in a charset is read in it."""
    raw = title.encode(charset)
    assert clean(raw, choose_charset([raw])) == title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("arirang_3-4_euckr.mid", "아리랑"),
        ("sakura_4-4_sjis.mid", "さくら さくら"),
        ("molihua_rubato_gb18030.mid", "茉莉花"),
    ],
)
def test_songs_have_their_own_titles(name, title):
    """The files of three countries show their names."""
    assert song(name).title == title


@pytest.mark.parametrize("title", ["사랑 노래", "がんばれ", "Café"])
def test_letters_that_were_taken_to_pieces_are_put_together(title):
    """Macs write them so: each letter is one sign again, which the fonts have."""
    assert clean(normalize("NFD", title).encode(), "utf-8") == title


def test_control_characters_and_endless_titles_are_cut():
    """A title is one printable line of at most 200 characters."""
    assert clean(b"a\x00b\r\nc" + b"x" * 1000, "ascii") == "a b c" + "x" * 195


def test_a_sign_is_judged_once_however_often_it_stands(monkeypatch):
    """Long lyrics take as much thought as their letters."""
    judged = []
    judge = text._sign_score
    monkeypatch.setattr(text, "_sign_score", lambda sign, *how: judged.append(sign) or judge(sign, *how))
    words = "아리랑 아라리요".encode("cp949")
    assert choose_charset([words]) == "cp949"
    once = len(judged)
    judged.clear()
    assert choose_charset([words * 1000]) == "cp949"
    assert len(judged) <= once + len(text.CHARSETS)
