"""What is taken out of libraries for the bundle: the loader, the pictures and the numbers miss nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from installers import elf, elf_cut, elf_gaps, recipe, trim, wheels

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = Path(str(find_spec("numpy").origin)).parents[1]  # type: ignore[union-attr]  # it is installed

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ELF is Linux's")

DRAW = """
import io, sys
from PIL import Image, ImageDraw, ImageFont
image = Image.new("RGB", (300, 80), "#FFFFFF")
draw = ImageDraw.Draw(image)
font = ImageFont.truetype(sys.argv[1], 30)
draw.text((5, 40), "Bill saver, fi, \\u00e4", "#123456", font, "ls")
draw.ellipse((200, 5, 240, 45), "#B04500")
image.save(sys.stdout.buffer, "PNG", compress_level=2)
"""
MULTIPLY = """
import numpy as np
a = np.sin(np.arange(40000.0) ** 1.3).reshape(200, 200)
print((a @ a).tobytes().hex()[:4000], (a[0] @ a[1]).hex(), np.linalg.inv(a).tobytes().hex()[:4000])
"""
REDUCE = "import numpy as np; np.linalg.svd(np.eye(300) + np.ones((300, 300)))"


def run(code: str, packages: Path | None, *words: str) -> subprocess.CompletedProcess[bytes]:
    env = os.environ | {"PYTHONPATH": str(packages or ""), "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(
        [sys.executable, "-c", code, *words], env=env, check=False, capture_output=True
    )


@pytest.fixture(scope="module")
def trimmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of a bundle, with the same steps as a bundle's."""
    inside = tmp_path_factory.mktemp("inside")
    for name in ("numpy", "numpy.libs", "PIL", "pillow.libs"):
        shutil.copytree(PACKAGES / name, inside / name, ignore=shutil.ignore_patterns("tests"))
    trim.take_unasked(inside)
    trim.close_gaps(inside)
    return inside


def test_libraries_nothing_calls_are_gone_and_named_nowhere(trimmed: Path) -> None:
    left = {each.name.partition("-")[0] for each in trimmed.glob("*.libs/*")}
    assert "libfreetype" in left
    assert not left & {"libtiff", "libjpeg", "libopenjp2", "libxcb", "libXau", "libgfortran"}
    asked = {name for each in trimmed.rglob("*.so*") for name in elf.needed(each)}
    assert not any(name.startswith(cut) for cut in trim.CUT_OFF[0].libraries for name in asked)


def test_pictures_of_reports_are_drawn_alike(trimmed: Path) -> None:
    font = str(ROOT / "resources" / "fonts" / "Inter-Regular.otf")
    whole, ours = run(DRAW, None, font), run(DRAW, trimmed, font)
    assert whole.stdout[:4] == b"\x89PNG"
    assert ours.stdout == whole.stdout, ours.stderr


def test_numbers_come_out_alike(trimmed: Path) -> None:
    whole, ours = run(MULTIPLY, None), run(MULTIPLY, trimmed)
    assert len(whole.stdout) > 8000
    assert ours.stdout == whole.stdout, ours.stderr


def test_a_call_of_what_was_cut_off_ends_at_once(trimmed: Path) -> None:
    assert run(REDUCE, None).returncode == 0
    assert run(REDUCE, trimmed).returncode == -signal.SIGABRT


def test_what_is_loaded_stays_where_it_was() -> None:
    data = next((PACKAGES / "numpy.libs").glob("libscipy_openblas*")).read_bytes()
    less = elf_gaps.taken_out(data, unwinding=False)
    assert len(data) - len(less) > 3_000_000
    kept = {each.address: each for each in elf.heads(less) if each.kind == elf.LOAD}
    for head in (each for each in elf.heads(data) if each.address in kept):
        now = kept[head.address]
        assert (now.offset - now.address) % 0x1000 == 0
        start = (
            elf.table(data).stop if head.offset == 0 else 0
        )  # the heads themselves tell of places
        before = data[head.offset + start : head.offset + now.length]
        assert less[now.offset + start : now.offset + now.length] == before
    assert elf.dynamic(less) == elf.dynamic(data)


def test_other_files_are_refused() -> None:
    nothing = b"\x7fELF\x02\x01" + bytes(9000)
    with pytest.raises(elf_gaps.Unknown):
        elf_gaps.taken_out(nothing)
    pillow = next((PACKAGES / "PIL").glob("_imaging.*.so")).read_bytes()
    with pytest.raises(elf_cut.Unknown):
        elf_cut.cut_off(pillow, "libother.so.1", ["one"], {})


def test_a_library_of_a_wheel_is_told_of_or_refused(tmp_path: Path) -> None:
    for name in ("libscipy_openblas64_-1.so", "libnew-1.so.2"):
        (tmp_path / "numpy.libs").mkdir(exist_ok=True)
        (tmp_path / "numpy.libs" / name).write_bytes(b"")
    assert wheels.untold(tmp_path) == ["libnew-1.so.2"]
    (told,) = wheels.found_within(tmp_path)
    assert told.name == "OpenBLAS"
    assert told.version[0].isdigit()
    assert all(each.is_file() for each in told.texts)
    assert told.texts


BLOCKED = """
import sys
from importlib import import_module
from pathlib import Path
left_out = tuple(sys.argv[1].split())

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name in left_out or name.startswith(tuple(each + "." for each in left_out)):
            raise ImportError("left out of the bundle: " + name)

sys.meta_path.insert(0, Blocker())
import main
for name in sys.argv[2].split():
    import_module(name)
folder = Path(sys.argv[3])
study = folder / "sample.footpath"
assert main.main(["sample", "-o", str(study)]) == 0
for ending in ("docx", "pptx"):
    assert main.main(["report", str(study), "-o", str(folder / ("report." + ending))]) == 0
for ending in ("xlsx", "qdpx"):
    assert main.main(["export", str(study), "-o", str(folder / ("study." + ending))]) == 0
assert main.main(["partners", str(study), "--import", str(folder / "study.xlsx"), "--dry-run"]) == 0
"""


def test_everything_works_without_the_modules_that_are_left_out(tmp_path: Path) -> None:
    words = [" ".join(recipe.left_out()), " ".join(recipe.modules(ROOT)), str(tmp_path)]
    env = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, *words],
        env=env,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert {each.suffix for each in tmp_path.iterdir()} >= {".docx", ".pptx", ".xlsx", ".qdpx"}
