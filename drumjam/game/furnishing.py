"""Furnishing: the stage of a play, painted beforehand so that the play begins without a pause."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Thread

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


SETTLED = 0.2
"""Seconds for which the window must have kept its size before the stage is painted anew, which takes half a second."""


class Decor:
    """The stage of a play that may have to be painted anew while it is on.

    furnished  what is shown
    """

    def __init__(self, furnished: Furnished, theme: Theme) -> None:
        self.furnished = furnished
        self._sized = (theme.window, 0.0)
        self._made: list[Furnished] = []

    def worn(self, theme: Theme) -> bool:
        """Whether the window, the palette or the text size has become another one."""
        return not self.furnished.fits(theme)

    def follow(self, prepared: Prepared, theme: Theme, state: StageState, now: float) -> None:
        """Take what was painted beside the play; paint anew once the window is no longer being pulled about."""
        if self._made:
            self.furnished = self._made.pop()
        if not self.worn(theme):
            return
        window, since = self._sized
        if window != theme.window:
            self._sized = (theme.window, now)
        elif now - since >= SETTLED:
            self.renew(prepared, theme, state)

    def renew(self, prepared: Prepared, theme: Theme, state: StageState) -> None:
        """Paint the stage anew at once."""
        self.furnished = furnish(prepared, theme, state)

    def renew_beside(self, prepared: Prepared, theme: Theme, state: StageState) -> None:
        """Paint it anew in a thread, while the play goes on."""
        Thread(target=lambda: self._made.append(furnish(prepared, theme, state)), daemon=True, name="decor").start()
