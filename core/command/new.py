"""``new``: a study with a flow and one open iteration."""

from __future__ import annotations

from pathlib import Path

from core.begin import begin, named_after
from core.command.answer import DONE, WrongUse
from core.command.arguments import Options, Parser
from core.exchange.flow_file import read_flow
from core.exchange.path_text import flow_of_path, path_names


def arguments(parser: Parser) -> None:
    """What ``new`` takes."""
    parser.add_argument("-o", dest="target", metavar="STUDY", type=Path, required=True)
    flow = parser.add_mutually_exclusive_group(required=True)
    flow.add_argument("--path", metavar='"A > B > C"', help="step names, trigger to need met")
    flow.add_argument("--flow", metavar="FLOW.json", type=Path, help="steps and links from a file")


def run(options: Options) -> int:
    """Write the study."""
    if options.flow is not None:
        flow = read_flow(options.flow)
    else:
        try:
            flow = flow_of_path(path_names(options.path))
        except ValueError as error:
            raise WrongUse(str(error)) from None
    begin(options.target, named_after(options.target), flow).close()
    return DONE
