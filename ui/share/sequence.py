"""A replay as a short sequence of pictures in a folder of its own: all of them, or none."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from core.replaying import Replaying
from core.store import write_new
from core.store.errors import from_os
from ui.look.drawn import Parts
from ui.look.png import encoded
from ui.look.theme import colour
from ui.share.replay_view import paint_still, still

MOST = 120
"""Pictures of the longest history; a longer one is told by that many moments of it."""
_WIDE, _HIGH, _SCALE = 1280, 720, 1.5


def places(count: int) -> tuple[int, ...]:
    """The moments that are painted: evenly chosen, the first and the last among them."""
    if count <= MOST:
        return tuple(range(count))
    return tuple(round(n * (count - 1) / (MOST - 1)) for n in range(MOST))


def write_sequence(replay: Replaying, folder: Path) -> Parts[Path]:
    """Paint and write them, one a part. The folder must not be there yet; cancelled, it is gone again.

    Raises StoreError where something cannot be written.
    """
    try:
        folder.mkdir()
    except OSError as error:
        raise from_os(error, folder, "written") from error
    whole = False
    try:
        chosen = places(len(replay.frames))
        for number, place in enumerate(chosen, 1):
            write_new(folder / f"{number:03}.png", [_picture(replay, place)])
            yield number / len(chosen)
        whole = True
    finally:
        if not whole:
            _remove(folder)
    return folder


def _picture(replay: Replaying, place: int) -> bytes:
    image = QImage(round(_WIDE * _SCALE), round(_HIGH * _SCALE), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(colour("surface"))
    shown = still(replay, place)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_still(painter, QRectF(0, 0, _WIDE, _HIGH), shown)
    painter.end()
    return encoded(image, {"Title": shown.title}, _SCALE) or b""


def _remove(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for each in folder.glob("*.png"):
            each.unlink()
        folder.rmdir()
