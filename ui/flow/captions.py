"""Whose numbers a picture of the flow shows, in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from core.model.iteration import Iteration
from core.model.partner import EVERYONE
from core.study import Study
from ui.flow.compared import Compared
from ui.flow.legend import Caption
from ui.flow.numbers import Numbers
from ui.flow.version import Shown
from ui.look.describe import day


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


def caption(study: Study, shown: Shown, numbers: Numbers | None, made: datetime) -> Caption:
    """Study, cohort, entrants, iteration, version and day; of a plain drawing its version only."""
    info = study.info
    strong, quiet = [info.name], [_tr("version {n}").format(n=shown.flow.version)]
    if numbers is not None:
        entrants = numbers.funnel.entrants
        strong += [group_name(numbers), _tr("n = {n} entrants").format(n=entrants)]
        quiet.insert(0, iteration_words(numbers.iteration))
    return Caption(" · ".join(strong), " · ".join(quiet), _day(made), made_up(study))


def caption_of_both(study: Study, both: Compared, cohort: str, made: datetime) -> Caption:
    """Study, cohort and both versions with their iterations, for a comparison."""
    strong = f"{study.info.name} · {cohort_name(study, cohort)}"
    words = _tr("{old} → {new}").format(old=both.old.words(), new=both.new.words())
    return Caption(strong, words, _day(made), made_up(study))


def _day(made: datetime) -> str:
    when = made.astimezone()
    return f"{day(when)} {when.year}"


def cohort_name(study: Study, cohort: str) -> str:
    """The name of a cohort, Everyone's where there is none such."""
    names = {each.id: each.name for each in study.cohorts() if each.id != EVERYONE}
    return names.get(cohort, _tr("Everyone"))


def group_name(numbers: Numbers) -> str:
    """The name of the cohort that was measured."""
    group = numbers.group
    return _tr("Everyone") if group.id == EVERYONE else group.name


def iteration_words(iteration: Iteration) -> str:
    """``iteration 3, open``."""
    state = _tr("iteration {n}, open") if iteration.is_open else _tr("iteration {n}, closed")
    return state.format(n=iteration.number)


def made_up(study: Study) -> str:
    """What a sample says of itself, else nothing."""
    info = study.info
    if not info.sample:
        return ""
    return info.made_up or _tr("Everything in this study is made up.")
