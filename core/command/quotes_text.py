"""What partners said, as JSON and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from core.command.speech import tame
from core.interview.spoken import Kind, Spoken
from core.model.structure import structure
from core.reading import Reader


def quotes_json(study: Reader, found: Sequence[Spoken]) -> dict[str, Any]:
    """What ``quotes --json`` prints, the latest first."""
    names = _step_names(study)
    return {
        "quotes": [
            {
                "partner": _name(study, each),
                "iteration": study.iteration(each.iteration).number,
                "encounter": each.encounter,
                "step": names.get((each.iteration, each.step), each.step),
                "status": "unknown" if each.status is None else each.status.value,
                "kind": each.kind.value,
                "text": each.text,
                "tags": each.tags,
                "at": each.at,
                "late": each.late,
            }
            for each in found
        ]
    }


def quotes_text(study: Reader, found: Sequence[Spoken]) -> str:
    """The words by step, in the order of the path, the latest first at each."""
    if not found:
        return "Nobody is quoted there."
    names = _step_names(study)
    order = list(dict.fromkeys(step for _, step in names))
    blocks: dict[str, list[Spoken]] = {}
    for each in sorted(found, key=lambda each: order.index(each.step)):
        blocks.setdefault(each.step, []).append(each)
    return "\n\n".join(
        "\n".join(_block(study, names[own[0].iteration, step], own)) for step, own in blocks.items()
    )


def _block(study: Reader, step: str, found: Sequence[Spoken]) -> Iterator[str]:
    yield f"{tame(step)} · {len(found)}"
    for each in found:
        text = tame(each.text)
        yield f"  “{text}”" if each.kind is Kind.QUOTE else f"  {text}"
        status = "unknown" if each.status is None else each.status.value
        facts = [
            tame(_name(study, each)),
            status,
            f"iteration {study.iteration(each.iteration).number}",
        ]
        if each.encounter > 1:
            facts.append(f"encounter {each.encounter}")
        if each.late:
            facts.append("late")
        facts += [f"#{tame(tag)}" for tag in each.tags]
        yield f"    {' · '.join(facts)}"


def _name(study: Reader, words: Spoken) -> str:
    return study.pseudonyms().get(words.partner, words.partner)


def _step_names(study: Reader) -> dict[tuple[str, str], str]:
    """Names by iteration and step id, in the order of the path, endpoints behind it."""
    names: dict[tuple[str, str], str] = {}
    for iteration in reversed(study.iterations()):
        flow = study.flow(iteration.flow)
        ends = [step for step in flow.steps if step.kind.is_endpoint]
        for step in (*structure(flow).steps, *ends):
            names[iteration.id, step.id] = step.name
    return names
