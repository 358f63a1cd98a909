"""Lettering: the game's two fonts, words drawn once and kept."""

from __future__ import annotations

from collections import OrderedDict
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import pygame
import pygame.freetype

from drumjam.game.palette import Colour
from drumjam.game.shipped import shipped

FontName = Literal["text", "display"]
TEXT_FILE = "NotoSansCJK-Bold-subset.otf"
DISPLAY_FILE = "BlackHanSans-Regular.ttf"
LABELS_KEPT = 700
WRAPS_KEPT = 200
TEXTS_KEPT = 2000
MISSING = "□"
ELLIPSIS = "…"


class Lettering:
    """Words as surfaces, in pixels; the newest LABELS_KEPT of them are kept.

    folder  where the font files lie

    Body text is Noto Sans CJK. Display text is Black Han Sans where it has every sign of the word, else
    Noto. A sign that neither has is shown as a box, for a font file would draw nothing at all.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fonts: dict[tuple[str, int], pygame.font.Font] = {}
        self._labels: OrderedDict[tuple[object, ...], pygame.Surface] = OrderedDict()
        self._wraps: OrderedDict[tuple[str, int, int], tuple[str, ...]] = OrderedDict()

    def font(self, text: str, size: int, font: FontName) -> pygame.font.Font:
        """The font for a word at a size in pixels."""
        name = DISPLAY_FILE if font == "display" and self._display_has(text) else TEXT_FILE
        key = (name, max(size, 1))
        if key not in self._fonts:
            with shipped(self._folder / name):
                self._fonts[key] = pygame.font.Font(str(self._folder / name), key[1])
        return self._fonts[key]

    def width(self, text: str, size: int, font: FontName = "text") -> int:
        """How wide a word is, in pixels."""
        return self.font(text, size, font).size(self.shown(text))[0]

    def shown(self, text: str) -> str:
        """The text with a box for each sign that the fonts lack."""
        return text if text.isascii() else _boxed(self._folder / TEXT_FILE, text)

    def fit(self, text: str, width: int, size: int, least: int, font: FontName = "text") -> tuple[str, int]:
        """The text and the size at which it stands within a width: made smaller first, then shortened."""
        while size > least and self.width(text, size, font) > width:
            size = max(least, min(size - 1, size * width // max(self.width(text, size, font), 1)))
        if self.width(text, size, font) <= width:
            return text, size
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.width(text[:middle].rstrip() + ELLIPSIS, size, font) <= width
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip() + ELLIPSIS, size

    def wrap(self, text: str, width: int, size: int) -> tuple[str, ...]:
        """Lines of a paragraph: broken at spaces, in Japanese between any two signs that may part."""
        key = (text, width, size)
        if key not in self._wraps:
            self._wraps[key] = tuple(self._wrapped(*key))
            while len(self._wraps) > WRAPS_KEPT:
                self._wraps.popitem(last=False)
        return self._wraps[key]

    def _wrapped(self, text: str, width: int, size: int) -> list[str]:
        lines, line = [], ""
        for piece in _pieces(text):
            if line and self.width((line + piece).rstrip(), size) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        return [*lines, line.rstrip()] if line.strip() else lines

    def label(
        self,
        text: str,
        size: int,
        colour: Colour,
        font: FontName = "text",
        outline: int = 0,
        edge: Colour = (0, 0, 0),
    ) -> pygame.Surface:
        """A word on clear ground; `outline` pixels of `edge` colour around its letters."""
        key = (text, size, colour, font, outline, edge)
        if key in self._labels:
            self._labels.move_to_end(key)
            return self._labels[key]
        face, shown = self.font(text, size, font), self.shown(text)
        inner = face.render(shown, True, colour)
        if outline:
            made = pygame.Surface((inner.get_width() + 2 * outline, inner.get_height() + 2 * outline), pygame.SRCALPHA)
            around = face.render(shown, True, edge)
            for x, y in _ring(outline):
                made.blit(around, (outline + x, outline + y))
            made.blit(inner, (outline, outline))
            inner = made
        self._labels[key] = inner.convert_alpha() if pygame.display.get_surface() else inner
        while len(self._labels) > LABELS_KEPT:
            self._labels.popitem(last=False)
        return self._labels[key]

    def ascent(self, text: str, size: int, font: FontName) -> int:
        """Pixels from a label's upper edge to its base line (without an outline)."""
        return self.font(text, size, font).get_ascent()

    def _display_has(self, text: str) -> bool:
        return text.isascii() or all(signs(self._folder / DISPLAY_FILE, text))


def signs(file: Path, text: str) -> list[bool]:
    """Whether a font file has each sign of a text."""
    return [glyph is not None for glyph in _freetype(file).get_metrics(text)]


@lru_cache(TEXTS_KEPT)
def _boxed(file: Path, text: str) -> str:
    """A text with a box for each sign that a font file lacks."""
    return "".join(c if there else MISSING for c, there in zip(text, signs(file, text), strict=True))


@cache
def _freetype(file: Path) -> pygame.freetype.Font:
    pygame.freetype.init()
    with shipped(file):
        return pygame.freetype.Font(str(file), 20)


def _ring(radius: int) -> list[tuple[int, int]]:
    reach = range(-radius, radius + 1)
    return [(x, y) for x in reach for y in reach if 0 < x * x + y * y <= radius * radius + 1]


def _pieces(text: str) -> list[str]:
    """Pieces that stay whole: words with their space; kana and kanji one by one, with what may not begin a line."""
    pieces: list[str] = []
    for sign in text:
        wide = "\u3040" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff"
        never_first = sign in "、。，．・：；！？）」』】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ…"
        after = pieces[-1][-1:] if pieces else ""
        after_wide = "\u3000" <= after <= "\u30ff" or "\u4e00" <= after <= "\u9fff"
        opened = after in "（「『【"
        if pieces and (never_first or opened or not (wide or after == " " or after_wide)):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces
