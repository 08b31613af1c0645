"""What the pages need is imported while the person looks at the first one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer

from ui.job import Job, Progress
from ui.shell.screens import PAGES

_LATER_MS = 1200
"""By then the window is painted, hears keys, and has opened what it was started with."""


def load_ahead(app: QCoreApplication, later: int = _LATER_MS) -> Job:
    """Import every page in a thread, ``later`` ms from now; the first visit then only has to make it.

    Whoever is quicker imports the page at the visit, as ever. Quitting waits for one page at most.
    """
    job = Job("", _load, app)
    app.aboutToQuit.connect(job.cancel)
    app.aboutToQuit.connect(job.join)
    QTimer.singleShot(later, job, job.start)
    return job


def _load(progress: Progress) -> None:
    for done, each in enumerate(PAGES):
        if not progress(done, len(PAGES)):
            return
        each.load()
