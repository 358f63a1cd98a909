"""Title: the game's name, both leaders with raised sticks, where to go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from drumjam.game.inputs.source import InputEvent
from drumjam.game.lessonway import draw_lesson_button, is_new, lesson_item
from drumjam.game.menu import Box, Item
from drumjam.game.page import Page
from drumjam.game.scene import Breathe, Scene
from drumjam.game.strings import LANGUAGES, OWN_NAMES
from drumjam.game.theme import Kind
from drumjam.game.world import World
from drumjam.library.paths import assets
from drumjam.library.settings import Language

if TYPE_CHECKING:  # the picture brings numpy, which the first frame must not wait for
    from drumjam.game.scenes.attract import Idleness
    from drumjam.game.scenes.marquee import Marquee

LOGO = (308.0, 62.0, 664.0, 167.0)
SUBTITLE = (640, 282)
FADE_IN = 0.5
MENU_X, MENU_Y, MENU_W, MENU_H, MENU_STEP = 504, 314, 272, 46, 54
MENU = ("play", "story", "practice", "settings", "credits", "quit")
LESSON: Box = (460, 642, 360, 34)
HELP: Box = (1202, 116, 56, 32)


class TitleScene(Page):
    """The first page."""

    def __init__(self, world: World, focus: str = "play") -> None:
        super().__init__(world, focus)
        self.marquee: Marquee | None = None
        self.idleness: Idleness | None = None
        self._focused = True
        self._drawn = 0
        self._complete_since: float | None = None

    def update(self, now: float) -> Scene | None:
        """Once the page is up, load the picture behind it, piece by piece, then the songs, then the sound device."""
        self._drawn += 1
        if self._drawn > 1:
            self._load(now)
        after = super().update(now)
        if after is self and self.idleness is not None and (play := self.idleness.follow(now, focused=self._focused)):
            self.next = play
        return self.next if after is self else after

    def press(self, event: InputEvent) -> None:
        """Somebody is there."""
        self._touch()
        super().press(event)

    def handle(self, event: pygame.event.Event) -> None:
        """Somebody is there, or has gone to another window."""
        if event.type in (pygame.WINDOWFOCUSLOST, pygame.WINDOWFOCUSGAINED):
            self._focused = event.type == pygame.WINDOWFOCUSGAINED
        self._touch()
        super().handle(event)

    def point(self, at: tuple[float, float], now: float) -> None:
        """Somebody is there."""
        self._touch()
        super().point(at, now)

    def leave(self) -> None:
        """Nothing is made ready any more."""
        self._touch()

    def draw(self, canvas: pygame.Surface, now: float, breathe: Breathe) -> None:
        """The picture, faded in over the plain ground; upon it the page."""
        theme, still = self.world.theme, self.world.settings.screen.reduced_motion
        theme.backdrop(canvas)
        if self.marquee is not None and self._complete_since is not None:
            self._draw_picture(canvas, self.marquee, now, still)
        breathe()
        self.paint(canvas, now)
        self.foot(canvas)
        self.draw_help_key(canvas, now)

    def items(self) -> Sequence[Item]:
        """The menu, the three languages, and for who is new the first lesson."""
        opens = (self._mode, self._story, self._practice, self._settings, self._credits, lambda: None)
        menu = [
            Item(key, (MENU_X, MENU_Y + i * MENU_STEP, MENU_W, MENU_H), self.goer(open_))
            for i, (key, open_) in enumerate(zip(MENU, opens, strict=True))
        ]
        x = 1000.0
        for language in LANGUAGES:
            width = 88.0
            menu.append(Item(f"language.{language}", (x, 60, width, 36), self._speak(language)))
            x += width
        return [*menu, lesson_item(self, LESSON, TitleScene)] if is_new(self.world.settings) else menu

    def back(self) -> None:
        """Esc goes to Quit, where Enter leaves: nobody leaves by a slip of the finger."""
        if self.menu.focus == "quit":
            self.next = None
        self.menu.go("quit", 0.0)

    def paint(self, canvas: pygame.Surface, now: float) -> None:
        """Leaders, name, menu, languages, the unofficial line."""
        theme, p, words = self.world.theme, self.world.theme.palette, self.world.strings.text
        logo = theme.picture(assets() / "stage" / "logo.png", LOGO[2:])
        canvas.blit(logo, theme.point(LOGO[0], LOGO[1]))
        theme.text(canvas, words("subtitle"), SUBTITLE, 28, align="center", width=340, outline=2, edge=p.shade)
        for key in MENU:
            self.button(canvas, key, words(key), now, 26)
        draw_lesson_button(self, canvas, now, 19, Kind.BUTTON)
        self._languages(canvas, now)

    def foot(self, canvas: pygame.Surface) -> None:
        """The unofficial line, in full."""
        theme = self.world.theme
        unofficial = self.world.strings.text("unofficial")
        theme.text(canvas, unofficial, (640, 698), 19, theme.palette.text, align="center", width=1230, outline=1.5)

    def help_box(self) -> Box:
        """Below the languages."""
        return HELP

    def _touch(self) -> None:
        if self.idleness is not None:
            self.idleness.touch()

    def _load(self, now: float) -> None:
        if self.marquee is None or self.marquee.theme.window != self.world.theme.window:
            from drumjam.game.scenes.marquee import Marquee

            self.marquee = Marquee(self.world.theme)
        elif not self.marquee.complete:
            self.marquee.load()
            if self.marquee.complete and self._complete_since is None:
                self._complete_since = now
        elif self.world.shelf is None:
            from drumjam.game.shelf import Shelf

            self.world.shelf = Shelf()
        elif self.world.audio is None and now - (self._complete_since or now) > FADE_IN:
            self.world.open_audio()
        elif self.world.audio is not None and self.idleness is None:
            from drumjam.game.scenes.attract import Idleness

            self.idleness = Idleness(self.world)

    def _draw_picture(self, canvas: pygame.Surface, marquee: Marquee, now: float, still: bool) -> None:
        from drumjam.game.stage.setup import Motion

        marquee.draw(canvas, now, Motion.REDUCED if still else Motion.FULL)
        if not still and not marquee.complete:
            return
        share = (now - (self._complete_since or now)) / FADE_IN
        if share < 1 and not still:
            self.world.theme.veil(canvas, round(255 * (1 - share) ** 2))

    def _languages(self, canvas: pygame.Surface, now: float) -> None:
        theme, p = self.world.theme, self.world.theme.palette
        theme.panel(canvas, (996, 56, 272, 44), Kind.PILL, 22)
        for language in LANGUAGES:
            item = next((i for i in self.menu.items if i.key == f"language.{language}"), None)
            if item is None:
                continue
            x, y, w, h = item.box
            spoken = language == self.world.strings.language
            if spoken:
                theme.panel(canvas, item.box, Kind.BUBBLE, h / 2)
            if self.menu.light(item.key, now) > 0.4:
                theme.panel(canvas, item.box, Kind.CHOSEN, h / 2, theme.ring_look())
            colour = p.ink if spoken else p.text
            theme.text(canvas, OWN_NAMES[language], (x + w / 2, y + h / 2), 18, colour, align="center", width=w - 14)

    def _speak(self, language: str) -> Callable[[], None]:
        def speak() -> None:
            self.world.change("screen", language=Language(language))

        return speak

    def _mode(self) -> Scene:
        from drumjam.game.scenes.mode import ModeScene

        return ModeScene(self.world)

    def _story(self) -> Scene:
        from drumjam.game.scenes.story import StoryScene

        return StoryScene(self.world)

    def _practice(self) -> Scene:
        from drumjam.game.scenes.select import Aim, SelectScene

        return SelectScene(self.world, aim=Aim.PRACTICE)

    def _settings(self) -> Scene:
        from drumjam.game.scenes.settings import SettingsScene

        return SettingsScene(self.world, TitleScene)

    def _credits(self) -> Scene:
        from drumjam.game.scenes.credits import CreditsScene

        return CreditsScene(self.world)
