"""Pixels as a PNG file: in bands, so that it can be watched and cancelled, and beside the window.

Qt's own writer takes several times as long and cannot be stopped. Format: PNG, third edition (W3C).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

_BAND = 64  # rows
_LEVEL = 4  # of 9: as small as 6, and two thirds of the time
_TRUE_COLOUR, _UP = 2, 2
_DOTS_PER_METRE = 96 / 0.0254


def encoded(
    image: QImage,
    texts: Mapping[str, str],
    scale: float = 1.0,
    progress: Callable[[int, int], bool] = lambda _done, _whole: True,
) -> bytes | None:
    """The file; ``texts`` are its keywords and what they say, ``scale`` the pixels for a px on screen.

    ``progress`` is told (rows done, all rows); where it answers that enough is enough, None comes out.
    """
    wide, high = image.width(), image.height()
    packer = zlib.compressobj(_LEVEL)
    packed = []
    for done, band in _bands(image):
        packed.append(packer.compress(band.data))
        if not progress(done, high):
            return None
    packed.append(packer.flush())
    dots = round(_DOTS_PER_METRE * scale)
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, _TRUE_COLOUR, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", dots, dots, 1)),
        *((b"iTXt", _international(*text)) for text in texts.items()),
        (b"IDAT", b"".join(packed)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def _bands(image: QImage) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    """Some rows at a time, each as its difference from the one above: how many are done, the bytes."""
    wide, high = image.width(), image.height()
    above = np.zeros(3 * wide, np.uint8)
    for top in range(0, high, _BAND):
        count = min(_BAND, high - top)
        part = image.copy(0, top, wide, count).convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(part.constBits(), np.uint8).reshape(count, part.bytesPerLine())
        rows = rows[:, : 3 * wide]
        band = np.empty((count, 3 * wide + 1), np.uint8)
        band[:, 0] = _UP
        band[0, 1:] = rows[0] - above
        band[1:, 1:] = rows[1:] - rows[:-1]
        above = rows[-1].copy()
        yield top + count, band


def _international(keyword: str, text: str) -> bytes:
    """The content of an iTXt chunk: not compressed, of no language, in UTF-8."""
    return keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()


def _chunk(name: bytes, content: bytes) -> bytes:
    whole = name + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))
