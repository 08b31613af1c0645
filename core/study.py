"""Study: the one mutable thing, and the one door for every change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from core import recording
from core.documents import TABLES, Document, encode, flow_documents
from core.history import Entry, History, Key, Offer
from core.locked import locked
from core.model.flow import Flow
from core.model.ids import new_id
from core.model.observation import Note, Observation
from core.model.partner import CustomerPartner
from core.pinning import restructured, structure_differs
from core.reading import Reader
from core.references import needed_by, refers_to
from core.store import Commit, Store, StoreState


@dataclass(frozen=True)
class Change:
    """What a transaction touched: tables, document ids, and its name in the Edit menu."""

    tables: frozenset[str]
    ids: frozenset[str]
    label: str


class Study(Reader):
    """An open study. Reading is inherited; every change goes through ``do``.

    Belongs to one thread. In the background mode a change shows at once and is on disk a moment
    later: ``store.state`` says how many are still being written.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._listeners: list[Callable[[Change], None]] = []
        self._history = History(
            self._current, self.refers_to, partial(needed_by, self), self._settled
        )
        self.last_commit: Commit | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        write: bool = True,
        background: bool = False,
        progress: Callable[[int, int], bool] | None = None,
    ) -> Self:
        """Open a study file. Raises StoreError with a sentence for a person."""
        return cls(Store.open(path, write=write, background=background, progress=progress))

    # --- the one door

    def do(
        self,
        label: str,
        scope: str,
        puts: Iterable[Document] = (),
        removes: Iterable[Document] = (),
    ) -> Change | None:
        """One transaction: documents to put and to remove, under a name and a scope for undo.

        Documents that stand as they are already are left out; where nothing remains, nothing
        happens and None is returned. Raises StoreError where the disk fails in the foreground mode;
        then nothing has changed.
        """
        after: dict[Key, bytes | None] = {}
        for document in puts:
            key = (TABLES[type(document)], document.id)
            after[key] = encode(document)
        for document in removes:
            after[TABLES[type(document)], document.id] = None
        before = {key: self._current(key) for key in after}
        after = {key: document for key, document in after.items() if document != before[key]}
        if not after:
            return None
        before = {key: before[key] for key in after}
        change = self._write(label, scope, after)
        self._history.add(Entry(label, scope, before, after))
        self._tell(change)
        return change

    def hear(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Have a function told of each change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # --- the one way back

    def undoable(self, scope: str | None = None) -> Offer | None:
        """What undo would take back in a scope (None: anywhere), or None."""
        return self._history.undoable(scope)

    def redoable(self, scope: str | None = None) -> Offer | None:
        """What redo would bring back in a scope, or None."""
        return self._history.redoable(scope)

    def undo(self, scope: str | None = None) -> Change | None:
        """Take back the latest transaction of a scope, as a new transaction; None where none can."""
        return self._turn(self.undoable(scope), undone=True)

    def redo(self, scope: str | None = None) -> Change | None:
        """Bring back what was undone last in a scope; None where nothing can be."""
        return self._turn(self.redoable(scope), undone=False)

    def _turn(self, offer: Offer | None, *, undone: bool) -> Change | None:
        if offer is None or offer.blocked:
            return None
        entry = offer.entry
        word = "Undo" if undone else "Redo"
        target = entry.before if undone else entry.after
        change = self._write(f"{word} {entry.label}", entry.scope, target)
        self._history.turn(entry, undone=undone)
        self._tell(change)
        return change

    def refers_to(self, key: Key, going: frozenset[Key] = frozenset()) -> str:
        """What refers to a document and is not going with it, in a few words; else empty."""
        return refers_to(self, key, going)

    # --- changes with a meaning of their own

    def edit_flow(self, label: str, flow: Flow) -> Flow:
        """Put an edited flow in place of its old value; returns the version it became.

        A change of structure in a flow that an iteration with entries uses makes the version for
        the next iteration: the same step ids under a new flow id.
        """
        old = self.flow(flow.id)
        if structure_differs(old, flow) and self._is_observed(flow.id):
            flow = msgspec.structs.replace(
                flow, id=new_id(), version=max(each.version for each in self.flows()) + 1
            )
        places = self.places(flow.id)
        puts = flow_documents(flow, places)
        kept = {document.id for document in puts}
        removes = [each for each in self.flow_rows(flow.id) if each.id not in kept]
        self.do(label, "flow", puts, removes)
        return flow

    def record(
        self,
        observation: Observation,
        label: str = "",
        scope: str = "",
        *,
        newcomer: CustomerPartner | None = None,
    ) -> Observation:
        """Record one observation, and with a later trigger the adoption it stands for.

        A partner who is new is put down in the same transaction. Marks the observation late where
        its iteration is closed. Raises KeyError where its partner, iteration or step is not known.
        """
        iteration = self.iteration(observation.iteration)
        flow = self.flow(iteration.flow)
        if newcomer is None or newcomer.id != observation.partner:
            self.partner(observation.partner)
        kept, *follows = recording.recorded(observation, iteration, flow)
        newcomers = () if newcomer is None else (newcomer,)
        label = label or recording.label(observation, flow)
        self.do(label, scope or recording.scope(observation), [*newcomers, kept, *follows])
        return kept

    def mark(self, observation: Observation) -> Observation | None:
        """Record one, unless the step has that status already and no new words come with it.

        At an endpoint the status is that of any encounter. A trigger met again and then deviated at
        changes what the new encounter began with.
        """
        seen = self.observations(observation.partner, observation.iteration)
        flow = self.flow(self.iteration(observation.iteration).flow)
        among = None if flow.step(observation.step).kind.is_endpoint else observation.encounter
        latest = recording.deciding(seen, observation.step, among)
        if latest is not None and recording.says_the_same(latest, observation):
            return None
        if puts := recording.restated(seen, observation, flow):
            self.do(recording.label(puts[0], flow), recording.scope(puts[0]), puts)
            return puts[0]
        return self.record(observation)

    def unmark(self, partner: str, iteration: str, step: str, encounter: int) -> Change | None:
        """Take back what was observed at a step: all of it is voided and the step is unknown.

        At an endpoint that is what was observed in any encounter.
        """
        seen = self.observations(partner, iteration)
        place = self.flow(self.iteration(iteration).flow).step(step)
        voided = recording.voided_at(seen, step, None if place.kind.is_endpoint else encounter)
        if not voided:
            return None
        return self.do(f"Not observed at {place.name}", recording.scope(voided[0]), voided)

    def keep_note(self, note: Note) -> Note:
        """Keep words at a step, marked late where their iteration is closed.

        Raises KeyError where the partner, iteration or step is not known.
        """
        iteration = self.iteration(note.iteration)
        flow = self.flow(iteration.flow)
        self.partner(note.partner)
        kept = msgspec.structs.replace(note, late=not iteration.is_open)
        self.do(recording.label(kept, flow), recording.scope(kept), [kept])
        return kept

    def amend(self, entry: Observation | Note, label: str = "Edit entry") -> Change | None:
        """Put a log entry in place of its old value; an adoption written with it keeps its time."""
        puts: list[Document] = [entry]
        if isinstance(entry, Observation):
            seen = self.observations(entry.partner, entry.iteration)
            puts += recording.retimed_with(seen, entry)
        return self.do(label, recording.scope(entry), puts)

    def void(self, entry: Observation | Note) -> Change | None:
        """Void one log entry, and the adoption that was written with it."""
        puts: list[Document] = [msgspec.structs.replace(entry, voided=True)]
        if isinstance(entry, Observation):
            seen = self.observations(entry.partner, entry.iteration)
            puts += recording.voided_with(seen, entry.id)
        return self.do("Void entry", recording.scope(entry), puts)

    def close(self, *, discard: bool = False) -> None:
        """Write what is waiting and give the file free; ``discard`` gives up what the disk refuses.

        Raises StoreDiskError or StoreMoved where it cannot be written; then the study stays open.
        """
        self.store.close(discard=discard)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def disk(self) -> StoreState:
        """What is on disk and what is waiting."""
        return self.store.state

    # --- inside

    def _current(self, key: Key) -> bytes | None:
        return self.store.raw(key[0]).get(key[1])

    def _write(self, label: str, scope: str, after: Mapping[Key, bytes | None]) -> Change:
        puts: dict[str, dict[str, bytes]] = {}
        removes: dict[str, list[str]] = {}
        for (table, document_id), document in after.items():
            if document is None:
                removes.setdefault(table, []).append(document_id)
            else:
                puts.setdefault(table, {})[document_id] = document
        self.last_commit = self.store.commit(puts, removes, label=label, scope=scope)
        self.forget(puts, removes)
        return Change(frozenset(key[0] for key in after), frozenset(key[1] for key in after), label)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)

    def _settled(self, key: Key, now: bytes | None, then: bytes | None) -> str:
        """What was recorded fixes a flow's structure and a hypothesis: undo keeps to that too."""
        flow = restructured(key, now, then)
        if flow and self._is_observed(flow):
            return "observations recorded since"
        return locked(self, key, now, then)

    def _is_observed(self, flow_id: str) -> bool:
        return any(
            self.columns.refers(iteration=each.id) or self.notes(iteration=each.id)
            for each in self.iterations()
            if each.flow == flow_id
        )


def write_study(path: Path, documents: Iterable[Document], *, label: str = "New study") -> None:
    """Write a study file that holds these documents: whole, or not at all.

    Raises StoreExists where something has that place already, StoreError where the disk refuses.
    """
    puts: dict[str, dict[str, bytes]] = {}
    for document in documents:
        puts.setdefault(TABLES[type(document)], {})[document.id] = encode(document)
    Store.write(path, puts, label=label)


def new_study(path: Path, documents: Iterable[Document], *, label: str = "New study") -> Study:
    """Create a study file that holds these documents, and open it. Raises as ``write_study``."""
    write_study(path, documents, label=label)
    return Study.open(path)
