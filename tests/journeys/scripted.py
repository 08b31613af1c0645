"""A believable interview as a script: the keys it presses, and what a study must then hold.

What must be held is worked out here by the words of the method alone, with nothing of the program's
own: a list of entries after every act that records something.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

SCRIPT = Path(__file__).with_name("interview.txt")
PATH = ("bill", "compare", "photo", "type", "plan", "need", "again", "switch")
"""The steps of the study that is recorded into, as its rail numbers them."""

NEED, ADOPTION, OUTCOME = 6, 7, 8
_KEYS = {"up": "Up", "down": "Down", "space": "space", "u": "ctrl+z", "r": "ctrl+shift+z"}
_NOTE, _QUOTE, _KEEP_ALIGNED, _KEEP_DEVIATED = "n", "q", "+", "-"


class Act(NamedTuple):
    """One line of the script: the minute it is at, the verb, and its words."""

    at: str
    verb: str
    words: str = ""


def script() -> list[Act]:
    """The acts of the interview."""
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    return [Act(*each.split(" ", 2)) for each in lines if each and not each.startswith("#")]


class Stroke(NamedTuple):
    """Keys to press (as xdotool names them), or text to type."""

    keys: tuple[str, ...] = ()
    text: str = ""

    @property
    def length(self) -> int:
        """How many keys that is."""
        return len(self.keys) + len(self.text)


def strokes(act: Act) -> Iterator[Stroke]:
    """What a person presses for an act, from the keys back to the keys."""
    if act.verb in (_NOTE, _QUOTE):
        yield from (Stroke((act.verb,)), Stroke(text=act.words), Stroke(("Return", "Escape")))
    elif act.verb == _KEEP_ALIGNED:
        yield from (Stroke(("n",)), Stroke(text=act.words), Stroke(("ctrl+Return", "Escape")))
    elif act.verb == _KEEP_DEVIATED:
        words, _, reason = act.words.partition(" | ")
        yield from (Stroke(("n",)), Stroke(text=words), Stroke(("ctrl+shift+Return",)))
        yield from (Stroke(text=reason), Stroke(("Return", "Escape")))
    elif act.verb == "d":
        yield Stroke(("d",))
        # Where a reason stands already the line opens with it selected.
        yield from (Stroke(text=act.words), Stroke(("Return" if act.words else "Escape",)))
    else:
        yield Stroke((_KEYS.get(act.verb, act.verb),))


@dataclass(frozen=True)
class Entry:
    """An entry of the log: what it is, where, and what it says."""

    what: str
    step: str
    encounter: int
    text: str = ""
    reason: str = ""
    tags: tuple[str, ...] = ()
    important: bool = False
    voided: bool = False
    follows: bool = False


Held = tuple[Entry, ...]


@dataclass
class Model:
    """What the method says of the acts so far. ``turns`` are the states to undo to, and those ahead."""

    at: int = 1
    held: Held = ()
    paused: bool = False
    before: list[tuple[Held, bool]] = field(default_factory=list)
    ahead: list[tuple[Held, bool]] = field(default_factory=list)

    @property
    def encounter(self) -> int:
        return max((each.encounter for each in self.held), default=1)

    def put(self, held: Held, *, paused: bool | None = None) -> None:
        """One transaction."""
        after = held, self.paused if paused is None else paused
        if after != (self.held, self.paused):
            self.before.append((self.held, self.paused))
            self.ahead.clear()
            self.held, self.paused = after

    def act(self, act: Act) -> Iterator[Held]:
        """Do an act; what is held after each of its transactions."""
        if act.verb.isdigit():
            self.at = int(act.verb)
        elif act.verb in ("up", "down"):
            self.at = min(max(self.at + (1 if act.verb == "down" else -1), 1), len(PATH))
        elif act.verb == "space":
            self.at = self.onward()
        elif act.verb in ("u", "r"):
            self.turn(undo=act.verb == "u")
        elif act.verb == "p":
            self.put(self.held, paused=not self.paused)
        else:
            yield from self.record(act)
        yield self.held

    def record(self, act: Act) -> Iterator[Held]:
        """The acts that make or change entries."""
        if act.verb in (_NOTE, _QUOTE):
            self.put((*self.held, self.note(act)))
        elif act.verb == "a":
            self.mark("aligned")
        elif act.verb == "d":
            yield from self.deviate(act.words)
        elif act.verb == "x":
            here = set(self.standing())
            self.put(tuple(replace(e, voided=True) if e in here else e for e in self.held))
        elif act.verb == "t":
            self.meet_again()
        elif act.verb == "i":
            self.weigh()
        elif act.verb == _KEEP_ALIGNED:
            self.mark("aligned", self.note(act))
            self.at = self.onward()
        elif act.verb == _KEEP_DEVIATED:
            words, _, reason = act.words.partition(" | ")
            yield from self.deviate(reason, self.note(act._replace(words=words)))

    # --- what stands at a step

    def standing(self) -> list[Entry]:
        """The observations that stand at the step, of this encounter or at an endpoint of any."""
        step, anywhere = PATH[self.at - 1], self.at > NEED
        return [
            each
            for each in self.held
            if each.what in ("aligned", "deviated")
            and each.step == step
            and not each.voided
            and (anywhere or each.encounter == self.encounter)
        ]

    def onward(self) -> int:
        """The next step of the path; the branch not taken is passed by."""
        walked = {e.step for e in self.held if e.encounter == self.encounter and not e.voided
                  and e.what in ("aligned", "deviated")}  # fmt: skip
        ahead = [n for n in range(self.at + 1, NEED + 1) if n != 4 or "photo" not in walked]
        return ahead[0] if ahead else self.at

    def mark(self, status: str, words: Entry | None = None) -> Entry | None:
        """Mark the step; with words where it has the status already, they are a note."""
        standing = self.standing()
        if standing and standing[-1].what == status:
            if words:
                self.put((*self.held, words))
            return None
        new = Entry(status, PATH[self.at - 1], self.encounter)
        if words:
            new = replace(new, text=words.text, tags=words.tags, important=words.important)
        self.put((*self.held, *self.with_adoption(new)))
        return new

    def deviate(self, reason: str, words: Entry | None = None) -> Iterator[Held]:
        """Deviated, and then its reason."""
        bare = self.held[-2:] if self.encounter > 1 and self.at == 1 else ()
        if [(e.what, e.step) for e in bare] == [("aligned", "bill"), ("aligned", "again")]:
            told = tuple(replace(each, what="deviated") for each in bare)
            self.put((*self.held[:-2], *told))
        else:
            self.mark("deviated", words)
        yield self.held
        if reason:
            given = next(e for e in reversed(self.held) if e in self.standing() and not e.follows)
            text, tags = split(reason)
            over = replace(given, reason=text, tags=(*given.tags, *tags))
            self.put(tuple(over if each is given else each for each in self.held))

    def meet_again(self) -> None:
        """The trigger of the next encounter, and the adoption it stands for."""
        walked = [e.encounter for e in self.held if e.step not in PATH[NEED:] and not e.voided
                  and e.what in ("aligned", "deviated")]  # fmt: skip
        self.at = 1
        new = Entry("aligned", "bill", max(walked, default=0) + 1)
        self.put((*self.held, *self.with_adoption(new)))

    def with_adoption(self, new: Entry) -> Held:
        if new.step != "bill" or new.encounter < 2:
            return (new,)
        return new, Entry(new.what, "again", new.encounter, follows=True)

    def weigh(self) -> None:
        """The newest entry that stands is important."""
        newest = next((e for e in reversed(self.held) if not e.voided and not e.follows), None)
        over = replace(newest, important=True) if newest else None
        self.put(tuple(over if over and each is newest else each for each in self.held))

    def note(self, act: Act) -> Entry:
        text, tags = split(act.words.removeprefix("!"))
        what = "quote" if act.verb == _QUOTE else "note"
        important = act.words.startswith("!")
        return Entry(what, PATH[self.at - 1], self.encounter, text, tags=tags, important=important)

    def turn(self, *, undo: bool) -> None:
        """Undo or redo one transaction; at its end nothing happens."""
        taken, given = (self.before, self.ahead) if undo else (self.ahead, self.before)
        if taken:
            given.append((self.held, self.paused))
            self.held, self.paused = taken.pop()


def split(typed: str) -> tuple[str, tuple[str, ...]]:
    """The words and the tags behind them."""
    words = typed.split(" ")
    tags = tuple(word[1:] for word in words if word.startswith("#"))
    return " ".join(word for word in words if not word.startswith("#")), tags


def expected(acts: list[Act]) -> list[Held]:
    """What is held at the start and after every transaction, in order; each state once in a row."""
    model = Model()
    states: list[Held] = [()]
    for act in acts:
        for held in model.act(act):
            if held != states[-1]:
                states.append(held)
    return states
