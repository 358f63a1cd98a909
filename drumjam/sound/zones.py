"""Zone: one layer of a SoundFont instrument, its generators summed up into plain units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

INSTRUMENT, SAMPLE, KEYS, VELOCITIES = 41, 53, 43, 44

DEFAULTS = {8: 13_500, 33: -12_000, 34: -12_000, 35: -12_000, 36: -12_000, 38: -12_000}
DEFAULTS |= {56: 100}
"""Values of generators that a font does not name (SoundFont 2.04, section 8.1.3); 0 for all others."""

ATTENUATION_SHARE = 0.4
"""Fonts are made by ear for EMU chips, which attenuate by this share of what is written; FluidSynth does the same."""


MOST_ZONES = 20_000
"""Of one instrument; large fonts have some hundreds."""


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """One layer of an instrument: which sample sounds for which keys, and how.

    sample            row of the font's sample table
    keys, velocities  inclusive ranges that it answers to
    root              MIDI key of the sample, None for the sample's own
    cents_a_key, tune cents from one key to the next; cents added to all
    gain              amplitude factor; may be above 1, but velocity and gain together may not
    pan               -0.5 left to 0.5 right
    delay, attack, hold, decay, release  seconds of the volume envelope (decay, release: for a fall of 100 dB)
    sustain           dB below the peak, >= 0
    hold_per_key, decay_per_key  share of an octave by which they shorten with each key above 60, in cents
    cutoff, resonance Hz and dB of the low-pass filter
    loops             whether it repeats while it sounds
    start, end, loop_start, loop_end  frames added to the sample's own places
    choke             group in which one sound ends the others, 0 for none
    fixed_key, fixed_velocity  used instead of the note's, None for the note's own
    """

    sample: int
    keys: tuple[int, int]
    velocities: tuple[int, int]
    root: int | None
    cents_a_key: float
    tune: float
    gain: float
    pan: float
    delay: float
    attack: float
    hold: float
    decay: float
    sustain: float
    release: float
    hold_per_key: float
    decay_per_key: float
    cutoff: float
    resonance: float
    loops: bool
    start: int
    end: int
    loop_start: int
    loop_end: int
    choke: int
    fixed_key: int | None
    fixed_velocity: int | None

    def answers(self, key: int, velocity: int) -> bool:
        """Whether it sounds for this note."""
        return self.keys[0] <= key <= self.keys[1] and self.velocities[0] <= velocity <= self.velocities[1]


def build_zones(tables: Mapping[bytes, NDArray[Any]], preset: int) -> tuple[Zone, ...]:
    """All zones of one row of the preset table.

    Raises IndexError for tables that point astray, OverflowError for more than MOST_ZONES.
    """
    zones: list[Zone] = []
    looked_at = 0
    for outer in _bags(tables, b"p", preset, INSTRUMENT):
        instrument = outer[INSTRUMENT] & 0xFFFF
        looked_at += len(_bag_rows(tables, b"i", instrument))
        if looked_at > MOST_ZONES:  # each zone of the preset may name an instrument of as many
            raise OverflowError(f"more than {MOST_ZONES} zones")
        for inner in _bags(tables, b"i", instrument, SAMPLE):
            keys, velocities = _overlap(outer, inner, KEYS), _overlap(outer, inner, VELOCITIES)
            if keys[0] <= keys[1] and velocities[0] <= velocities[1]:
                zones.append(_zone(outer, inner, keys, velocities))
    return tuple(zones)


def _bags(tables: Mapping[bytes, NDArray[Any]], kind: bytes, row: int, target: int) -> Iterator[dict[int, int]]:
    """Generators of each zone of a preset (`p`) or instrument (`i`), its global zone's under its own."""
    bags, gens = tables[kind + b"bag"], tables[kind + b"gen"]
    shared: dict[int, int] = {}
    rows_of_bags = _bag_rows(tables, kind, row)
    for bag in rows_of_bags:
        rows = gens[int(bags["gen"][bag]) : int(bags["gen"][bag + 1])]
        own = dict(zip(rows["op"].tolist(), rows["amount"].tolist(), strict=True))
        if target in own:
            yield shared | own
        elif bag == rows_of_bags.start:
            shared = own


def _bag_rows(tables: Mapping[bytes, NDArray[Any]], kind: bytes, row: int) -> range:
    """Rows of the table of zones that belong to a preset (`p`) or instrument (`i`)."""
    heads = tables[b"phdr" if kind == b"p" else b"inst"]["bag"]
    return range(int(heads[row]), int(heads[row + 1]))


def _overlap(outer: Mapping[int, int], inner: Mapping[int, int], op: int) -> tuple[int, int]:
    whole = 127 << 8
    a, b = outer.get(op, whole), inner.get(op, whole)
    return max(a & 255, b & 255), min(a >> 8 & 255, b >> 8 & 255)


def _zone(added: Mapping[int, int], own: Mapping[int, int], keys: tuple[int, int], velocities: tuple[int, int]) -> Zone:
    """A zone of an instrument, the preset's generators added.

    Places in the sample, fixed keys and velocities, loops, choke groups and roots are the instrument's alone.
    """

    def value(op: int) -> int:
        return own.get(op, DEFAULTS.get(op, 0)) + added.get(op, 0)

    def seconds(op: int, longest: int = 5000) -> float:
        cents = min(value(op), longest)
        return 0.0 if cents <= -12_000 else float(2 ** (cents / 1200))

    def chosen(op: int) -> int | None:
        return own[op] if own.get(op, -1) >= 0 else None

    # The filter's sweep is left out: it stands where the modulation envelope peaks.
    cutoff = max(min(value(8) + value(11), 13_500), 1500)
    return Zone(
        sample=own[SAMPLE] & 0xFFFF,
        keys=keys,
        velocities=velocities,
        root=chosen(58),
        cents_a_key=value(56),
        tune=100 * value(51) + value(52),
        gain=10 ** (-ATTENUATION_SHARE * min(max(value(48), -960), 1440) / 200),
        pan=min(max(value(17), -500), 500) / 1000,
        delay=seconds(33),
        attack=seconds(34, 8000),
        hold=seconds(35),
        decay=seconds(36, 8000),
        sustain=min(max(value(37), 0), 1440) / 10,
        release=seconds(38, 8000),
        hold_per_key=min(max(value(39), -1200), 1200),
        decay_per_key=min(max(value(40), -1200), 1200),
        cutoff=8.176 * 2 ** (cutoff / 1200),
        resonance=min(max(value(9), 0), 960) / 10,
        loops=bool(own.get(54, 0) & 1),
        start=own.get(0, 0) + 32_768 * own.get(4, 0),
        end=own.get(1, 0) + 32_768 * own.get(12, 0),
        loop_start=own.get(2, 0) + 32_768 * own.get(45, 0),
        loop_end=own.get(3, 0) + 32_768 * own.get(50, 0),
        choke=own.get(57, 0),
        fixed_key=chosen(46),
        fixed_velocity=chosen(47),
    )
