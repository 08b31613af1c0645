"""From whatever ends a command to an exit status. Imports next to nothing: a window starts here too."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from core.command import answer, speech


def ended(work: Callable[[], int]) -> int:
    """Do some work and turn whatever ends it into an exit status; an error is one line on stderr."""
    speech.open_what_is_closed()
    speech.speak_utf8()
    try:
        status = work()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return answer.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the answer has left. Nothing can be told to them, not even at the exit.
        _drop_the_unsaid()
        return answer.NO
    except Exception as error:  # noqa: BLE001 - the last place where a person can be told
        speech.remark(answer.sentence_of(error))
        try:
            sys.stdout.flush()
        except OSError:
            # Python 3.11.2 would try once more at the exit, and make the status 120.
            _drop_the_unsaid()
        return answer.status_of(error)
    return status


def _drop_the_unsaid() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
