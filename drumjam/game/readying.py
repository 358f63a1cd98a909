"""Readying: a play made ready beside the window, its sounds first, then the stage that it is played on."""

from __future__ import annotations

from threading import Thread

from drumjam.game.drumkits import kits_of
from drumjam.game.furnishing import Furnished, furnish
from drumjam.game.plan import Plan
from drumjam.game.preparing import Instruments, Preparation, Prepared
from drumjam.game.stage.setup import StageSetup
from drumjam.game.world import World


class Readying:
    """Makes a play ready in threads; `follow` is to be asked once a frame."""

    def __init__(self, world: World, plan: Plan, setup: StageSetup) -> None:
        self.world = world
        instruments = Instruments(world.font(), kits_of(world.settings.sound))
        self.preparation = Preparation(plan, setup, world.store(), world.find_audio().rate, instruments)
        self._furnished: Furnished | None = None
        self._failed: Exception | None = None
        self._furnishing: Thread | None = None

    @property
    def progress(self) -> float:
        """How far the sounds are, 0 to 1."""
        return self.preparation.progress

    @property
    def failed(self) -> Exception | None:
        """Why it cannot be played."""
        return self.preparation.failed or self._failed

    def follow(self) -> tuple[Prepared, Furnished] | None:
        """The play, once all of it is there; begins to paint the stage when the sounds are.

        A stage for a window, a palette or a text size that are others by now is painted anew.
        """
        prepared, furnished = self.preparation.ready, self._furnished
        if prepared is not None and furnished is not None and furnished.fits(self.world.theme):
            return prepared, furnished
        if prepared is not None and (furnished is not None or self._furnishing is None):
            self._furnished = None
            self._furnishing = Thread(target=self._furnish, args=(prepared,), daemon=True, name="furnishing")
            self._furnishing.start()
        return None

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self.preparation.stop()

    def _furnish(self, prepared: Prepared) -> None:
        try:
            self._furnished = furnish(prepared, self.world.theme)
        except Exception as error:  # whatever it is: the window must not wait for ever
            self._failed = error
