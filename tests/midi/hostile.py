"""Files made to be slow: each kind at any size, so that work can be asked to grow no faster than the file."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

from tests.midi.writing import meta, midi, number, track

KIT = (36, 38, 42, 46, 49, 41, 45, 51)
FAST = meta(0x51, (30_000).to_bytes(3, "big"))
"""2,000 beats a minute, so that long songs end within six hours."""
FASTEST = meta(0x51, (1).to_bytes(3, "big"))
NOTE = b"\x00\x99\x26\x60"


def drums(deltas: Iterable[int], keys: Callable[[int], int] = lambda i: KIT[i * 7 % 11 % 8]) -> bytes:
    """Drum strokes so many ticks apart, with a running status, of changing loudness."""
    strokes = (number(delta) + bytes((keys(i), 1 + i * 37 % 127)) for i, delta in enumerate(deltas))
    return NOTE + b"".join(strokes)


def lone_notes(n: int) -> bytes:
    """Two hundred strokes, so that there is something to build."""
    return drums([120] * min(n, 200))


def tempos(n: int) -> bytes:
    """A tempo at every stroke."""
    changes = b"".join(meta(0x51, (300_000 + i * 7919 % 400_000).to_bytes(3, "big"), 60) for i in range(n))
    return midi(track(changes), track(drums([60] * n)))


def far_and_slow(n: int) -> bytes:
    """The slowest tempo, again after the longest time."""
    return midi(track(meta(0x51, b"\xff\xff\xff", 0x0FFFFFFF) * n), track(drums([60] * n)), division=32_767)


def texts(n: int) -> bytes:
    """Texts of 4,000 bytes that every Asian charset can read."""
    rng = random.Random(1)
    words = (bytes(rng.choice(b"\xb0\xb1\xc4\xc5") for _ in range(4000)) for _ in range(n))
    return midi(track(b"".join(meta(1 + i % 7, word) for i, word in enumerate(words)) + lone_notes(n)))


def packets(n: int) -> bytes:
    """One SysEx message in packets, never closed."""
    return midi(track(b"\x00\xf0\x01\x01" + b"\x00\xf7\x01\x01" * n + lone_notes(n)))


def drum_messages(n: int) -> bytes:
    """GS messages that make and unmake drums, before as many tracks."""
    message = b"\x60\xf0\x0a\x41\x10\x42\x12\x40\x10\x15\x00\x1b\xf7"
    return midi(track(message * n), *[track(NOTE)] * n)


def volumes(n: int) -> bytes:
    """Ten muted volumes for every track of drums, all of which last to the end."""
    return midi(track(b"\x01\xb9\x07\x00" * 10 * n), *[track(NOTE + number(10 * n) + b"\x26\x60")] * n)


def tunes(n: int) -> bytes:
    """A track for every note, and each chooses a program ten times."""
    return midi(*(track(b"\x00\xc0\x05" * 10 + number(60 * i) + b"\x90\x40\x60") for i in range(n)))


def one_moment(n: int) -> bytes:
    """All strokes on one tick."""
    return midi(track(drums([0] * n, lambda i: 27 + i % 60)))


def rush(n: int) -> bytes:
    """A stroke every tick: a millisecond."""
    return midi(track(drums([1] * n)))


def endless_roll(n: int) -> bytes:
    """One drum, a hundred times a second."""
    return midi(track(drums([10] * n, lambda i: 38)))


def short_rolls(n: int) -> bytes:
    """Rolls of six strokes, one after the other."""
    return midi(track(FAST + drums((3000 if i % 6 == 0 else 600 for i in range(n)), lambda i: KIT[i // 6 % 8])))


def flams(n: int) -> bytes:
    """Strokes as close as one moment, never a pause."""
    return midi(track(FAST + drums([460] * n)))


def groove(n: int) -> bytes:
    """Strokes as fast as one leader can play them, on a drum and a cymbal."""
    return midi(track(FAST + drums([1200] * n, lambda i: (36, 42)[i % 2])))


def metres(n: int) -> bytes:
    """A metre on every tick, odd ones among them."""
    changes = b"".join(meta(0x58, bytes((1 + i % 11, 1 + i % 4, 24, 8)), 1) for i in range(n))
    return midi(track(changes), track(drums([1] * n)))


def odd_metres(n: int) -> bytes:
    """Two odd metres in turn, and strokes in every one."""
    changes = b"".join(meta(0x58, bytes(((5, 7)[i % 2], 2, 24, 8)), 480 * 7) for i in range(n))
    return midi(track(FAST + changes), track(drums([56] * 60 * n)))


def bars_of_a_tick(n: int) -> bytes:
    """Metres of one tick a bar, each 20,000 bars long."""
    changes = meta(0x58, b"\x01\x07\x18\x08", 20_000) * n
    return midi(track(FASTEST + changes), track(drums([20_000] * n)), division=8)


def rests(n: int) -> bytes:
    """A bar of strokes and bars of rest, all along."""
    return midi(track(FAST + drums(1920 * 5 if i % 8 == 7 else 240 for i in range(n))))


def crashes(n: int) -> bytes:
    """A crash on every bar line: a section every four bars."""
    return midi(track(FAST + drums([480] * n, lambda i: 49 if i % 4 == 3 else 36)))


def lopsided(n: int) -> bytes:
    """Every second stretch is dense, so that roles must be exchanged."""
    return midi(track(FAST + drums((240 if i // 256 % 2 else 1920 for i in range(n)), lambda i: KIT[i % 7])))


def held_rolls(n: int) -> bytes:
    """Two named parts full of held roll keys."""
    roll = b"".join(b"\x3c\x99\x26\x60\x00\x99\x7e\x60\x3c\x99\x26\x50\x08\x89\x7e\x40" for _ in range(n))
    return midi(track(meta(3, b"Lee") + roll), track(meta(3, b"Takaichi") + roll))


def leaders(n: int) -> bytes:
    """A track of its own for every stroke of two named parts."""
    return midi(*(track(meta(3, (b"Lee", b"Takaichi")[i % 2]) + number(60 * i) + NOTE[1:]) for i in range(n)))


def patterns(n: int) -> bytes:
    """Format 2 with as many patterns as notes."""
    return midi(*[track(FAST + NOTE)] * n, kind=2)


def programs(n: int) -> bytes:
    """The shortest events there are."""
    return midi(track(b"\x00\xc0\x01" + b"\x00\x01" * n + lone_notes(n)))


HOSTILE: dict[Callable[[int], bytes], int] = {
    tempos: 100_000,
    far_and_slow: 100_000,
    texts: 800,
    packets: 400_000,
    drum_messages: 30_000,
    volumes: 20_000,
    tunes: 20_000,
    one_moment: 500_000,
    rush: 500_000,
    endless_roll: 500_000,
    short_rolls: 150_000,
    flams: 300_000,
    groove: 150_000,
    metres: 10_000,
    odd_metres: 4_000,
    bars_of_a_tick: 4_000,
    rests: 100_000,
    crashes: 100_000,
    lopsided: 150_000,
    held_rolls: 30_000,
    leaders: 30_000,
    patterns: 30_000,
    programs: 1_000_000,
}
"""Each kind, and a size that makes about a megabyte or takes about a second."""
