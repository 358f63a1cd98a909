"""Homeward: where a play leads when it is over. To the songs it was chosen from, or along the road of the story."""

from __future__ import annotations

from drumjam.game.plan import Plan
from drumjam.game.road import CARDS, LAST, card_of, read_road
from drumjam.game.scene import Scene
from drumjam.game.strings import Strings
from drumjam.game.world import World


def chosen_on(world: World, plan: Plan) -> Scene:
    """The page on which a play was chosen: its card of the story, else the songs, this one chosen."""
    from drumjam.game.scenes.select import SelectScene
    from drumjam.game.scenes.story import StoryScene

    return StoryScene(world, CARDS[plan.card - 1]) if plan.card else SelectScene(world, plan.song.id)


def along_the_road(world: World, plan: Plan) -> Scene:
    """What follows a play of the story: the card with what is next; after the last piece, the ending."""
    from drumjam.game.scenes.ending import EndingScene
    from drumjam.game.scenes.story import StoryScene

    road = read_road()
    if road.done and plan.song.id == LAST.song:
        return EndingScene(world, plan)
    return StoryScene(world, road.here if plan.song.id in road.best else card_of(plan.song.id))


def onward_label(plan: Plan) -> str:
    """The string on the button that goes on after a play."""
    return "story.on" if plan.card else "song.next"


def goal_mark(plan: Plan, harmony: float, words: Strings) -> list[str]:
    """Beside a result of the story: its goal, and whether a mean harmony of 0 to 1 has reached it; else nothing."""
    goal = next((stop.goal for stop in card_of(plan.song.id).stops if stop.song == plan.song.id), None)
    if not plan.card or goal is None:
        return []
    return [words.text("story.reached" if harmony >= goal else "story.goal", number=round(100 * goal))]
