"""Commands: what the keys of a keyboard mean on pages, those of the pads too."""

from __future__ import annotations

import pygame

from drumjam.game.inputs.keys import Slot
from drumjam.game.scene import Command

COMMANDS = {
    pygame.KSCAN_UP: Command.UP,
    pygame.KSCAN_DOWN: Command.DOWN,
    pygame.KSCAN_LEFT: Command.LEFT,
    pygame.KSCAN_RIGHT: Command.RIGHT,
    pygame.KSCAN_RETURN: Command.CHOOSE,
    pygame.KSCAN_KP_ENTER: Command.CHOOSE,
    pygame.KSCAN_SPACE: Command.CHOOSE,
    pygame.KSCAN_ESCAPE: Command.BACK,
    pygame.KSCAN_TAB: Command.NEXT,
}
"""By the place of a key that is no pad's."""

PAD_COMMANDS = {
    Slot.LEE_CYMBAL: Command.PREVIOUS,
    Slot.TAKAICHI_CYMBAL: Command.NEXT,
    Slot.LEE_DRUM: Command.CHOOSE,
    Slot.TAKAICHI_DRUM: Command.CHOOSE,
}
"""By the pad that a key is bound to."""
