"""One chart of a study as a picture in a file, painted without a screen."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ui.shell.picture import speak

if TYPE_CHECKING:
    from core.study import Study
    from ui.funnel.chart_picture import Wanted


def chart(options: Namespace) -> None:
    """Paint what ``picture funnels --chart`` asks for into a new PNG, SVG or PDF file.

    Raises WrongUse where an iteration, a cohort or a step is not known, StoreError where the study
    cannot be read or the picture not be written; an existing file is left alone.
    """
    from core.store import StoreExists, write_new
    from core.study import Study

    target = options.target
    if target.exists():
        raise StoreExists(target)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(speak)
    with Study.open(options.study, write=False) as study:
        from ui.funnel.chart_picture import chart_sheet
        from ui.look.drawn import FORMATS, png
        from ui.shell.application import dress

        wanted = _wanted(study, options)
        app = QApplication(["footpath"])
        dress(app, options.dark, carried_font=True)
        sheet = chart_sheet(study, wanted)
        ending = target.suffix.lower().lstrip(".")
        made = png(sheet, options.scale) if ending == "png" else FORMATS[ending](sheet)
        write_new(target.absolute(), [made])


def _wanted(study: Study, options: Namespace) -> Wanted:
    """What was asked for by names, by ids."""
    from core.command.answer import WrongUse
    from core.command.funnel_groups import chosen_groups, chosen_iteration, listed
    from core.measure.seen import EncounterChoice, Reading
    from ui.funnel.chart_picture import Wanted
    from ui.funnel.view import View

    iteration = chosen_iteration(study, options.iteration)
    groups = chosen_groups(study, iteration, options.cohort, None)
    steps = {each.name: each.id for each in study.flow(iteration.flow).steps}
    if options.step and options.step not in steps:
        known = listed(list(steps))
        raise WrongUse(f"There is no step “{options.step}”. The steps are: {known}.")
    against = chosen_groups(study, iteration, [options.against], None) if options.against else []
    view = View(
        beside=options.chart == "steps",
        counts=options.counts,
        encounter=EncounterChoice(options.encounter),
        reading=Reading(options.reading),
        against=against[0].id if against else "",
    )
    return Wanted(options.chart, iteration, groups, steps.get(options.step, ""), view)
