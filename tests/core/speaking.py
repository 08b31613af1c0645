"""The command line, spoken to in this process: what goes in, and what comes out."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from typing import Any
from unittest import mock

from main import main


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def speak(*words: object, stdin: str | bytes = b"") -> Answer:
    """Run a command as the shell would."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2))
    with (
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(given))),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
    ):
        status = main([str(word) for word in words])
    return Answer(status, _said(out), _said(err))


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def lines(*observations: dict[str, Any]) -> str:
    """Observations as JSON lines."""
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in observations)


def aligned(partner: str, step: str, **more: Any) -> dict[str, Any]:
    return {"partner": partner, "step": step, "status": "aligned", **more}


def deviated(partner: str, step: str, **more: Any) -> dict[str, Any]:
    return {"partner": partner, "step": step, "status": "deviated", **more}
