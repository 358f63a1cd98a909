"""Input by polling: a press is placed in the middle between the polls before and after it."""

from __future__ import annotations

from time import perf_counter_ns

import pygame

from drumjam.game.inputs.source import InputEvent, key_event

KEYS = (pygame.KEYDOWN, pygame.KEYUP)


class PollingInput:
    """Works everywhere; as exact as it is polled often."""

    name = "poll"

    def __init__(self) -> None:
        self._last = perf_counter_ns()
        self._others: list[pygame.event.Event] = []
        pygame.event.set_blocked(pygame.MOUSEMOTION)

    def poll(self) -> list[InputEvent]:
        """What came in since the last poll, oldest first."""
        events = pygame.event.get()
        now = perf_counter_ns()
        middle = now - (now - self._last) // 2
        self._last = now
        self._others += [event for event in events if event.type not in KEYS]
        return [key_event(event, middle) for event in events if event.type in KEYS]

    def take(self) -> list[pygame.event.Event]:
        """Everything else since the last take."""
        taken, self._others = self._others, []
        return taken
