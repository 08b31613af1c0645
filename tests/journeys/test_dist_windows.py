"""The Windows installer under wine, with a stand-in payload: installed, upgraded, removed in silence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from installers import wine

pytestmark = pytest.mark.skipif(
    bool(wine.why_not()) or not os.environ.get("FOOTPATH_DIST"),
    reason=wine.why_not()
    or "a Windows of wine's takes half a minute: make dist-test, or FOOTPATH_DIST=1",
)


def test_the_installer_installs_upgrades_and_leaves_studies(tmp_path: Path) -> None:
    wine.prove(tmp_path)
