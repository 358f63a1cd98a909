"""Start: a play asked for on the command line."""

from __future__ import annotations

from dataclasses import replace

from drumjam.game.plan import level_of, planned, who_plays
from drumjam.game.scene import Scene
from drumjam.game.scenes.loading import LoadingScene
from drumjam.game.scenes.select import SelectScene
from drumjam.game.world import World
from drumjam.library.songs import resolve


def start(world: World, song: str | None) -> Scene:
    """The play of a song, or the list of songs where none was named. Raises what `resolve` raises."""
    if song is None:
        _prefer(world)
        return SelectScene(world)
    if not world.request.autoplay:
        _prefer(world)  # so that the next play is of the same kind
    request = world.asked()
    settings = world.settings
    return LoadingScene(world, planned(resolve(song), settings.play, request, world.draw_seed(), settings.assists))


def _prefer(world: World) -> None:
    """Take what the command line asked for as if it had been chosen in the list."""
    request, play = world.request, world.settings.play
    mode, led = who_plays(play, request)
    lee, takaichi = request.levels or (level_of(play.lee_level), level_of(play.takaichi_level))
    play = replace(
        play,
        mode=mode,
        leader=next(iter(led)).id if len(led) == 1 else play.leader,
        lee_level=lee.id,
        takaichi_level=takaichi.id,
        speed=play.speed if request.speed is None else request.speed,
    )
    world.settings = replace(world.settings, play=play)
    world.request = replace(request, players=None, leader=None, levels=None, speed=None)
