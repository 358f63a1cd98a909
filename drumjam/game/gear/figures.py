"""Figures: how this machine keeps time, in lines that a player can read, remembered from play to play."""

from __future__ import annotations

from collections.abc import Iterator

from drumjam.game.gauges import Figures, Gauge, Gauges
from drumjam.game.scene import Pace
from drumjam.game.survey import GamePadNames, Midi, missing_of
from drumjam.game.world import World
from drumjam.library.machine import Machine

NAMES = ("looks", "pictures", "clock")
"""Of what is measured, as the settings know it."""


def figure_lines(world: World) -> list[str]:
    """What was measured: keys, looks for input, pictures, the song's clock, sound."""
    return list(_figures(world))


def remember(world: World) -> None:
    """Keep what the play that ends here has shown, for this page and for `drumjam devices`."""
    shown = _shown(world.gauges, Pace.PLAY)
    usual = {name: round(figures.median * 1e3, 2) for name, figures in shown.items()}
    worst = {name: round(figures.worst * 1e3, 2) for name, figures in shown.items()}
    world.change("machine", usual_ms=usual, worst_ms=worst)


def missing_lines(world: World) -> list[str]:
    """What is not there, and what to do about it."""
    devices = world.devices
    if devices is None or not (devices.kits.backend or devices.kits.trouble):  # nobody has looked yet
        return []
    kits, pads = devices.kits, devices.pads
    midi = Midi(kits.backend, tuple(kits.kits), tuple(kits.held.items()), kits.trouble)
    heard = world.audio is None or bool(world.audio.driver)
    found = missing_of(heard, midi, GamePadNames(tuple(pads.pads), pads.trouble))
    return [world.strings.text(remark.code, **dict(remark.params)) for remark in found]


def _figures(world: World) -> Iterator[str]:
    words, gauges = world.strings.text, world.gauges
    stamps = getattr(world.inputs, "stamps", None)
    if stamps is not None:
        yield words("figures.x11", believed=stamps.plausible, distrusted=stamps.distrusted)
    else:
        yield words("figures.poll")
    play, pages = _shown(gauges, Pace.PLAY) or _remembered(world.settings.machine), _shown(gauges, Pace.CALM)
    for name in NAMES:
        if name in play:
            yield words(f"figures.{name}.play", **_ms(play[name]))
        elif name in pages:
            yield words(f"figures.{name}.pages", **_ms(pages[name]))
        else:
            yield words(f"figures.{name}.none")
    audio = world.audio
    if audio is None or not audio.driver:
        yield words("figures.silent")
    elif not audio.trusted:
        yield words("figures.no_true_time", driver=audio.driver)
    else:
        buffer, ms = world.settings.sound.buffer, f"{audio.out_latency * 1e3:.0f}"
        yield words("figures.sound", driver=audio.driver, buffer=buffer, ms=ms)


def _shown(gauges: Gauges, pace: Pace) -> dict[str, Figures]:
    """What this window has shown in plays or on pages, by name."""
    clock = gauges.astray if pace is Pace.PLAY else Gauge()
    found = zip(NAMES, (gauges.polls[pace], gauges.frames[pace], clock), strict=True)
    return {name: figures for name, gauge in found if (figures := gauge.figures()) is not None}


def _remembered(machine: Machine) -> dict[str, Figures]:
    """The same of the last play of an earlier window."""
    both = machine.usual_ms.keys() & machine.worst_ms.keys()
    return {name: Figures(machine.usual_ms[name] / 1e3, machine.worst_ms[name] / 1e3) for name in both}


def _ms(figures: Figures) -> dict[str, str]:
    return {"usual": f"{figures.median * 1e3:.1f}", "worst": f"{figures.worst * 1e3:.1f}"}
