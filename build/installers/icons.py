"""The program's icon in every size and wrapping, drawn from its one SVG. Run when the SVG changes.

    .venv/bin/python build/dist.py icons

The results are in the repository, as the window, the menus and the installers read them.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

from installers.identity import ROOT

FOLDER = ROOT / "resources" / "icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_LARGEST = 1024

_ICO = (16, 24, 32, 48, 64, 128, 256)
_ICNS = {
    b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024,
    b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512,
}  # fmt: skip
_BOLD_UP_TO = 24


def draw() -> list[Path]:
    """Write the pictures; returns their paths. Needs PySide6."""
    source = (FOLDER / "footpath.svg").read_text(encoding="utf-8")
    drawn = {size: png(source, size) for size in (*SIZES, _LARGEST)}
    written = {FOLDER / f"footpath-{size}.png": drawn[size] for size in SIZES}
    written[FOLDER / "footpath.ico"] = ico(drawn)
    written[FOLDER / "footpath.icns"] = icns(drawn)
    for path, content in written.items():
        path.write_bytes(content)
    return list(written)


def png(svg: str, size: int) -> bytes:
    """Return a picture of so many pixels to a side; small ones have a bolder line, or it would fade."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    if size <= _BOLD_UP_TO:
        svg = svg.replace('stroke-width="1.7"', 'stroke-width="2.3"')
        svg = svg.replace('r="2.1"', 'r="2.5"').replace(
            'x="0.5" y="0.5" width="15" height="15"', 'width="16" height="16"'
        )
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return bytes(buffer.data().data())


def ico(drawn: Mapping[int, bytes]) -> bytes:
    """Return the sizes Windows asks for in one file; PNG inside, as since Windows Vista."""
    head = struct.pack("<HHH", 0, 1, len(_ICO))
    place = len(head) + 16 * len(_ICO)
    rows = b""
    for size in _ICO:
        length = len(drawn[size])
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, length, place)
        place += length
    return head + rows + b"".join(drawn[size] for size in _ICO)


def icns(drawn: Mapping[int, bytes]) -> bytes:
    """Return the sizes macOS asks for in one file."""
    parts = [
        kind + struct.pack(">I", 8 + len(drawn[size])) + drawn[size] for kind, size in _ICNS.items()
    ]
    body = b"".join(parts)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body
