"""The screens there are: one row each, loaded at the first visit. A new screen is a row here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from core.study import Study
    from ui.screen import Screen


class Page(NamedTuple):
    """A screen in the navigation. ``label`` and ``phase`` are translated where they are shown."""

    name: str
    phase: str
    label: str
    glyph: str
    found: str

    def load(self) -> type[Screen]:
        """The class of the screen; imports its room."""
        module, _, name = self.found.partition(":")
        loaded: type[Screen] = getattr(import_module(module), name)
        return loaded


BUILD = str(QT_TRANSLATE_NOOP("Nav", "Build"))
MEASURE = str(QT_TRANSLATE_NOOP("Nav", "Measure"))
LEARN = str(QT_TRANSLATE_NOOP("Nav", "Learn"))
SHARE = str(QT_TRANSLATE_NOOP("Nav", "Share"))

PAGES = (
    Page(
        "hypothesis",
        BUILD,
        str(QT_TRANSLATE_NOOP("Nav", "Hypothesis")),
        "lightbulb",
        "ui.hypothesis.screen:HypothesisScreen",
    ),
    Page("flow", BUILD, str(QT_TRANSLATE_NOOP("Nav", "Flow")), "flow", "ui.flow.screen:FlowScreen"),
    Page(
        "partners",
        MEASURE,
        str(QT_TRANSLATE_NOOP("Nav", "Partners")),
        "people",
        "ui.partners.screen:PartnersScreen",
    ),
    Page(
        "capture",
        MEASURE,
        str(QT_TRANSLATE_NOOP("Nav", "Capture")),
        "pencil",
        "ui.capture.screen:CaptureScreen",
    ),
    Page(
        "funnels",
        MEASURE,
        str(QT_TRANSLATE_NOOP("Nav", "Funnels")),
        "bars",
        "ui.funnel.screen:FunnelScreen",
    ),
    Page(
        "decide",
        LEARN,
        str(QT_TRANSLATE_NOOP("Nav", "Decision")),
        "branch",
        "ui.decide.screen:DecideScreen",
    ),
    Page(
        "innovation",
        LEARN,
        str(QT_TRANSLATE_NOOP("Nav", "Outcomes")),
        "gauge",
        "ui.innovation.screen:InnovationScreen",
    ),
    Page(
        "iterations",
        LEARN,
        str(QT_TRANSLATE_NOOP("Nav", "Iterations")),
        "timeline",
        "ui.iterations.screen:IterationsScreen",
    ),
    Page(
        "report",
        SHARE,
        str(QT_TRANSLATE_NOOP("Nav", "Report")),
        "page",
        "ui.share.report_screen:ReportScreen",
    ),
    Page(
        "present",
        SHARE,
        str(QT_TRANSLATE_NOOP("Nav", "Present")),
        "screen",
        "ui.share.present_screen:PresentScreen",
    ),
)


def first_screen(study: Study) -> str:
    """Where a study opens: at the interview a window went down in, at its funnels, or its flow."""
    from core.interview.recovery import recovered

    if study.store.writable and recovered(study) is not None:
        return "capture"
    return "funnels" if study.store.raw("observations") else "flow"


def page(name: str) -> Page:
    """The page of that name. Raises KeyError."""
    for each in PAGES:
        if each.name == name:
            return each
    raise KeyError(name)
