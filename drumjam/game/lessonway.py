"""LessonWay: the button that leads to the first lesson, and to whom it is offered."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from drumjam.game.menu import Box, Item
from drumjam.game.page import Page
from drumjam.game.scene import Scene
from drumjam.game.theme import Kind
from drumjam.game.world import World
from drumjam.library.settings import Settings


def is_new(settings: Settings) -> bool:
    """Whether nobody has chosen a song yet, nor begun the lesson: to such a person it is offered."""
    return not settings.play.song and not settings.play.lesson


def lesson_item(page: Page, box: Box, back_to: Callable[[World], Scene]) -> Item:
    """The button on a page; `back_to` makes the page that the lesson leads back to."""

    def opened() -> Scene:
        from drumjam.game.scenes.lesson import open_lesson  # it brings numpy, which the first frame must not wait for

        return open_lesson(page.world, back_to) or page

    return Item("lesson", box, page.goer(opened))


def draw_lesson_button(
    page: Page, canvas: pygame.Surface, now: float, size: float = 22, offered: Kind = Kind.PRIMARY
) -> None:
    """The button: to who is new an offer, painted as `offered`; else a plain name."""
    new = is_new(page.world.settings)
    label = page.world.strings.text("lesson.new" if new else "lesson")
    page.button(canvas, "lesson", label, now, size, offered if new else Kind.BUTTON)
