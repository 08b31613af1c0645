"""What a partner agreed to, when, to which text, and whether it still stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from core.model.consent import Consent, ConsentText, Permission
from core.model.moment import Moment, as_datetime, moment, now
from core.model.partner import is_day
from ui.look.describe import day
from ui.look.type import scale
from ui.look.widgets import Button, Card, Chip, Chooser, Label
from ui.partners.facts import tr

PERMISSIONS: Mapping[Permission, str] = {
    Permission.NOTES: "Notes",
    Permission.QUOTES: "Quotes",
    Permission.PUBLICATION: "Publication",
}
_NEW = "new"


class ConsentCard(Card):
    """``recorded`` carries a consent and the label of the change; ``written`` a text's next version."""

    recorded = Signal(object, str)
    written = Signal(str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._consent: Consent | None = None
        self._partner = ""
        self._texts: Sequence[ConsentText] = ()
        self._state = Chip("")
        self.boxes = {each: QCheckBox(tr(words)) for each, words in PERMISSIONS.items()}
        self.when = QLineEdit()
        self.when.setPlaceholderText("2026-03-14")
        self.when.setAccessibleName(tr("Day of the consent"))
        self.when.setMaximumWidth(int(104 * scale()))
        self.when.editingFinished.connect(self._on_when)
        self.text = Chooser("")
        self.text.picked.connect(self._on_text)
        self.withdraw = Button(tr("Withdraw"))
        self.withdraw.clicked.connect(self._on_withdraw)
        self._words = Label("", "secondary", "ink2", wrap=True)
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(tr("The consent text partners agree to"))
        self.editor.setTabChangesFocus(True)
        self.editor.setMinimumHeight(int(120 * scale()))
        self.save = Button(tr("Save this version"), "plain")
        self.save.clicked.connect(self._on_save)
        self._lay_out()

    def _lay_out(self) -> None:
        head, boxes, under = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(Label(tr("Consent"), "card"), 1)
        head.addWidget(self._state)
        boxes.setSpacing(14)
        for box in self.boxes.values():
            box.clicked.connect(self._on_box)
            boxes.addWidget(box)
        boxes.addStretch()
        under.setSpacing(8)
        under.addWidget(self.when)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        under.addWidget(self.text, 1)
        under.addWidget(self.withdraw)
        self.text.setMinimumWidth(60)
        self.column.addLayout(head)
        self.column.addLayout(boxes)
        self.column.addLayout(under)
        self.column.addWidget(self.editor)
        self.column.addWidget(self.save)
        self.column.addWidget(self._words)
        self._write(shown=False)

    def show_consent(
        self, partner: str, consent: Consent | None, texts: Sequence[ConsentText]
    ) -> None:
        """Show what a partner agreed to; None is that nothing was recorded."""
        if partner != self._partner:
            self._write(shown=False)
        self._partner, self._consent, self._texts = partner, consent, texts
        stands = consent is not None and consent.stands
        for permission, box in self.boxes.items():
            box.setChecked(consent is not None and permission in consent.agreed)
            box.setEnabled(consent is None or stands)
        self.when.setVisible(consent is not None)
        self.withdraw.setVisible(consent is not None)
        self.withdraw.dress(tr("Withdraw") if stands or consent is None else tr("Stands again"))
        if consent is not None and not self.when.hasFocus():
            self.when.setText(_iso(consent.at))
        self._show_text(consent)
        tone, said, words = _state(consent)
        self._state.say(said, tone)
        self._words.setText(words)

    def _show_text(self, consent: Consent | None) -> None:
        names = {"": tr("Own words")} | {each.id: _version(each) for each in self._texts}
        chosen = consent.text if consent is not None else ""
        options: list[tuple[str, object]] = [(words, key) for key, words in names.items()]
        options.append((tr("Write the next version…"), _NEW))
        self.text.offer(options, [chosen])
        said = names.get(chosen, tr("Own words"))
        self.text.say(said, tr("Text agreed to"))
        text = next((each.text for each in self._texts if each.id == chosen), "")
        self.text.setToolTip(text)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [*self.boxes.values(), self.when, self.text, self.withdraw, self.editor, self.save]

    @Slot()
    def _on_box(self) -> None:
        agreed = tuple(each for each, box in self.boxes.items() if box.isChecked())
        latest = self._texts[-1].id if self._texts else ""
        text = self._consent.text if self._consent is not None else latest
        consent = Consent(self._partner, agreed, now(), text)
        self.recorded.emit(consent, tr("Record consent"))

    @Slot()
    def _on_when(self) -> None:
        typed, consent = self.when.text().strip(), self._consent
        if consent is None or typed == _iso(consent.at):
            return
        if not is_day(typed):
            self.when.setText(_iso(consent.at))
            self.refused.emit(tr("A day is written like 2026-03-14. The old one stays."))
            return
        at = moment(datetime.fromisoformat(f"{typed}T12:00").astimezone())
        self.recorded.emit(msgspec.structs.replace(consent, at=at), tr("Edit day of consent"))

    @Slot(object)
    def _on_text(self, text: str) -> None:
        if text == _NEW:
            self._write(shown=True)
        elif self._consent is not None:
            consent = msgspec.structs.replace(self._consent, text=text)
            self.recorded.emit(consent, tr("Edit text of consent"))
        else:
            consent = Consent(self._partner, (), now(), text)
            self.recorded.emit(consent, tr("Record consent"))

    @Slot()
    def _on_withdraw(self) -> None:
        if self._consent is not None:
            stands = self._consent.stands
            consent = msgspec.structs.replace(self._consent, withdrawn=now() if stands else None)
            label = tr("Withdraw consent") if stands else tr("Restore consent")
            self.recorded.emit(consent, label)

    def _write(self, *, shown: bool) -> None:
        self.editor.setVisible(shown)
        self.save.setVisible(shown)
        if shown:
            self.editor.setPlainText(self._texts[-1].text if self._texts else "")
            self.editor.setFocus()

    @Slot()
    def _on_save(self) -> None:
        text = self.editor.toPlainText().strip()
        self._write(shown=False)
        if text:
            self.written.emit(text)


def _state(consent: Consent | None) -> tuple[str, str, str]:
    """The tone and words of the chip, and what follows from it."""
    if consent is None:
        return "caution", tr("none recorded"), tr("Without it no words leave this study.")
    if consent.withdrawn is not None:
        said = tr("withdrawn {day}").format(day=day(consent.withdrawn))
        return "error", said, tr("No words of this partner leave the study any more.")
    missing = [tr(PERMISSIONS[each]) for each in Permission if each not in consent.agreed]
    if not missing:
        return "aligned", tr("given {day}").format(day=day(consent.at)), ""
    words = tr("Not agreed to: {what}. These stay in this study.").format(
        what=", ".join(missing).lower()
    )
    return "neutral", tr("given {day}").format(day=day(consent.at)), words


def _version(text: ConsentText) -> str:
    return tr("Version {n}").format(n=text.version)


def _iso(at: Moment) -> str:
    return as_datetime(at).astimezone().strftime("%Y-%m-%d")
