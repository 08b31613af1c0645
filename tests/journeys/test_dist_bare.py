"""What a trial on a bare system leaves behind on this machine: nothing, however it ends.

The trial itself is `make dist-test`; it needs root, debootstrap and a quarter of an hour.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from installers import bare_system

MOUNT = """
import subprocess, sys, time
from pathlib import Path
from installers import bare_system
folder = Path(sys.argv[1])
with bare_system.interruptible():
    try:
        subprocess.run(["mount", "--bind", folder / "door", folder / "system"], check=True)
        print("mounted", flush=True)
        time.sleep(60)
    finally:
        bare_system.let_go(folder)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("door", "system"):
        (tmp_path / name).mkdir()
    (tmp_path / "door" / "of others").touch()
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "--bind", tmp_path / "door", tmp_path / "system"],
        check=False,
        capture_output=True,
    )
    if tried.returncode:
        pytest.skip("only root may mount")
    return tmp_path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts are Linux's")
def test_a_trial_that_is_ended_lets_go_of_what_it_mounted(folder: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(Path(bare_system.__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, "-c", MOUNT, str(folder)], env=env, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "mounted\n"
        assert (folder / "system" / "of others").is_file()
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 128 + signal.SIGTERM
    assert not any((folder / "system").iterdir())
    assert (folder / "door" / "of others").is_file()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts are Linux's")
def test_what_a_killed_trial_left_is_seen_though_it_is_of_the_same_disk(folder: Path) -> None:
    subprocess.run(["mount", "--bind", folder / "door", folder / "system"], check=True)
    bare_system.let_go(folder)
    assert not any((folder / "system").iterdir())
    bare_system.let_go(folder)  # and where there is nothing, nothing is asked
