"""Figures: how this machine keeps time, in lines that a player can read."""

from __future__ import annotations

from collections.abc import Iterator

from drumjam.game.gauges import Figures, Gauge
from drumjam.game.scene import Pace
from drumjam.game.strings import Strings
from drumjam.game.survey import GamePadNames, Midi, missing_of
from drumjam.game.world import World


def figure_lines(world: World) -> list[str]:
    """What was measured: keys, looks for input, pictures, sound."""
    return list(_figures(world))


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
    yield _gaps("figures.looks", gauges.polls, world.strings)
    yield _gaps("figures.pictures", gauges.frames, world.strings)
    audio = world.audio
    if audio is None or not audio.driver:
        yield words("figures.silent")
    elif not audio.trusted:
        yield words("figures.no_true_time", driver=audio.driver)
    else:
        buffer, ms = world.settings.sound.buffer, f"{audio.out_latency * 1e3:.0f}"
        yield words("figures.sound", driver=audio.driver, buffer=buffer, ms=ms)


def _gaps(key: str, gauges: dict[Pace, Gauge], words: Strings) -> str:
    """How far apart things were: in the last play, or before one only on pages."""
    played = gauges[Pace.PLAY].figures()
    if played is not None:
        return words.text(f"{key}.play", **_ms(played))
    calm = gauges[Pace.CALM].figures()
    return words.text(f"{key}.pages", **_ms(calm)) if calm else words.text(f"{key}.none")


def _ms(figures: Figures) -> dict[str, str]:
    return {"usual": f"{figures.median * 1e3:.1f}", "worst": f"{figures.worst * 1e3:.1f}"}
