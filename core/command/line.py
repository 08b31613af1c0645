"""From the words of a command to a verb, and from what happens to an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence

from core.command import answer, speech
from core.command.answer import WrongUse
from core.command.arguments import Options, Parser
from core.command.table import Verb


def run_verb(verb: Verb, name: str, words: Sequence[str]) -> int:
    """Read the words behind a verb and do it; returns the exit status. Raises WrongUse and more."""
    module = verb.load()
    return module.run(read_words(name, verb.summary, module.arguments, words))


def read_words(
    name: str, summary: str, arguments: Callable[[Parser], None], words: Sequence[str]
) -> Options:
    """The options in the words behind a verb. Raises WrongUse."""
    parser = Parser(name, summary)
    arguments(parser)
    return parser.parse_args(words)


def ended(work: Callable[[], int]) -> int:
    """Do some work and turn whatever ends it into an exit status; an error is one line on stderr."""
    speech.speak_utf8()
    try:
        status = work()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return answer.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the answer has left. Nothing can be told to them, not even at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return answer.NO
    except Exception as error:  # noqa: BLE001 - the last place where a person can be told
        speech.remark(answer.sentence_of(error))
        return answer.status_of(error)
    return status


def unknown_verb(word: str, verbs: Iterable[str]) -> WrongUse:
    """What to say of a first word that is no verb and no file."""
    return WrongUse(f"There is no verb and no study “{word}”. The verbs are: {', '.join(verbs)}.")


__all__ = ["Options", "Parser", "WrongUse", "ended", "read_words", "run_verb", "unknown_verb"]
