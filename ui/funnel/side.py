"""The right side: the words behind a bar or another number, or what a search finds."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.interview.leaving import said_leaving
from core.interview.pinned import evidence_of, pinned
from core.interview.spoken import Kind, Spoken, search
from core.measure.seen import EncounterChoice
from core.model.consent import Purpose
from core.model.moment import now
from ui.funnel import behind
from ui.funnel.head import tr
from ui.funnel.paths import encounters
from ui.funnel.searching import page_of_search
from ui.funnel.shown import Shown
from ui.funnel.spot import Spot
from ui.funnel.step_series import StepSeries
from ui.funnel.voices import Voice
from ui.funnel.who import Who
from ui.funnel.words import NARROW, WIDE, Page, Words
from ui.look.type import scale
from ui.session import Session


class Side(QWidget):
    """``turned`` carries the spot of a tab chosen, ``left`` gives the focus back to the charts."""

    turned = Signal(object)
    left = Signal()

    def __init__(self, session: Session, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._shown = session, shown
        self._who: Who | None = None
        self._tab = ""
        self.words = Words()
        self.series = StepSeries()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words, 1)
        self.words.add_below(self.series)
        self.words.turned.connect(self._on_turned)
        self.words.wanted.connect(self._on_partner)
        self.words.closed.connect(self._on_closed)
        self.words.left.connect(self.left)
        self.words.searched.connect(self._on_searched)
        self.words.pinned.connect(self.pin)

    # --- what is shown

    def follow_spot(self) -> None:
        """Show the words of the bar that was chosen from now on."""
        self._who, self._tab = None, ""
        if self.words.field.text():
            self.words.field.blockSignals(True)
            self.words.field.clear()
            self.words.field.blockSignals(False)

    def tell(self, who: Who) -> None:
        """Show the words behind a number of another chart."""
        self.follow_spot()
        self._who = who
        self.show()
        self.show_words(seen=True)
        self.words.enter()

    def show_words(self, *, seen: bool) -> None:
        """The words as they stand now; ``seen`` is False where there is no chart beside them."""
        if self.isHidden():
            return
        self.words.show_page(self._page(seen=seen))
        spot, asked = self._shown.spot, self._shown.asked
        quiet = not seen or self._who is not None or bool(self.words.field.text())
        if spot is None or asked is None or quiet:
            self.series.hide()
        else:
            self.series.show_step(self._shown.study, asked, spot)

    def _page(self, *, seen: bool) -> Page | None:
        asked, spot, study = self._shown.asked, self._shown.spot, self._shown.study
        words = self.words.field.text()
        if words.strip() or self._tab == "all":
            return page_of_search(study, words, self._tab)
        funnel = self._shown.funnel_of(spot)
        if asked is None or spot is None or funnel is None or not seen:
            return None
        if self._who is not None:
            return behind.page_of_who(study, asked, self._who, self._tab)
        if self._tab:
            spot = replace(spot, part=self._tab)
        return behind.page_of_spot(study, asked, funnel, spot)

    def open(self) -> bool:
        """Show the side; whether it was hidden."""
        hidden = self.isHidden()
        self.show()
        return hidden

    def enter(self) -> None:
        """The focus to the first entry."""
        self.words.enter()

    def fit(self, small: bool) -> None:
        """Be as wide as the window has room for."""
        self.setFixedWidth(int((NARROW if small else WIDE) * scale()))
        self.words.make_narrow(small)

    # --- what a person does

    @Slot()
    def search(self) -> None:
        """Search everything said."""
        self.open()
        self._tab = "all"
        self.show_words(seen=True)
        self.words.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.field.selectAll()

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._tab = "all" if words.strip() or self.words.field.hasFocus() else ""
        self.show_words(seen=True)

    @Slot(str)
    def _on_turned(self, what: str) -> None:
        self._tab = what
        spot = self._shown.spot
        searching = bool(self.words.field.text().strip()) or what in ("all", *Kind)
        if searching or self._who is not None or what == "pinned" or spot is None:
            self.show_words(seen=True)
        else:
            self.turned.emit(Spot(spot.group, spot.step, spot.undecided, what))

    @Slot()
    def pin(self) -> None:
        """Pin the words of the current entry to their step as evidence, or take the pin out."""
        entry, study = self.words.entry, self._shown.study
        if entry is None or not study.store.writable:
            return
        if entry.pinned:
            own = {(each.entry, each.kind) for each in self._words_of(entry)}
            gone = [each for each, words in pinned(study) if (words.entry, words.kind) in own]
            study.do("Unpin quote", "evidence", removes=gone)
            return
        words = self._words_of(entry)
        if words:
            study.do("Pin quote", "evidence", evidence_of(study, words, words[0].step, now()))

    def _words_of(self, entry: Voice) -> tuple[Spoken, ...]:
        """The quotes of an entry, or its notes where it has no quotes."""
        if entry.words is not None:
            return (entry.words,)
        asked, spot = self._shown.asked, self._shown.spot
        if asked is None or spot is None:
            return ()
        iteration = self._who.iteration if self._who else asked.iteration.id
        step = self._who.step if self._who else spot.step
        found = search(
            self._shown.study, "", iteration=iteration, step=step, partners={entry.said.partner.id}
        )
        flow = self._shown.study.flow(self._shown.study.iteration(iteration).flow)
        if not (flow.has(step) and flow.step(step).kind.is_endpoint):
            which = 1
            if asked.view.encounter is EncounterChoice.LATEST:
                met = encounters(self._shown.study, flow, iteration, asked.view)
                which = met.get(entry.said.partner.id, 1)
            found = tuple(each for each in found if each.encounter == which and not each.late)
        quotes = tuple(each for each in found if each.kind is Kind.QUOTE)
        return quotes or tuple(each for each in found if each.kind is Kind.NOTE)

    def copy(self) -> bool:
        """Copy the current entry where the list has the focus; whether it had.

        Words their partner keeps from leaving stay behind.
        """
        if not self.words.list.hasFocus():
            return False
        entry = self.words.entry
        if entry is not None:
            left = said_leaving(self._shown.study, [entry.said], Purpose.EXPORT)
            kept = tr("Words stay in the study: there is no consent to pass them on.")
            held = left.quotes_held_back or left.notes_held_back
            copied = replace(entry, said=left.said[0], silent=kept if held else entry.silent)
            self.words.copy(
                copied.text if not (held and left.said[0].has_words) else f"{copied.text}\n{kept}"
            )
        return True

    @Slot()
    def _on_closed(self) -> None:
        self.hide()
        self.left.emit()

    @Slot(str)
    def _on_partner(self, partner: str) -> None:
        self._session.go("partners", partner=partner or None)
