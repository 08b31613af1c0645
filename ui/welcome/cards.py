"""The cards of the welcome page: the sample with its funnel, the templates, a recent study."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.look.describe import day
from ui.look.paint import box, cap_size, draw_cap, draw_text, text_width
from ui.look.ring import ring
from ui.look.theme import colour, theme
from ui.look.tokens import RADIUS_CARD
from ui.look.type import scale

if TYPE_CHECKING:
    from core.model.flow import Flow
    from ui.welcome.preview import Preview, Standing


class _CardButton(QAbstractButton):
    """A card that is pressed as a whole, by mouse, Space or Enter."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class TemplateCard(_CardButton):
    """A flow to start from, with the key that takes it."""

    def __init__(self, name: str, about: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._about, self._key = about, key
        self._flow: Flow | None = None
        self.setAccessibleDescription(about)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        ring(self, RADIUS_CARD)

    def draw(self, flow: Flow) -> None:
        """Show a flow as a small drawing."""
        self._flow = flow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(190 * scale()), int(165 * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect, factor = QRectF(self.rect()), scale()
        edge = colour("control" if self.underMouse() else "line")
        box(painter, rect, RADIUS_CARD, colour("surface"), edge)
        words = 58 * factor
        ground = rect.adjusted(14, 14, -14, -words - 6)
        box(painter, ground, 4, colour("canvas"))
        if self._flow is not None:
            from ui.welcome.sketch import paint_sketch

            paint_sketch(painter, ground, self._flow)
        size = cap_size(self._key) if self._key else QSizeF(0, 0)
        name = QRectF(14, rect.bottom() - words, rect.width() - 34 - size.width(), 26 * factor)
        draw_text(painter, name, self.text(), "strong", colour("ink"), elide=True)
        at = QPointF(rect.right() - 14 - size.width(), name.center().y() - size.height() / 2)
        if self._key:
            draw_cap(painter, at, self._key, colour("ink2"), colour("control"))
        below = QRectF(14, name.bottom() - 4, rect.width() - 28, 22 * factor)
        draw_text(painter, below, self._about, "secondary", colour("ink2"), elide=True)
        painter.end()


class RecentRow(_CardButton):
    """A study that was open before: its name, how it stands, when."""

    def __init__(
        self, path: Path, opened: datetime, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(path.stem, parent)
        self.path = path
        self._about = path.parent.name
        self._when = self._said(opened.astimezone(), now.astimezone())
        self.setToolTip(str(path))
        self.setAccessibleDescription(f"{self._about}, {self._when}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def stand(self, standing: Standing) -> None:
        """Say how the study stands."""
        self.setText(standing.name)
        if standing.iteration:
            words = (
                self.tr("iteration {n} open")
                if standing.is_open
                else self.tr("iteration {n} closed")
            )
            self._about = words.format(n=standing.iteration)
        self.setAccessibleDescription(f"{self._about}, {self._when}")
        self.update()

    def _said(self, opened: datetime, now: datetime) -> str:
        if opened.date() == now.date():
            return self.tr("today {time}").format(time=f"{opened:%H:%M}")
        if opened.date() == (now - timedelta(days=1)).date():
            return self.tr("yesterday {time}").format(time=f"{opened:%H:%M}")
        return day(opened)

    def sizeHint(self) -> QSize:
        return QSize(320, int(36 * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(rect, colour("sunken"))
        painter.fillRect(QRectF(0, rect.bottom() - 1, rect.width(), 1), colour("line"))
        if self.hasFocus():
            box(painter, rect.adjusted(0, 1, 0, -2), 4, None, colour("accent"), 2)
        inner = rect.adjusted(4, 0, -4, 0)
        wide = text_width(self._when, "secondary") + 4
        when = QRectF(inner.right() - wide, 0, wide, rect.height())
        draw_text(painter, when, self._when, "secondary", colour("ink2"))
        middle = inner.width() * 0.46
        name = QRectF(inner.left(), 0, middle - 12, rect.height())
        draw_text(painter, name, self.text(), "strong", colour("ink"), elide=True)
        about = QRectF(inner.left() + middle, 0, when.left() - middle - 16, rect.height())
        draw_text(painter, about, self._about, "secondary", colour("ink2"), elide=True)
        painter.end()


class FunnelPicture(QWidget):
    """The sample's funnel, drawn by the code of the Funnels screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    @property
    def has_one(self) -> bool:
        """Whether a funnel is shown."""
        return self._preview is not None

    def draw(self, preview: Preview) -> None:
        """Show a funnel."""
        self._preview = preview
        self.setAccessibleName(self._sentence(preview))
        self.update()

    def _sentence(self, preview: Preview) -> str:
        return self.tr("{met} of {n} got a lower bill").format(
            met=preview.funnel.need_met, n=_answered(preview)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._preview is None:
            return
        from ui.look.funnel_ticks import paint_funnel

        painter = QPainter(self)
        factor = scale()
        inner = QRectF(self.rect()).adjusted(26, 14, -26, -12)
        head = QRectF(inner.left(), inner.top(), inner.width(), 26 * factor)
        sentence = self._sentence(self._preview)
        draw_text(painter, head, sentence, "strong", colour("ink"))
        about = self.tr("Everyone · iteration {n} · share of {entrants}").format(
            n=self._preview.iteration, entrants=self._preview.funnel.entrants
        )
        rest = head.adjusted(text_width(sentence, "strong") + 16, 0, 0, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, rest, about, "secondary", colour("ink2"), right, elide=True)
        chart = inner.adjusted(0, 26 * factor, 0, 0)
        paint_funnel(painter, chart, self._preview.funnel, self._preview.shape)
        painter.end()


def _answered(preview: Preview) -> int:
    """Partners whose fate is known: need met, or deviated on the way."""
    funnel = preview.funnel
    return funnel.need_met + sum(each.fates.deviated for each in funnel.steps)
