"""Furnishing: the stage of a play, painted beforehand so that the play begins without a pause."""

from __future__ import annotations

from dataclasses import dataclass

from drumjam.game.preparing import Prepared
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme


@dataclass(frozen=True, slots=True)
class Furnished:
    """A stage and what it shows."""

    stage: Stage
    state: StageState

    def fits(self, theme: Theme) -> bool:
        """Whether it was painted for a theme's window, palette and text size."""
        own = self.stage.theme
        return (own.window, own.palette, own.text_percent) == (theme.window, theme.palette, theme.text_percent)


def furnish(prepared: Prepared, theme: Theme, state: StageState | None = None) -> Furnished:
    """Paint the stage of a play; takes half a second. `state` is what it shows already, if the play has begun.

    The stage gets a theme of its own, so that this may run in a thread while pages are drawn with the other.
    """
    own = Theme(theme.window, theme.palette, theme.text_percent)
    shown = state or StageState(prepared.session, prepared.setup)
    stage = Stage(own, prepared.setup)
    stage.prepare(shown)
    return Furnished(stage, shown)
