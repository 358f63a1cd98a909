"""Signatures: names in any script, drawn lines and notes, each whole in its field."""

from __future__ import annotations

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumjam.game.lettering import Lettering
from drumjam.game.signature import LONGEST, PEN, Signature, cleaned, cropped, inked
from drumjam.library.paths import assets
from tests.game.windows import window

pytestmark = pytest.mark.once

FIELD = (207, 40)
INK = (10, 20, 40)
SCRIPTS = {
    "latin": "WilhelmînaWoodWX",
    "hangul": "가나다라마바사아자차카타파하거너",
    "kana": "アイウエオかきくけこサシスセソン",
    "kanji": "寿限無五劫擦切海砂利水魚雲来末風",
    "cyrillic": "ЩЩШШЖЖЮЮМмЫыФфЬь",
    "symbols": "♪☆〜・！？（）％＋＝＜＞「」…",
}
points = st.tuples(st.floats(0, 1), st.floats(0, 1))
strokes = st.lists(st.lists(points, min_size=1, max_size=8).map(tuple), min_size=1, max_size=4).map(tuple)


@pytest.fixture(scope="module", autouse=True)
def screen() -> pygame.Surface:
    """A window without a display."""
    return window()


def alpha(signature: Signature, size: tuple[int, int] = FIELD) -> np.ndarray:
    """How much ink each pixel of the field has (width, height)."""
    return pygame.surfarray.array_alpha(inked(signature, size, INK, Lettering(assets() / "fonts")))


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("size", [FIELD, (129, 25), (340, 66)])
@pytest.mark.parametrize("count", [1, LONGEST])
def test_names_of_1_and_16_characters_fit(script: str, size: tuple[int, int], count: int) -> None:
    """They stand whole in the field, in its middle, with nothing at its upper and lower edge."""
    name = SCRIPTS[script][:count]
    assert cleaned(name) == name
    ink = alpha(Signature(name), size)
    assert (ink > 128).sum() > 4 * count
    assert not ink[:, 0].any()
    assert not ink[:, -1].any()
    across = np.flatnonzero(ink.max(axis=1) > 60)
    assert across[0] + across[-1] + 1 == pytest.approx(size[0], abs=max(size[1] * 0.45, 4))


@pytest.mark.parametrize("script", SCRIPTS)
def test_all_of_a_long_name_is_there(script: str) -> None:
    """The last letter is drawn, not cut: the name without it leaves other ink."""
    name = SCRIPTS[script]
    assert not np.array_equal(alpha(Signature(name)), alpha(Signature(name[:-1])))


def test_letters_that_the_font_lacks_stand_as_boxes() -> None:
    """A name in a script that is not shipped is seen, a box for each letter, never nothing."""
    boxes = alpha(Signature("قلم"))
    assert np.array_equal(boxes, alpha(Signature("□□□")))
    assert (boxes > 128).sum() > 50


def test_who_writes_nothing_signs_with_a_note() -> None:
    """A note of its own shape, in the middle."""
    ink = alpha(Signature())
    across = np.flatnonzero(ink.max(axis=1) > 60)
    assert 8 < len(across) < 40
    assert abs((across[0] + across[-1]) / 2 - FIELD[0] / 2) < 6


@given(st.text(max_size=60))
def test_a_cleaned_name_is_short_visible_and_stays_as_it_is(text: str) -> None:
    """At most 16 characters in one line, all of them seen, no space at its ends; cleaning again changes nothing."""
    name = cleaned(text)
    assert len(name) <= LONGEST
    assert name == name.strip()
    assert all(sign.isprintable() for sign in name)
    assert cleaned(name) == name


def test_a_name_is_composed() -> None:
    """Jamo that arrive one by one become the syllables that the font has."""
    assert cleaned("\u1100\u1161\u11a8") == "각"
    assert cleaned(" Mi\u0000na\n ") == "Mina"


@given(strokes)
def test_drawn_lines_are_inked_where_they_were_drawn(drawn: tuple[tuple[tuple[float, float], ...], ...]) -> None:
    """Each point that was drawn is dark, to the pen's width; the field's far corners stay clear of a single dot."""
    ink = alpha(Signature(strokes=drawn))
    for stroke in drawn:
        for x, y in stroke:
            px, py = min(int(x * FIELD[0]), FIELD[0] - 1), min(int(y * FIELD[1]), FIELD[1] - 1)
            assert ink[max(px - 2, 0) : px + 3, max(py - 2, 0) : py + 3].max() > 100


def test_a_line_has_one_width_in_every_direction() -> None:
    """Level, steep and slanting lines of one length take the same ink, within a tenth."""
    size, reach = (120, 120), 0.3
    areas = []
    for turn in (0, 30, 45, 60, 90):
        way = pygame.Vector2(reach, 0).rotate(turn)
        line = ((0.5 - way.x, 0.5 - way.y), (0.5 + way.x, 0.5 + way.y))
        areas.append(float(alpha(Signature(strokes=(line,)), size).sum()))
    assert max(areas) / min(areas) < 1.1


@given(strokes, st.floats(2.0, 12.0))
def test_a_drawing_keeps_its_shape_in_another_field(
    drawn: tuple[tuple[tuple[float, float], ...], ...], shape: float
) -> None:
    """Moved and enlarged alike in both directions, and within the field."""
    made = cropped(drawn, FIELD[0] / FIELD[1], shape)
    before = [(x * FIELD[0] / FIELD[1], y) for stroke in drawn for x, y in stroke]
    after = [(x * shape, y) for stroke in made for x, y in stroke]
    wide, high = (max(v) - min(v) for v in zip(*after, strict=True))
    assert wide <= shape + 1e-6
    assert high <= 1 - 2 * PEN + 1e-6
    grown = [np.hypot(a[0] - after[0][0], a[1] - after[0][1]) for a in after]
    first = [np.hypot(b[0] - before[0][0], b[1] - before[0][1]) for b in before]
    if max(first) > 1e-3:
        scale = max(grown) / max(first)
        assert np.allclose(grown, np.array(first) * scale, atol=1e-6)
