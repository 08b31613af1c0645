"""Choosing whom to talk to, in the place where the interview will be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.model.interview import Interview
from ui.capture.fields import ENTER, LineField
from ui.capture.panel import KeyHints, Panel
from ui.capture.terms import TermsFields
from ui.look.paint import draw_text, text_width
from ui.look.theme import colour
from ui.look.tokens import FOCUS, HEIGHT_CONTROL
from ui.look.type import font, scale
from ui.look.widgets import Button, Label

Index = QModelIndex | QPersistentModelIndex
_CANDIDATE = Qt.ItemDataRole.UserRole + 1
_ROW = 40


class Candidate(NamedTuple):
    """A partner to choose: ``facts`` in a few words, ``met`` what was recorded so far.

    ``shown`` is the pseudonym as it may be shown, ``why`` why to talk to them next, if that is so.
    """

    partner: str
    pseudonym: str
    shown: str
    facts: str
    met: str
    why: str
    is_met: bool


class Choose(Panel):
    """``chosen`` carries the id of a partner, ``created`` the pseudonym of a new one.

    The field begins with the first who is registered and waits; Insert puts a new one there.
    """

    chosen = Signal(object)
    created = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", "", parent)
        self._candidates: Sequence[Candidate] = ()
        self._by_name: Mapping[str, Candidate] = {}
        self._new = ""
        self._before: str | None = None
        self._typed = ""
        self._picked: Candidate | None = None
        self.field = LineField()
        self.field.setFont(font("note"))
        self.field.setMinimumHeight(int((HEIGHT_CONTROL + 8) * scale()))
        self.field.setAccessibleName(self.tr("Pseudonym of the partner"))
        self.field.setPlaceholderText(self.tr("A pseudonym, never a name"))
        self.start = Button(self.tr("Begin interview"), "primary", keys="Enter")
        self.terms = TermsFields()
        self.list = QListView()
        self._model = _Candidates(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_CandidateDelegate(self.list))
        self.list.setAccessibleName(self.tr("Partners, those not met yet first"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setUniformItemSizes(True)
        self._said = Label("", "secondary", "ink2", wrap=True)
        self._head = Label(self.tr("Who are you talking to?"), "title")
        self._lay_out()
        self.field.textChanged.connect(self._on_text)
        self.field.textEdited.connect(self._on_typed)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.start.clicked.connect(self._on_start)
        self.terms.entered.connect(self._on_start)
        self.list.clicked.connect(self._on_row)

    def _lay_out(self) -> None:
        hints = KeyHints()
        hints.say(
            (
                ("Enter", self.tr("start")),
                ("↓", self.tr("choose from the list")),
                ("Insert", self.tr("a new partner")),
                ("Esc", self.tr("back")),
            )
        )
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.field, 1)
        row.addWidget(self.start)
        inner = QWidget()
        inner.setMaximumWidth(int(620 * scale()))
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 36, 24, 20)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addLayout(row)
        column.addWidget(self._said)
        column.addWidget(self.terms)
        column.addWidget(hints)
        column.addSpacing(6)
        column.addWidget(self.list, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(inner, 8)
        across.addStretch(1)

    def offer(
        self,
        candidates: Sequence[Candidate],
        proposed: str,
        last: Interview | None = None,
        before: str | None = None,
    ) -> None:
        """Offer partners, a pseudonym for a new one, and the terms of the last interview.

        ``before`` is whom the person comes from: not who is next.
        """
        self._before = before
        if not self.isVisible():
            self.terms.offer(last)
        untouched = not self.field.text() or self.field.text() == self._new
        self._candidates, self._new = candidates, proposed
        self._by_name = {each.pseudonym: each for each in candidates}
        if self._picked is not None:
            known = {each.partner: each for each in candidates}
            self._put(known.get(self._picked.partner) or self._waiting)
        elif untouched:
            self._put(self._waiting)
        self._narrow()
        self._tell()

    @property
    def _waiting(self) -> Candidate | None:
        """The first who is registered and was not met yet."""
        waiting = (each for each in self._candidates if not each.is_met)
        return next((each for each in waiting if each.partner != self._before), None)

    def say(self, sentence: str) -> None:
        """Say under the field what keeps an interview from beginning."""
        self._said.setText(sentence)

    def begin(self) -> None:
        """Take the focus, with whom it would be ready to be typed over."""
        self._put(self._waiting)
        self._narrow()
        self.list.setCurrentIndex(QModelIndex())
        self._to_field()

    def _to_field(self) -> None:
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, candidate: Candidate | None) -> None:
        """Put a partner into the field; None: a new one."""
        self._picked, self._typed = candidate, ""
        self.field.setText(candidate.shown if candidate is not None else self._new)
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, Qt.Key(event.key()))
        return False

    def _key(self, watched: QObject, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in ENTER:
            current = self.list.currentIndex()
            if watched is self.list and current.isValid():
                self._on_row(current)
            else:
                self._on_start()
        elif key == Qt.Key.Key_Down and watched is self.field and self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Up and watched is self.list and self.list.currentIndex().row() == 0:
            self._back()
        elif key == Qt.Key.Key_Insert:
            self._put(None)
            self._narrow()
            self._to_field()
        else:
            return False
        return True

    def _back(self) -> None:
        """From the list to the field, which has what was typed there before."""
        self.field.setFocus(Qt.FocusReason.TabFocusReason)
        if self._typed:
            self._picked = None
            self.field.setText(self._typed)  # not selected: it goes on being typed
            self._tell()

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            typed = self._typed
            self._put(index.data(_CANDIDATE))
            self._typed = typed

    def _on_typed(self, typed: str) -> None:
        self._typed = typed

    def _on_text(self, text: str) -> None:
        """What the field says: the partner put there, until something else is typed."""
        if self._picked is not None and text == self._picked.shown:
            return
        self._picked = None
        self._narrow()
        self._tell()

    @property
    def _known(self) -> Candidate | None:
        """Who is meant, where they are registered."""
        return self._picked or self._by_name.get(self.field.text().strip())

    def _tell(self) -> None:
        """Say under the field who that is."""
        name, known = self.field.text().strip(), self._known
        self.start.setEnabled(bool(name))
        if not name:
            said = self.tr("Type a pseudonym, or choose a partner below.")
        elif known is None:
            said = self._of_a_new_one(name)
        elif known.is_met:
            said = self.tr("Known: {met}").format(met=known.met)
        else:
            said = self.tr("Registered and {met}. Insert begins with a new partner instead.")
            said = said.format(met=known.met)
        self._said.setText(said)

    def _narrow(self) -> None:
        """Only the partners who answer what is typed; all where nothing is."""
        name = self.field.text().strip()
        narrows = name and self._picked is None and name != self._new
        wanted = name.casefold()
        self._model.show(
            [
                each
                for each in self._candidates
                if not narrows
                or wanted in each.pseudonym.casefold()
                or wanted in each.facts.casefold()
            ]
        )

    def _of_a_new_one(self, name: str) -> str:
        """That a pseudonym is new; and who is registered and waits, before anybody is added."""
        waiting = [each.shown for each in self._candidates if not each.is_met]
        if name != self._new or not waiting:
            return self.tr("A new partner. Real names stay out of the study.")
        return self.tr("A new partner. Registered and not met yet: {who}. ↓ chooses.").format(
            who=waiting[0]
            if len(waiting) == 1
            else self.tr("{who} and {n} more").format(who=waiting[0], n=len(waiting) - 1)
        )

    def _on_start(self) -> None:
        name = self.field.text().strip()
        known = self._known
        if known is not None:
            self.chosen.emit(known.partner)
        elif name:
            self.created.emit(name)

    def _on_row(self, index: QModelIndex) -> None:
        candidate: Candidate = index.data(_CANDIDATE)
        self.chosen.emit(candidate.partner)


class _Candidates(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Candidate] = []

    def show(self, rows: list[Candidate]) -> None:
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == _CANDIDATE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.shown, row.facts, row.why or row.met) if part)
        return None


class _CandidateDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, int(_ROW * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Candidate = index.data(_CANDIDATE)
        rect, unit = QRectF(option.rect), scale()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, colour("accent_soft"))
            painter.fillRect(
                QRectF(rect.left(), rect.top(), FOCUS + 1, rect.height()), colour("accent")
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("window"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("grid"))
        line = rect.adjusted(12 * unit, 0, -12 * unit, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        said = row.why or row.met
        ink = "ink3" if row.is_met and not row.why else "caution"
        draw_text(painter, line, said, "secondary", colour(ink), right)
        line.setRight(line.right() - text_width(said, "secondary") - 16 * unit)
        name = QRectF(line)
        name.setWidth(min(max(text_width(row.shown, "strong") + 1, 72 * unit), line.width() * 0.6))
        draw_text(painter, name, row.shown, "strong", colour("ink"), elide=True)
        line.setLeft(name.right() + 12 * unit)
        draw_text(painter, line, row.facts, "secondary", colour("ink2"), elide=True)
