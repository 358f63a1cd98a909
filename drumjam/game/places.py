"""Places: who sits where, when two people exchange the leaders they play."""

from __future__ import annotations

from datetime import datetime

from drumjam.game.world import World
from drumjam.library.replays import stamp
from drumjam.library.settings import Settings

EXCHANGED = {
    "play": ("level", "scroll", "one_key", "wide"),
    "sound": ("kit", "pan"),
    "timing": ("ms", "refused_ms"),
}
"""What people keep that is set for a leader: in these parts of the settings `lee_...` and `takaichi_...`."""


def swap_places(world: World) -> None:
    """The leaders change places; the people stay where they sit, and take along what they have set and hold."""
    settings = world.settings
    for part, names in EXCHANGED.items():
        world.change(part, **_exchanged(settings, part, names))
    world.change("timing", swapped=stamp(datetime.now()))
    world.change("sound", lee=settings.sound.takaichi, takaichi=settings.sound.lee)
    world.change("souvenir", player=settings.souvenir.guest, guest=settings.souvenir.player)
    owners = {"lee": "takaichi", "takaichi": "lee"}
    plugged = set(world.plugged())
    held = {name: owners.get(who, who) if name in plugged else who for name, who in settings.devices.leader.items()}
    world.change("devices", leader=held)
    for device, lane in world.joined.items():
        world.joined[device] = lane.other
    world.change("screen", swap_sides=not settings.screen.swap_sides)


def _exchanged(settings: Settings, part: str, names: tuple[str, ...]) -> dict[str, object]:
    values = getattr(settings, part)
    lee = {f"lee_{name}": getattr(values, f"takaichi_{name}") for name in names}
    return lee | {f"takaichi_{name}": getattr(values, f"lee_{name}") for name in names}
