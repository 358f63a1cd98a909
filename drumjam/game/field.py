"""Field: a line of text that letters go into while it is open, also letters that an input method composes."""

from __future__ import annotations

from enum import Enum, auto

import pygame

from drumjam.game.inputs.source import KEYBOARD, InputEvent

ENTER = (pygame.KSCAN_RETURN, pygame.KSCAN_KP_ENTER)


class Left(Enum):
    """How a field was left."""

    DONE = auto()
    """With Enter, or on to what lies next to it."""
    CANCELLED = auto()
    """With Esc."""


class Field:
    """A line of text.

    text       what was typed
    typing     whether letters go here
    composing  what an input method shows while it makes one letter of several keys
    """

    def __init__(self, longest: int, text: str = "") -> None:
        self.longest = longest
        self.text = text
        self.typing = False
        self.composing = ""

    @property
    def shown(self) -> str:
        """The text with what is being composed."""
        return self.text + self.composing

    def open(self, place: pygame.Rect | None = None) -> None:
        """Letters go here from now on; an input method shows its choices at `place` in the window."""
        self.typing = True
        pygame.key.start_text_input()
        if place is not None:
            pygame.key.set_text_input_rect(place)

    def close(self) -> None:
        """Keys are keys again."""
        if self.typing:
            self.typing, self.composing = False, ""
            pygame.key.stop_text_input()

    def press(self, event: InputEvent) -> Left | None:
        """A key while the field is open; how it left the field, which is then closed, or None.

        While an input method composes, keys are its own. Kits and game pads type nothing.
        """
        if not event.down or self.composing or event.device != KEYBOARD:
            return None
        if event.code == pygame.KSCAN_BACKSPACE:
            self.text = self.text[:-1]
        elif event.code in (*ENTER, pygame.KSCAN_DOWN, pygame.KSCAN_UP, pygame.KSCAN_TAB):
            self.close()
            return Left.DONE
        elif event.code == pygame.KSCAN_ESCAPE:
            self.close()
            return Left.CANCELLED
        return None

    def handle(self, event: pygame.event.Event) -> bool:
        """What the window said: whether it was letters for this field."""
        if not self.typing or event.type not in (pygame.TEXTINPUT, pygame.TEXTEDITING):
            return False
        if event.type == pygame.TEXTEDITING:
            self.composing = event.text
        else:
            self.text = (self.text + event.text)[: self.longest]
            self.composing = ""
        return True
