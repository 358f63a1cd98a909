"""Presenter: puts what was drawn on the screen, only where it changed if that is known."""

from __future__ import annotations

import pygame

Dirty = list[pygame.Rect] | None
"""Where a picture differs from the one before, in pixels of the window; None: anywhere."""

WHOLE_EVERY = 0.5
"""Seconds after which the whole picture is drawn and shown, whatever changed: no trace of anything stays longer."""


class Presenter:
    """Shows one picture after another; copying a whole window takes as long as drawing a third of the stage."""

    def __init__(self) -> None:
        self._known = False
        self._due = 0.0

    def forget(self) -> None:
        """What the window shows is no longer known: another scene draws, or the window was uncovered."""
        self._known = False

    def kept(self, now: float) -> bool:
        """Whether, at a time in seconds, the window's surface holds the scene's last picture and nothing over it."""
        return self._known and now < self._due

    def present(self, dirty: Dirty, now: float) -> None:
        """Show what was drawn on the window's surface at a time in seconds.

        What a picture says of the one before holds only if that one said it too: else something lay over that.
        Rows are copied as wide as the window: that is faster than several narrow pieces, though they are less.
        """
        if dirty and self.kept(now):
            rows = dirty[0].unionall(dirty[1:])
            pygame.display.update(pygame.Rect(0, rows.top, pygame.display.get_surface().get_width(), rows.height))
        else:
            pygame.display.flip()
            self._due = now + WHOLE_EVERY
        self._known = dirty is not None
