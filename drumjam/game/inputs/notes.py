"""Notes: what the notes of electronic kits play, before anybody has said otherwise."""

from __future__ import annotations

from drumjam.midi.kit import pad_of
from drumjam.rules.chart import Pad

PEDALS = frozenset({44})
"""The hi-hat closed by the foot: a foot that keeps time strikes nothing."""

KITS: dict[str, dict[Pad, tuple[int, ...]]] = {
    # snare: 38 head, 40 rim, 37 cross stick; toms and their rims: 48 50, 45 47, 43 58; hi-hat edge: 22 closed, 26 open
    # crash edges 55, 52; ride 51, 59 edge, 53 bell; two more: 27 28 (Roland TD-17: default MIDI note map)
    # hi-hat splash 21, half open 23, rim of the fourth tom 39 (Alesis Nitro: pad MIDI note numbers)
    "": {Pad.DRUM: (27, 28, 39, 58), Pad.CYMBAL: (21, 22, 23, 26)},
    # snare off: 31 34 27; hi-hat edge: 78 open, 79 closed, 77; its cup: 85, 86; second crash: 15 16 17 20; kick 33
    # (Yamaha DTX502, DTX-PRO and DTXPLORER: MIDI reference)
    "dtx": {Pad.DRUM: (31, 33, 34), Pad.CYMBAL: (15, 16, 17, 20, 77, 78, 79, 86)},
}
"""By a word in the kit's name, where it is not General MIDI: which notes its pads have besides."""

FOOT = {"dtx": frozenset({83, 85})}
"""The same of the foot: a hi-hat that it splashes."""

HATS = frozenset({42, 46, 21, 22, 23, 26, 77, 78, 79, 86})
LEFT_SIDE = HATS | {31, 34, 37, 38, 40, 44}
"""What the left hand strikes where one person leads both parts: hi-hat and snare; all the rest is the right hand's."""


def usual_pads(name: str) -> dict[int, Pad]:
    """What each note of the kit of that name plays; notes that are not there play nothing."""
    pads = {note: pad for note in range(128) if (pad := pad_of(note)) is not None}
    foot = set(PEDALS)
    for word, table in KITS.items():
        if word in name.casefold():
            pads |= {note: pad for pad, notes in table.items() for note in notes}
            foot |= FOOT.get(word, frozenset())
    return {note: pad for note, pad in pads.items() if note not in foot}
