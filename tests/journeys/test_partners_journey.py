"""A newcomer's register with the keys alone: add, edit, import, undo, plan, consent, read a page."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.begin import begin
from core.model.consent import Permission
from core.model.edits import path_flow
from core.study import Study
from tests.journeys.test_story import PATIENCE, eventually, held
from ui.shell.screens import PAGES

PARTNERS = f"ctrl+{1 + [each.name for each in PAGES].index('partners')}"
TABLE = (
    "\ufeffPartner;Name;E-mail;Company size;Age;Since\n"
    'P-002;Anna Roth;anna@example.org;1–9;34;"2026-03-14"\n'
    "P-003;Bo Lind;bo@example.org;10–49;51;14.3.2026\n"
    ";;;;;\n"
    "P-003;Bo Lind;bo@example.org;10–49;52;14.3.2026\n"
    "P-004;Eva Moe;eva@example.org;12;old;2026-04-01\n"
)


WATCHED = Path(__file__).with_name("watched.py")


class Keeper:
    """A person at the register, with hands on the keys and an eye on the buttons."""

    def __init__(
        self, study: Path, environment: dict[str, str], xdotool: Callable[..., str]
    ) -> None:
        self._xdotool = xdotool
        self.program = subprocess.Popen(
            [sys.executable, WATCHED, study],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        eventually(lambda: self.named("Footpath$"), "the window")
        eventually(lambda: not self.named("^Footpath$"), "the study")
        self.press(PARTNERS)
        eventually(lambda: self.named("^Partners"), "the register")

    def press(self, *keys: str) -> None:
        self._xdotool("key", "--delay", "30", *keys)

    def type(self, words: str) -> None:
        self._xdotool("type", "--delay", "15", words)

    def named(self, pattern: str) -> bool:
        """Whether a window of such a name is there."""
        try:
            return bool(self._xdotool("search", "--name", pattern))
        except subprocess.CalledProcessError:
            return False

    def returns(self) -> None:
        """Give the window the keys again, as a desktop does when a box over it closes."""
        self._xdotool("search", "--name", "^Partners", "windowfocus")
        eventually(lambda: self.at("Partners"), "the window again")

    def at(self, title: str) -> bool:
        """Whether the keys go to a window of such a title."""
        try:
            return title in self._xdotool("getwindowfocus", "getwindowname")
        except subprocess.CalledProcessError:
            return False

    def sees(self, button: str) -> bool:
        """Whether a button of that text can be pressed now."""
        writing, reading = self.program.stdin, self.program.stdout
        assert writing is not None
        assert reading is not None
        writing.write(json.dumps({"what": "button", "text": button}) + "\n")
        writing.flush()
        return json.loads(reading.readline()) is not None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.footpath"
    begin(path, "a", path_flow(["Bill", "Photo", "Saved"])).close()
    return path


@pytest.fixture
def keeper(
    path: Path, window_environment: dict[str, str], xdotool: Callable[..., str]
) -> Iterator[Keeper]:
    keeper = Keeper(path, window_environment, xdotool)
    yield keeper
    keeper.program.kill()
    keeper.program.communicate()


def values(study: Study, pseudonym: str) -> dict[str, str]:
    """What the file knows of a partner, by the names of the columns."""
    partner = study.partner_named(pseudonym)
    names = {each.id: each.name for each in study.attributes()}
    return {} if partner is None else {names[key]: each for key, each in partner.attributes.items()}


def test_a_register_is_made_with_the_keys_alone(keeper: Keeper, path: Path, tmp_path: Path) -> None:
    table = tmp_path / "partners.csv"
    table.write_text(TABLE, encoding="utf-8")

    def waits(tells: Callable[[Study], bool], what: str) -> None:
        eventually(lambda: held(path, tells), what)

    # A partner, then two cells: the arrow goes to the next column; a number falls into its band.
    keeper.press("Insert")
    waits(lambda study: len(study.partners()) == 1, "a partner")
    keeper.type("Photo first")
    keeper.press("Return")
    wanted = {"Experiment": "Photo first"}
    waits(lambda study: values(study, "P-001") == wanted, "a cell")
    keeper.press("Right")
    keeper.type("12")
    keeper.press("Return")
    waits(lambda study: values(study, "P-001") == {**wanted, "Company size": "10–49"}, "a band")
    # A table: shown first, taken with Enter, undone in one step, done again.
    keeper.press("ctrl+shift+i")
    eventually(lambda: keeper.at("Import a table"), "the file chooser")
    keeper.type(str(table))
    keeper.press("Return")
    eventually(lambda: keeper.sees("Take 2 partners"), "the preview")
    assert held(path, lambda study: len(study.partners()) == 1)
    keeper.returns()
    keeper.press("Return")
    waits(lambda study: len(study.partners()) == 3, "the table")
    keeper.press("ctrl+z")
    waits(lambda study: len(study.partners()) == 1, "one step back")
    keeper.press("ctrl+shift+z")
    waits(lambda study: len(study.partners()) == 3, "forward again")
    # The page of the first one: consent with the space bar, and back.
    keeper.press("ctrl+Home", "Return")
    eventually(lambda: keeper.sees("Register"), "the page")
    keeper.press(*["Tab"] * 12, "space")
    waits(_agreed, "consent")
    keeper.press("Escape")
    eventually(lambda: not keeper.sees("Register"), "the register")
    keeper.press("ctrl+q")
    said, _ = keeper.program.communicate(timeout=PATIENCE)
    assert "Traceback" not in said
    whole = path.read_text("utf-8")
    assert "example.org" not in whole
    assert "Roth" not in whole


def _agreed(study: Study) -> bool:
    found = [study.consent(each.id) for each in study.partners()]
    return any(each is not None and Permission.NOTES in each.agreed for each in found)
