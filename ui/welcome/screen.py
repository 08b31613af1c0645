"""The welcome page: one click from start to a live funnel, and no box before the first look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.job import Job, Progress
from ui.look.buttons import Button
from ui.look.chips import Chip
from ui.look.glyphs import draw_glyph
from ui.look.keystrip import KeyStrip
from ui.look.parts import Label
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.welcome.cards import FunnelPicture, RecentRow, TemplateCard
from ui.welcome.own import OwnTemplates
from ui.welcome.phases import Phases

if TYPE_CHECKING:
    from ui.welcome.preview import Preview, Standing

COLUMN = 1128
TEMPLATES = ("customer_flow", "return_loop", "two_branches")


class Opened(Protocol):
    """A study that was open before."""

    @property
    def path(self) -> Path: ...

    @property
    def opened(self) -> datetime: ...


class WelcomeScreen(QWidget):
    """Says what is wanted; the window does it.

    ``new_wanted`` carries the name of a template, or the path of one of the person's own.
    """

    sample_wanted = Signal()
    open_wanted = Signal()
    import_wanted = Signal()
    menu_wanted = Signal()
    new_wanted = Signal(object)
    recent_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._warmed = False
        self._job: Job | None = None
        self.sample = Button(self.tr("Try the sample study"), "large", keys="Enter")
        self.sample.clicked.connect(self.sample_wanted)
        self.funnel = FunnelPicture()
        self.templates = self._make_templates()
        self.own = OwnTemplates(self)
        self.own.wanted.connect(self.new_wanted)
        self.recent: list[RecentRow] = []
        self._recent_column = QVBoxLayout()
        self._recent_column.setSpacing(0)
        inner = QWidget()
        inner.setMaximumWidth(COLUMN)
        column = QVBoxLayout(inner)
        column.setContentsMargins(4, 20, 4, 16)
        column.setSpacing(0)
        column.addStretch(2)
        column.addLayout(self._make_head())
        column.addSpacing(30)
        column.addWidget(Phases())
        column.addSpacing(24)
        column.addWidget(self._make_sample())
        column.addSpacing(32)
        column.addLayout(self._make_below())
        column.addStretch(5)
        self._lay(inner)
        for template, key in zip(TEMPLATES, "123", strict=True):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.templates[template].click)

    def arrive(self, recent: Sequence[Opened]) -> None:
        """The page is about to be shown, with the studies open before, the latest first."""
        while (item := self._recent_column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        now = datetime.now(UTC)
        self.recent = [RecentRow(each.path, each.opened, now) for each in recent[:5]]
        for row in self.recent:
            row.clicked.connect(self._on_recent)
            self._recent_column.addWidget(row)
        if not self.recent:
            words = self.tr("Studies you open are listed here.")
            self._recent_column.addWidget(Label(words, "secondary", "ink2"))
        self._recent_column.addStretch()
        self.focus_first()

    def focus_first(self) -> None:
        """Give the focus to the one button that starts."""
        self.sample.setFocus(Qt.FocusReason.OtherFocusReason)

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys of this page."""
        return (
            ("Enter", self.tr("choose")),
            ("Tab", self.tr("move")),
            (f"1 – {self.own.last_key or 3}", self.tr("new study from a template")),
        )

    @Slot()
    def warm(self) -> None:
        """After the first paint: draw the templates, and read funnel and standings in a thread."""
        from core.model import templates

        if not self._warmed:
            self._warmed = True
            for name, card in self.templates.items():
                card.draw(getattr(templates, name)())
        self.own.read()
        self._read_behind()

    def cool(self) -> None:
        """Wait for what is still read, before the window goes."""
        if self._job is not None:
            self._job.cancel()
            self._job.join()

    # --- read in a thread

    def _read_behind(self) -> None:
        if self._job is None:
            paths = [row.path for row in self.recent]
            self._job = Job("", _Reading(paths, with_funnel=not self.funnel.has_one), self)
            self._job.done.connect(self._on_read)
            self._job.failed.connect(self._on_unread)
            self._job.start()

    @Slot(object)
    def _on_read(self, found: object) -> None:
        self._job = None
        if not isinstance(found, _Found):
            return
        if found.preview is not None:
            self.funnel.draw(found.preview)
        for row in self.recent:
            standing = found.standings.get(row.path)
            if standing is not None:
                row.stand(standing)
        if any(row.path not in found.asked for row in self.recent):
            self._read_behind()  # rows came while others were read

    @Slot(object)
    def _on_unread(self, error: Exception) -> None:
        self._job = None
        raise error

    def _on_recent(self) -> None:
        row = self.sender()
        if isinstance(row, RecentRow):
            self.recent_wanted.emit(row.path)

    def _on_template(self) -> None:
        card = self.sender()
        for name, each in self.templates.items():
            if each is card:
                self.new_wanted.emit(name)

    # --- parts

    def _lay(self, inner: QWidget) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(20, 0, 20, 0)
        row.addStretch(1)
        row.addWidget(inner, 1000)
        row.addStretch(1)
        area.setWidget(holder)
        strip = KeyStrip()
        strip.hint(
            (("Tab", self.tr("move")), ("Enter", self.tr("choose")), ("F1", self.tr("keys"))),
            self.tr("Everything stays on this computer. No account, no network."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(strip)

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.brand = _Mark()
        row.addWidget(self.brand)
        row.addWidget(Label("Footpath", "display"))
        words = self.tr("Learn with customers, one walk at a time.")
        row.addSpacing(4)
        row.addWidget(Label(words, "body", "ink2", elided=True), 1, Qt.AlignmentFlag.AlignVCenter)
        self.opener = Button(self.tr("Open"), "plain", "open", "Ctrl O")
        self.opener.clicked.connect(self.open_wanted)
        self.importer = Button(self.tr("Import an event log"), "plain", "import", "Ctrl I")
        self.importer.clicked.connect(self.import_wanted)
        row.addWidget(self.opener)
        row.addWidget(self.importer)
        return row

    def _make_sample(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", "accent")
        card.setFixedHeight(int(276 * scale()))
        row = QHBoxLayout(card)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        words = QVBoxLayout()
        words.setContentsMargins(34, 24, 34, 24)
        words.setSpacing(8)
        words.addStretch()
        words.addWidget(Label(self.tr("START HERE"), "label", "accent"))
        words.addWidget(Label(self.tr("See a live funnel in one click"), "figure", wrap=True))
        about = self.tr(
            "A bill-saving app, three iterations, 24 partners met and what they said. "
            "Change anything: this is your own copy, and it is thrown away when you close it."
        )
        said = Label(about, "body", "ink2", wrap=True)
        said.setMaximumWidth(int(410 * scale()))
        words.addWidget(said)
        words.addSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(18)
        line.addWidget(self.sample)
        line.addWidget(Chip(self.tr("marked as sample")))
        line.addStretch()
        words.addLayout(line)
        words.addStretch()
        row.addLayout(words, 52)
        rule = QFrame()
        rule.setFixedWidth(1)
        rule.setProperty("rule", True)
        row.addWidget(rule)
        row.addWidget(self.funnel, 48)
        return card

    def _make_templates(self) -> dict[str, TemplateCard]:
        rows = (
            (self.tr("Customer flow"), self.tr("from trigger to two ends")),
            (self.tr("Return loop"), self.tr("do they come back?")),
            (self.tr("Two branches"), self.tr("which of two ways works?")),
        )
        made = {}
        for template, (name, about), key in zip(TEMPLATES, rows, "123", strict=True):
            made[template] = TemplateCard(name, about, key)
            made[template].clicked.connect(self._on_template)
        return made

    def _make_below(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(10)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("New study"), "card"))
        head.addStretch()
        head.addWidget(
            Label(self.tr("starts with a flow you can edit at once"), "secondary", "ink2")
        )
        grid.addLayout(head, 0, 0)
        grid.addWidget(Label(self.tr("Recent"), "card"), 0, 1)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        for card in self.templates.values():
            cards.addWidget(card)
        below = QVBoxLayout()
        below.setSpacing(12)
        below.addLayout(cards)
        below.addLayout(self.own.column)
        below.addStretch()
        grid.addLayout(below, 1, 0)
        grid.addLayout(self._recent_column, 1, 1)
        grid.setColumnStretch(0, 640)
        grid.setColumnStretch(1, 448)
        return grid


@dataclass(frozen=True)
class _Found:
    asked: Sequence[Path]
    preview: Preview | None
    standings: Mapping[Path, Standing | None]


class _Reading:
    """What is read behind the page: the funnel of the sample, and how recent studies stand."""

    def __init__(self, paths: Sequence[Path], *, with_funnel: bool) -> None:
        self._paths = paths
        self._with_funnel = with_funnel

    def __call__(self, progress: Progress) -> _Found:
        from ui.welcome.preview import read_preview, read_standing

        preview = read_preview() if self._with_funnel else None
        standings: dict[Path, Standing | None] = {}
        for at, path in enumerate(self._paths):
            if not progress(at, len(self._paths)):
                break
            standings[path] = read_standing(path)
        return _Found(self._paths, preview, standings)


class _Mark(QWidget):
    """The mark of the app, large."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(int(34 * scale()), int(34 * scale()))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_glyph(painter, "footpath", self.rect().toRectF(), colour("accent"), 1.7)
        painter.end()
