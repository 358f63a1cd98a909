"""Input from a script: a test's fingers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pygame

from drumjam.game.inputs.source import InputEvent


class ScriptedInput:
    """Hands over prepared events once their time has come.

    events  what will come in
    clock   gives the present time in ns
    """

    name = "scripted"

    def __init__(self, events: Iterable[InputEvent], clock: Callable[[], int]) -> None:
        self._coming = sorted(events)
        self._clock = clock
        self._others: list[pygame.event.Event] = []

    def poll(self) -> list[InputEvent]:
        """The events whose time has come since the last poll."""
        now = self._clock()
        due = [event for event in self._coming if event.t_ns <= now]
        self._coming = self._coming[len(due) :]
        return due

    def post(self, event: pygame.event.Event) -> None:
        """Say something else than a key: a click, a dropped file."""
        self._others.append(event)

    def take(self) -> list[pygame.event.Event]:
        """Everything else since the last take."""
        taken, self._others = self._others, []
        return taken
