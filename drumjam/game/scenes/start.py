"""Start: a play asked for on the command line."""

from __future__ import annotations

from drumjam.game.plan import planned
from drumjam.game.scene import Scene
from drumjam.game.scenes.loading import LoadingScene
from drumjam.game.scenes.select import SelectScene
from drumjam.game.world import World
from drumjam.library.songs import resolve


def start(world: World, song: str | None) -> Scene:
    """The play of a song, or the list of songs where none was named. Raises what `resolve` raises."""
    if song is None:
        return SelectScene(world)
    request = world.asked()
    return LoadingScene(world, planned(resolve(song), world.settings.play, request, world.draw_seed()))
