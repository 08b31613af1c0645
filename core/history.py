"""One way back: which transaction a person can undo or redo, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

Key = tuple[str, str]
"""A table and the id of a document in it."""


@dataclass
class Entry:
    """One transaction of this window: the encoded documents before and after, None where absent."""

    label: str
    scope: str
    before: Mapping[Key, bytes | None]
    after: Mapping[Key, bytes | None]
    undone: bool = False


@dataclass(frozen=True)
class Offer:
    """What undo or redo would do now.

    ``label`` names it; ``blocked`` names what was done later and stands in the way, empty where
    nothing does.
    """

    label: str
    entry: Entry
    blocked: str = ""


@dataclass
class History:
    """The transactions of this window, oldest first.

    ``current`` gives the encoded document a key has now. ``referred`` says in a few words what
    refers to a document and would be left hanging without it, else nothing. ``needed`` gives what a
    document refers to itself, and cannot come back without. ``settled`` says what rests on a
    document as it is now and would mean something else if it became another (key, now, then).
    """

    current: Callable[[Key], bytes | None]
    referred: Callable[[Key, frozenset[Key]], str]
    needed: Callable[[Key, bytes], Iterable[Key]]
    settled: Callable[[Key, bytes | None, bytes | None], str]
    entries: list[Entry] = field(default_factory=list)
    turned_back: set[str] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        """Keep a new transaction; what was undone in its scope can no longer be redone."""
        if entry.scope in self.turned_back:
            # Only then is there anything to look for: a script records a million in one go.
            self.entries = [
                each for each in self.entries if not (each.undone and each.scope == entry.scope)
            ]
            self.turned_back.discard(entry.scope)
        self.entries.append(entry)

    def turn(self, entry: Entry, *, undone: bool) -> None:
        """Say that a transaction has been undone, or done again."""
        entry.undone = undone
        if undone:
            self.turned_back.add(entry.scope)

    def undoable(self, scope: str | None) -> Offer | None:
        """The latest transaction of a scope (None: of any) that is not undone."""
        for entry in reversed(self.entries):
            if not entry.undone and scope in (None, entry.scope):
                return Offer(entry.label, entry, self._in_the_way(entry, entry.after, entry.before))
        return None

    def redoable(self, scope: str | None) -> Offer | None:
        """The transaction of a scope that was undone last: the oldest one still undone."""
        undone: Entry | None = None
        for entry in reversed(self.entries):
            if scope not in (None, entry.scope):
                continue
            if not entry.undone:
                break
            undone = entry
        if undone is None:
            return None
        return Offer(undone.label, undone, self._in_the_way(undone, undone.before, undone.after))

    def _in_the_way(
        self,
        entry: Entry,
        now: Mapping[Key, bytes | None],
        then: Mapping[Key, bytes | None],
    ) -> str:
        """The label of what came later and changed or needs these documents."""
        for key, document in now.items():
            if self.current(key) != document:
                return self._later(entry, key) or "a later change"
        # What is turned with it stands then as it did when there was nothing to refer to.
        turned = frozenset(then)
        for key, document in then.items():
            if document is None and (words := self.referred(key, turned)):
                return words
        coming = {key: document for key, document in then.items() if document is not None}
        for key, document in coming.items():
            if now[key] is None:
                for need in self.needed(key, document):
                    if need not in coming and self.current(need) is None:
                        return self._later(entry, need) or "the removal of what it belongs to"
        changes = ((key, document, then[key]) for key, document in now.items())
        return next(filter(None, (self.settled(*change) for change in changes)), "")

    def _later(self, entry: Entry, key: Key) -> str:
        """The label of what made a document what it is now; empty where that came from outside."""
        other: Iterator[Entry] = (each for each in reversed(self.entries) if each is not entry)
        made = (each for each in other if key in each.after and not each.undone)
        now = self.current(key)
        return next((each.label for each in made if each.after[key] == now), "")
