"""SoundView: a card for each player who taps along to what is heard."""

from __future__ import annotations

import pygame

from drumjam.game.calibration.card import Shown, draw_card
from drumjam.game.calibration.plot import WIDEST, Seen, eased_span
from drumjam.game.calibration.tapping import Hands, Listening, Players
from drumjam.game.inputs.offsets import offset_ms
from drumjam.game.inputs.seats import caps
from drumjam.game.inputs.source import KEYBOARD
from drumjam.game.menu import Box
from drumjam.game.scene import Breathe
from drumjam.game.world import World
from drumjam.library.settings import Timing
from drumjam.rules.calibration import Refusal
from drumjam.rules.chart import Lane, Pad

WHOLE: Box = (32, 152, 1216, 464)
HALVES: tuple[Box, Box] = ((32, 152, 600, 464), (648, 152, 600, 464))


class SoundView:
    """Draws the cards; remembers how much of the beat each shows."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._spans: dict[Lane | None, float] = {}

    def follow(self, listening: Listening) -> None:
        """Let the plots close in upon the offsets; once a frame."""
        for player in self._players(listening):
            hands = listening.of(player)
            span = self._spans.get(player, WIDEST)
            self._spans[player] = eased_span(span, hands.told if hands else Refusal.TOO_FEW, self._still)

    def draw(
        self,
        canvas: pygame.Surface,
        listening: Listening,
        before: Timing | None,
        now: float,
        beat: float | None,
        breathe: Breathe,
    ) -> None:
        """Draw them at a clock time.

        before  the offsets as they were before some were replaced, or None
        beat    where the beat stands, None where nothing may move
        """
        for player, box in self._players(listening).items():
            shown = self._shown(player, listening.of(player), before)
            draw_card(self.world.theme, canvas, box, self.world.strings, shown, now, beat)
            breathe()

    @property
    def _still(self) -> bool:
        return self.world.settings.screen.reduced_motion

    def _players(self, listening: Listening) -> dict[Lane | None, Box]:
        """Players and their cards: the one who leads the left lane stands on the left."""
        if listening.players is Players.ONE:
            return {None: WHOLE}
        return dict(zip((self.world.left, self.world.left.other), HALVES, strict=True))

    def _shown(self, player: Lane | None, hands: Hands | None, before: Timing | None) -> Shown:
        world = self.world
        lanes = (world.left, world.left.other) if player is None else (player,)
        device = hands.device if hands else KEYBOARD
        is_set = offset_ms(world.settings.timing, lanes[0], device)
        was = is_set if before is None else offset_ms(before, lanes[0], device)
        seen = Seen(
            taps=hands.taps if hands else (),
            counted=hands.counted if hands else frozenset(),
            told=hands.told if hands else Refusal.TOO_FEW,
            set=is_set / 1e3,
            span=self._spans.get(player, WIDEST),
            lanes=lanes,
            early=world.strings.text("early"),
            late=world.strings.text("late"),
        )
        return Shown(
            lanes=lanes,
            device=world.strings.text("calib.keyboard") if device == KEYBOARD else device,
            caps=self._caps(lanes) if device == KEYBOARD else (),
            seen=seen,
            set_ms=is_set,
            was_ms=None if was == is_set else was,
        )

    def _caps(self, lanes: tuple[Lane, ...]) -> tuple[str, ...]:
        """What stands on the keys of these lanes, left to right."""
        found = []
        for lane in lanes:
            own = caps(self.world.bindings, lane, frozenset(Lane), self.world.left)
            pads = (Pad.CYMBAL, Pad.DRUM) if lane is self.world.left else (Pad.DRUM, Pad.CYMBAL)
            found += [cap for pad in pads for cap in own[pad].split(" ") if cap]
        return tuple(found)
