"""From the words of a command to a verb."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

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


def unknown_verb(word: str, verbs: Iterable[str]) -> WrongUse:
    """What to say of a first word that is no verb and no file."""
    return WrongUse(f"There is no verb and no study “{word}”. The verbs are: {', '.join(verbs)}.")


__all__ = ["Options", "Parser", "WrongUse", "read_words", "run_verb", "unknown_verb"]
