"""Reported: what a keyboard could not report when it was tested, remembered by the places of its keys."""

from __future__ import annotations

from collections.abc import Sequence

from drumjam.game.inputs.keys import Bindings, code_of, key_label, name_of
from drumjam.game.inputs.rollover import Rollover


def unreported(test: Rollover) -> tuple[str, ...]:
    """The combinations that failed, `F+J`, by the names that settings give to keys."""
    return tuple("+".join(name_of(code) for code in test.keys if code in combo) for combo in test.failing)


def still_bound(combos: Sequence[str], bindings: Bindings) -> list[str]:
    """Those of them whose keys are all pads' keys now, as they are labelled on this keyboard."""
    codes = [[code_of(name) for name in combo.split("+")] for combo in combos]
    return ["+".join(map(key_label, combo)) for combo in codes if all(code in bindings.slots for code in combo)]
