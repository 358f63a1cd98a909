"""Sticks: after a play everybody signs a pair of sticks, and the leaders exchange them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

import pygame

from drumjam.game.harmonydial import harmony_dial
from drumjam.game.homeward import onward_label
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.menu import Box, Item
from drumjam.game.page import LEFT_BUTTON, Page
from drumjam.game.plates import plate
from drumjam.game.scene import Breathe, Command, Scene
from drumjam.game.signature import Signature, on_sticks
from drumjam.game.signcard import CLEAR, FIELD, SignCards, boxed, within, wood
from drumjam.game.signing import Signer, Signing
from drumjam.game.stage.exchange import CAUGHT, ENDED, HOLD, JOINED, MEETING, Moment, after, before, moment
from drumjam.game.stage.keepsake import Keepsake
from drumjam.game.stage.pose import shut_eyes
from drumjam.game.theme import Align, Kind, Theme
from drumjam.game.widgets import paragraph
from drumjam.game.world import World
from drumjam.rules.chart import Lane
from drumjam.sound.clicks import Click

if TYPE_CHECKING:
    from drumjam.game.scenes.results import ResultsScene

EXCHANGE: Box = (440, 632, 400, 48)
SKIP: Box = (1034, 632, 214, 48)
TOLD: Box = (36, 628, 380, 54)
DESK: Box = (32, 404, 1216, 218)
PLATES: tuple[Box, Box] = ((56, 478, 480, 84), (744, 478, 480, 84))
RING = (640.0, 488.0)
CUES = ((MEETING, Click.PULSE), (CAUGHT, Click.PULSE), (JOINED, Click.DOWNBEAT))
"""What is heard when the sticks pass, are caught, and meet again."""

SINKING = 0.35
"""Seconds in which the cards sink and the plates rise."""

GLINT = 0.6
EAGER = 0.4
"""Seconds of the exchange in which a key that began it does not end it."""


class SticksScene(Page):
    """Signatures, then the exchange; `results` is the page of the play."""

    takes_files = False

    def __init__(self, world: World, results: ResultsScene) -> None:
        self.results = results
        self.signing = Signing(results.prepared.plan, world.settings.souvenir)
        unsigned = next((signer for signer in self.signing.signers if signer.empty), None)
        super().__init__(world, f"name.{unsigned.lane.id}" if unsigned else "exchange")
        self._pads = False
        self._began: float | None = None
        self._then = 0.0
        self._pictures: tuple[Theme, Keepsake, SignCards] | None = None
        self._signed: tuple[Signature, Signature] | None = None

    # -- what there is ----------------------------------------------------------------------------

    def items(self) -> Sequence[Item]:
        """Names and what wipes them, the exchange, the way on; nothing while the sticks fly."""
        if self._began is not None:
            return []
        items = []
        for signer in self.signing.signers:
            lane = signer.lane
            name = Item(f"name.{lane.id}", within(lane, FIELD), self._namer(signer), self._stepper(signer))
            items.append(name)
            if not signer.empty:
                items.append(Item(f"clear.{lane.id}", within(lane, CLEAR), signer.clear))
        return [*items, Item("exchange", EXCHANGE, self._exchange), Item("back", SKIP, self.back)]

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys of this page."""
        words = self.world.strings.text
        if self._began is not None:
            return (("Esc", words("hint.skip")),)
        if self.signing.typing:
            return (("Enter", words("hint.choose")), ("Esc", words("hint.back")))
        return (("↑ ↓ ← →", words("hint.move")), ("Enter", words("hint.choose")), ("Esc", words("hint.skip")))

    def back(self) -> None:
        """On to the next song, without sticks."""
        self.next = self.results.onward()

    # -- what happens -----------------------------------------------------------------------------

    def press(self, event: InputEvent) -> None:
        """While a name is typed, keys are letters; while the sticks fly, Esc and Enter go on to the souvenir."""
        typing, now = self.signing.typing, event.t_ns / 1e9
        if self._began is not None:
            if self.world.command(event) in (Command.BACK, Command.CHOOSE) and now > self._began + EAGER:
                self._finish()
        elif typing is not None and event.device == KEYBOARD:
            if typing.press(event):
                self._go_on(typing, now)
        else:
            if typing is not None:
                typing.finish()
            self._pads = event.device != KEYBOARD or event.code in self.world.bindings.slots
            super().press(event)

    def handle(self, event: pygame.event.Event) -> None:
        """Letters, and the mouse as a pen."""
        typing = self.signing.typing
        if typing is not None and typing.field.handle(event):
            typing.strokes.clear()
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == LEFT_BUTTON:
            self._press_mouse(self.world.theme.logical(event.pos), event)
        else:
            if event.type == pygame.MOUSEBUTTONUP and event.button == LEFT_BUTTON and self.signing.drawing:
                self.signing.drawing.lift()
            super().handle(event)

    def point(self, at: tuple[float, float], now: float) -> None:
        """The mouse has moved: the pen with it."""
        drawing = self.signing.drawing
        if drawing is not None:
            self._draw_to(drawing, at)
        elif self.signing.typing is None:
            super().point(at, now)

    def wheel(self, step: int) -> None:
        """Nothing moves away under a name that is typed."""
        if self.signing.typing is None and self._began is None:
            super().wheel(step)

    def update(self, now: float) -> Scene | None:
        """Keep the pictures up to date; sound the sticks; after the exchange the souvenir."""
        self._follow()
        self.pads_lead = self.signing.typing is None and self._began is None
        if self._began is not None:
            since = now - self._began
            audio = self.world.audio
            for cue, click in CUES if audio is not None and not self._still else ():
                if self._then < cue <= since and audio is not None:
                    audio.click(click)
            self._then = since
            if since >= (HOLD if self._still else ENDED):
                self._finish()
        return super().update(now)

    def leave(self) -> None:
        """Letters go to nobody any more."""
        for signer in self.signing.signers:
            signer.finish()

    def _press_mouse(self, at: tuple[float, float], event: pygame.event.Event) -> None:
        self._pads = False
        if self._began is not None:
            if perf_counter() > self._began + EAGER:
                self._finish()
            return
        typing, item = self.signing.typing, self.menu.at(at)
        if typing is not None and (item is None or item.key != f"name.{typing.lane.id}"):
            typing.finish()
        for signer in self.signing.signers:
            x, y, w, h = wood(signer.lane)
            if x <= at[0] < x + w and y <= at[1] < y + h:
                self._draw_to(signer, at)
                return
        super().handle(event)

    def _draw_to(self, signer: Signer, at: tuple[float, float]) -> None:
        x, y, w, h = wood(signer.lane)
        signer.draw((at[0] - x) / w, (at[1] - y) / h)

    def _namer(self, signer: Signer) -> Callable[[], None]:
        """What choosing a name does: letters go there; pads, which have none, step through names signed before."""

        def choose() -> None:
            if self._pads:
                signer.step(1, self.signing.names)
            elif not signer.field.typing:
                signer.type()
                signer.field.open(self.world.theme.rect(*within(signer.lane, FIELD)))

        return choose

    def _stepper(self, signer: Signer) -> Callable[[int], None]:
        return lambda step: signer.step(step, self.signing.names)

    def _go_on(self, signer: Signer, now: float) -> None:
        """After a name the next one, or the exchange."""
        later = [other for other in self.signing.signers if other.lane > signer.lane]
        self.menu.go(f"name.{later[0].lane.id}" if later and later[0].empty else "exchange", now)

    def _exchange(self) -> None:
        """Remember the names and begin."""
        if not self.world.change("souvenir", **self.signing.kept(self.world.settings.souvenir)):
            self.world.say(self.world.strings.text("unsaved"), perf_counter())
        self._began, self._then = perf_counter(), 0.0

    def _finish(self) -> None:
        from drumjam.game.scenes.souvenir import SouvenirScene

        if self.next is self:
            self.next = SouvenirScene(self.world, self.results, self.signing.signatures)

    # -- the picture ------------------------------------------------------------------------------

    @property
    def _still(self) -> bool:
        return self.world.settings.screen.reduced_motion

    def _follow(self) -> None:
        """Pictures of the window's size, with the signatures as they are."""
        theme, signatures = self.world.theme, self.signing.signatures
        if self._pictures is None or self._pictures[0] is not theme:
            self._pictures = theme, Keepsake(theme.scale, theme.palette, theme.offset), SignCards(theme)
            self._signed = None
        _, keepsake, cards = self._pictures
        cards.follow(signatures)
        if signatures != self._signed:
            self._signed = signatures
            keepsake.sign(on_sticks(signatures, theme))

    def _moment(self, now: float) -> Moment:
        if self._began is None:
            return before(0.0 if self._still else now)
        return after(0.0) if self._still else moment(now - self._began)

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        """Both leaders and their sticks; below them the cards, or the plates."""
        if self._pictures is None:
            return
        self._pictures[1].draw(canvas, self._moment(now), shut_eyes(now, still=self._still))
        breathe()
        self.paint(canvas, now)
        self.foot(canvas)

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """What stands before the leaders."""
        since = None if self._began is None else now - self._began
        sunk = 0.0 if since is None else 1.0 if self._still else min(since / SINKING, 1.0)
        if sunk < 1.0:
            self._paint_cards(canvas, now, sunk * sunk * 320)
        if since is not None:
            self._paint_plates(canvas, now, (1.0 - sunk) ** 2 * 320)

    def _paint_cards(self, canvas: pygame.Surface, now: float, down: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        if self._pictures is None:
            return
        for lane in Lane:
            signer = self.signing.signer(lane)
            light = self.menu.light(f"name.{lane.id}", now)
            self._pictures[2].draw(canvas, self.world, lane, signer, now, light, down)
            if signer is None:
                same = lane in self.signing.plan.led
                text = words.text("sticks.same") if same else words.text("sticks.note", name=words.leader(lane))
                x, y, _, h = within(lane, FIELD)
                theme.text(canvas, text, (x + 4, y + h / 2 + down), 20, p.muted, width=560, room=h)
        if down:
            return
        for lane in Lane:
            self.button(canvas, f"clear.{lane.id}", words.text("sticks.clear"), now, 20)
        theme.text(
            canvas, words.text("sticks"), (640, 40), 34, align="center", width=640, room=52, outline=2, edge=p.shade
        )
        lacking = any(boxed(theme, one.name) and not one.strokes for one in self.signing.signatures)
        told = words.text("sticks.boxes" if lacking else "sticks.how")
        paragraph(theme, canvas, told, TOLD, 19, middle=True, colour=p.text)
        self.button(canvas, "exchange", words.text("sticks.exchange"), now, 24, base=Kind.PRIMARY)
        self.button(canvas, "back", words.text(onward_label(self.signing.plan)), now, 22)

    def _paint_plates(self, canvas: pygame.Surface, now: float, down: float) -> None:
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings
        shown = self._moment(now)
        x, y, w, h = DESK
        theme.panel(canvas, (x, y + down, w, h), Kind.PANEL, 22)
        harmony_dial(theme, canvas, self.results.kept.result.final, words, (RING[0], RING[1] + down))
        since_caught = now - (self._began or now) - CAUGHT
        for lane in Lane:
            colour = p.leaders[lane.other if shown.swapped else lane]
            x, y, w, h = PLATES[lane]
            at = (x + 10 if lane is Lane.LEE else x + w - 10, y - 32 + down)
            align: Align = "left" if lane is Lane.LEE else "right"
            theme.text(canvas, words.leader(lane), at, 24, p.muted, align=align, width=400, room=40)
            box = (x, y + down, w, h)
            plate(theme, canvas, box, lane, self.signing.signatures[lane], colour, shown.mood)
            if 0 <= since_caught < GLINT and not self._still:
                alpha = round((1 - since_caught / GLINT) * 15) * 17
                theme.panel(canvas, box, Kind.SUNKEN, h / 2, theme.ring_look(), alpha=alpha)
