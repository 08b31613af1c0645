"""Findings and their fixes: shown in the strip and in the dock, put off, answered with one press."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from core.model.rules import Finding
from ui.flow import fixes
from ui.flow.dock import Dock
from ui.flow.editor import Editor
from ui.flow.strip import FindingStrip


class Mending(QObject):
    """``writing`` asks for words only the person knows: ``name`` or ``meaning``, and of which step."""

    writing = Signal(str, str)

    def __init__(self, editor: Editor, strip: FindingStrip, dock: Dock) -> None:
        super().__init__(strip)
        self._editor, self._strip, self._dock = editor, strip, dock
        self._found: tuple[Finding, ...] = ()
        self._put_off: set[Finding] = set()
        self._began = False
        strip.fixed.connect(self._fix)
        strip.later.connect(self._wait)
        dock.findings.chosen.connect(self._choose)
        dock.findings.fixed.connect(self._fix)

    def show(self, found: tuple[Finding, ...]) -> None:
        """Show what was found, the latest first; what was put off only in the dock.

        What an edit brought about comes up at once, that about the selected step before the rest.
        """
        known, self._found = self._found, found
        self._put_off &= set(found)
        self._strip.show_findings(tuple(each for each in found if each not in self._put_off))
        fresh = [each for each in found if each not in known]
        if self._began and fresh:
            chosen = set(self._editor.selection.steps)
            fresh.sort(key=lambda each: not chosen.intersection(each.steps))
            self._strip.show_finding(fresh[0])
        self._began = True
        self._dock.findings.show_findings(found)
        self._dock.count_findings(len(found))

    def show_about(self, step_id: str) -> None:
        """Show the first finding about a step, also one that was put off."""
        for finding in self._found:
            if step_id in finding.steps:
                self._put_off.discard(finding)
                self.show(self._found)
                self._strip.show_finding(finding)
                return

    @Slot(object)
    def _choose(self, finding: Finding) -> None:
        if finding.steps:
            self._editor.selection.choose(finding.steps)
        self._strip.show_finding(finding)

    @Slot(object)
    def _wait(self, finding: Finding) -> None:
        self._put_off.add(finding)
        self.show(self._found)

    @Slot(object)
    def _fix(self, finding: Finding) -> None:
        found = fixes.fix(finding)
        if found is None:
            return
        if finding.steps:
            self._editor.selection.choose(finding.steps[:1])
        if found.act is not None:
            found.act(self._editor, finding)
        else:
            self.writing.emit(found.write, finding.steps[0])
