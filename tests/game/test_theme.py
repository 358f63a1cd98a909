"""The theme: places, letters and shapes at any window size."""

from __future__ import annotations

import pygame
import pytest

from drumjam.game.lettering import ELLIPSIS, LABELS_KEPT, MISSING, Lettering
from drumjam.game.palette import PALETTES
from drumjam.game.theme import HEIGHT, WIDTH, Kind, Theme
from drumjam.library.paths import assets
from drumjam.library.settings import PaletteChoice
from tests.game.eyes import contrast
from tests.game.fingers import window

SENTENCES = (
    "one two three four five six seven",
    "드럼 한 대를 맡으면 파트너가 따라와요.",
    "二台のドラムが自動で、演奏します。",
)
SIZES = [(1280, 720), (800, 450), (1920, 1080), (1000, 900), (1600, 600), (3840, 2160)]


@pytest.mark.parametrize("size", SIZES)
def test_the_canvas_stands_in_the_middle_of_any_window(size: tuple[int, int]) -> None:
    """Logical corners lie inside the window, and the mouse's way back leads to the same point."""
    theme = Theme(size)
    for corner in ((0, 0), (WIDTH, HEIGHT), (640, 360)):
        x, y = theme.point(*corner)
        assert 0 <= x <= size[0]
        assert 0 <= y <= size[1]
        back = theme.logical((x, y))
        assert abs(back[0] - corner[0]) <= 1 / theme.scale
        assert abs(back[1] - corner[1]) <= 1 / theme.scale


@pytest.mark.parametrize("percent", [100, 125, 150])
@pytest.mark.parametrize("text", ["Play", "Steadiness (own spread)", "響き合うハーモニー", "하나로 모이는 소리"])
def test_text_never_passes_the_width_it_is_given(text: str, percent: int) -> None:
    """It is made smaller, then shortened."""
    canvas, theme = window(), Theme(text_percent=percent)
    for width in (40, 90, 200, 600):
        drawn = theme.text(canvas, text, (100, 100), 24, width=width)
        assert drawn.width <= theme.px(width)


def test_a_shortened_text_says_so() -> None:
    """What is left of a title too long for its row ends in an ellipsis."""
    window()
    text, _ = Lettering(assets() / "fonts").fit("a" * 200, 100, 20, 14)
    assert text.endswith(ELLIPSIS)


def test_a_sign_without_a_glyph_is_a_box() -> None:
    """The font would draw nothing at all."""
    window()
    lettering = Lettering(assets() / "fonts")
    assert lettering.shown("a\U0001f941b") == f"a{MISSING}b"
    assert lettering.width("\U0001f941", 20) > 0


def test_labels_that_are_not_used_are_forgotten() -> None:
    """However many titles pass by, only so many pictures of them are kept."""
    window()
    lettering = Lettering(assets() / "fonts")
    for number in range(LABELS_KEPT + 50):
        lettering.label(str(number), 12, (255, 255, 255))
    assert len(lettering._labels) == LABELS_KEPT


def test_a_paragraph_loses_nothing_and_stays_within_its_width() -> None:
    """Korean and English break at spaces, Japanese between signs, never before a full stop."""
    window()
    theme = Theme()
    for text in (
        "one two three four five six seven",
        "드럼 한 대를 맡으면 파트너가 따라와요.",
        "二台のドラムが自動で、演奏します。",
    ):
        lines = theme.lines(text, 120, 20)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(theme.width(line, 20) <= 121 for line in lines)
        assert not any(line.startswith(("。", "、")) for line in lines)


def test_a_paragraph_is_broken_into_lines_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of text asks for its lines in every frame; measuring it each time would take longer than a frame."""
    window()
    theme = Theme()
    first = theme.lines(SENTENCES[2], 120, 20)
    measured = []
    monkeypatch.setattr(Lettering, "width", lambda self, text, *how: measured.append(text) or 0)
    assert theme.lines(SENTENCES[2], 120, 20) == first
    assert measured == []


@pytest.mark.parametrize("kind", Kind)
def test_a_panel_fills_its_box_with_round_corners(kind: Kind) -> None:
    """Its middle is painted, its outermost corner is not (but for a glow around it)."""
    canvas, theme = window(), Theme()
    canvas.fill((255, 0, 255))
    theme.panel(canvas, (100, 100, 200, 80), kind, 20)
    assert canvas.get_at((200, 140))[:3] != (255, 0, 255)
    inside = canvas.get_at((101, 101))[:3]
    assert theme.look(kind).glow is not None or inside == (255, 0, 255)


@pytest.mark.parametrize("name", PALETTES)
def test_words_can_be_read_on_every_panel(name: str) -> None:
    """First text, second text and text on gold keep 4.5:1 against what they stand on (WCAG 2.2, 1.4.3)."""
    p = PALETTES[name]
    for ground in (p.lane, p.ground, p.sunken, p.raised):
        assert contrast(p.text, ground) >= 4.5
        assert contrast(p.muted, ground) >= 4.5
    for gold in (p.harmony, p.harmony_deep):
        assert contrast(p.on_harmony, gold) >= 4.5
    assert contrast(p.ink, p.bubble) >= 4.5


def test_every_palette_that_can_be_chosen_is_there() -> None:
    """The settings' names and the palettes' are the same."""
    assert {str(choice) for choice in PaletteChoice} == set(PALETTES)


def test_the_same_panel_is_painted_once() -> None:
    """Drawing it again draws the same picture."""
    canvas, theme = window(), Theme()
    pictures = []
    for _ in range(2):
        canvas.fill((0, 0, 0))
        theme.panel(canvas, (10, 10, 300, 100), Kind.CHOSEN)
        theme.ring(canvas, (400, 100), 30, 3, theme.palette.lee)
        theme.mote(canvas, (500, 100), 20, theme.palette.harmony, 0.5)
        pictures.append(pygame.image.tobytes(canvas, "RGB"))
    assert pictures[0] == pictures[1]
