"""The page of a report in a real browser: nothing runs, nothing leaves, everybody can read it.

Needs Chromium; the check of accessibility needs axe-core too, as a file named by AXE_CORE or in the
package axe-core-python. Where they are missing these tests are skipped.
"""

import html
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from core.sample import write_sample
from core.share.choosing import Choice
from core.share.content import SectionName
from core.share.formats import FORMATS
from core.share.report import report
from core.study import Study

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
CHECK = """
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
  .then(found => document.title = JSON.stringify(
    {passes: found.passes.length,
     violations: found.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html)])}));
"""
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here")


def axe():
    """The script of axe-core, None where it is not here."""
    if named := os.environ.get("AXE_CORE"):
        return Path(named)
    package = importlib.util.find_spec("axe_core_python")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "axe.min.js"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    write_sample(folder / "sample.footpath")
    with Study.open(folder / "sample.footpath", write=False) as study:
        # All iterations, so that names come again; axe takes long over every row of every funnel.
        sections = (SectionName.HYPOTHESIS, SectionName.FLOW, SectionName.REASONS, SectionName.WORDS,
                    SectionName.DECISION, SectionName.METRICS, SectionName.METHOD)  # fmt: skip
        return FORMATS[".html"](report(study, Choice(sections=sections))).decode()


def browse(folder, text, *words):
    """What a browser makes of a page: its tree as text. Only the file itself can be reached."""
    file = folder / "page.html"
    file.write_text(text, encoding="utf-8")
    return subprocess.run(
        [
            str(BROWSER), "--headless=new", "--no-sandbox", "--disable-gpu",
            f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=20000",
            "--enable-logging=stderr", *words, file.as_uri(),
        ],
        capture_output=True, text=True, timeout=100, check=True,
    )  # fmt: skip


def test_it_stands_whole_under_its_own_policy_without_a_script(page, tmp_path):
    seen = browse(tmp_path, page, "--dump-dom")
    assert seen.stdout.count("<section") == page.count("<section")
    assert "Content Security Policy" not in seen.stderr


def test_what_would_load_or_run_in_it_is_refused(page, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        there = f"http://127.0.0.1:{server.getsockname()[1]}/"
        hostile = page.replace(
            "</main>",
            f'<script>document.title="ran"</script><img src="{there}a.png">'
            f'<style>@import "{there}b.css";</style><iframe src="{there}"></iframe></main>',
        )
        refused = browse(tmp_path, hostile, "--dump-dom")
        assert "<title>ran" not in refused.stdout
        assert refused.stderr.count("Content Security Policy") >= 3
        assert asked_of(server) == []


def asked_of(server: socket.socket) -> list[bytes]:
    """The first bytes of every request; a browser may knock ahead of time and ask for nothing."""
    found: list[bytes] = []
    while True:
        try:
            caller, _ = server.accept()
        except BlockingIOError:
            return [each for each in found if each]
        with caller:
            found.append(caller.recv(200))


@pytest.mark.skipif(axe() is None, reason="no axe-core here")
@pytest.mark.parametrize("width", [1280, 400])
def test_everybody_can_read_it(page, tmp_path, width):
    script = axe()
    assert script is not None
    # A copy for the test alone: the product has no script, and its policy would let none run.
    own = f"<script>{script.read_text(encoding='utf-8')}\n{CHECK}</script></body>"
    text = POLICY.sub("", page).replace("</body>", own)
    seen = browse(tmp_path, text, "--dump-dom", f"--window-size={width},2000")
    (title,) = re.findall(r"<head>.*?<title>(.*?)</title>", seen.stdout, re.DOTALL)
    found = json.loads(html.unescape(title))
    assert found["violations"] == []
    assert found["passes"] > 20
