"""The verbs of the command line that need no window: a row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from core.command.arguments import Options, Parser


class VerbModule(Protocol):
    """What the module of a verb has."""

    def arguments(self, parser: Parser) -> None:
        """Add what the verb takes."""

    def run(self, options: Options) -> int:
        """Do it; returns the exit status."""


@dataclass(frozen=True)
class Verb:
    """A verb, imported only when it is asked for: a start costs what it needs."""

    summary: str
    module: str

    def load(self) -> VerbModule:
        """Import the module that does it."""
        return cast("VerbModule", import_module(self.module))


VERBS: Mapping[str, Verb] = {
    "sample": Verb("open a fresh copy of the sample study", "core.command.sample"),
    "new": Verb("write a new study with a flow", "core.command.new"),
    "import": Verb("write a new study from an event log", "core.command.import_log"),
    "record": Verb("record observations from JSON lines", "core.command.record"),
    "partners": Verb("print the partners, or import a table of them", "core.command.partners"),
    "funnel": Verb("print the funnel of each cohort", "core.command.funnel"),
    "export": Verb("write what a study holds for other programs", "core.command.export"),
    "report": Verb("write what was learned for others to read", "core.command.report"),
    "compare": Verb("compare cohorts or iterations, step by step", "core.command.compare"),
    "quotes": Verb("print what partners said", "core.command.quotes"),
    "hypothesis": Verb(
        "write the hypothesis and say what its design can show", "core.command.hypothesis"
    ),
    "close": Verb("close the open iteration and print what it proposes", "core.command.close"),
    "verdict": Verb("keep what the person decided", "core.command.verdict"),
    "start": Verb("open the next iteration", "core.command.start"),
    "decide": Verb("print what the latest closed iteration proposes", "core.command.decide"),
    "innovation": Verb("print adoption, outcome and true innovation", "core.command.innovation"),
    "check": Verb("say whether a study is whole", "core.command.check"),
}
