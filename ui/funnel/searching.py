"""A search over everything said: what is found, by whose words they are, and the tags there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.interview.pinned import pinned
from core.interview.said import Said
from core.interview.spoken import Kind, Spoken, search
from core.study import Study
from ui.funnel.head import tr
from ui.funnel.voices import Voice
from ui.funnel.words import Page

ENTRIES = 200
TAGS = 8
"""The most frequent tags are offered."""


def voice_of(study: Study, words: Spoken, *, is_pinned: bool = False) -> Voice:
    """Some words as an entry, with where they were said."""
    partner = study.partner(words.partner)
    iteration = study.iteration(words.iteration)
    flow = study.flow(iteration.flow)
    name = flow.step(words.step).name if flow.has(words.step) else words.step
    where = [name, tr("iteration {n}").format(n=iteration.number)]
    if words.encounter > 1:
        where.append(tr("encounter {n}").format(n=words.encounter))
    if words.late:
        where.append(tr("late"))
    said = Said(
        partner,
        (words.text,) if words.kind is Kind.QUOTE else (),
        (words.text,) if words.kind is Kind.NOTE else (),
        words.text if words.kind is Kind.REASON else "",
        words.at,
    )
    silent = tr("Gave a reason.") if words.kind is Kind.REASON else ""
    who = " · ".join(filter(None, (partner.value(each.id) for each in study.attributes())))
    return Voice(
        said, who, silent, where=" · ".join(where), tags=words.tags, pinned=is_pinned, words=words
    )


def page_of_search(study: Study, asked: str, chosen: str) -> Page:
    """What holds the words and tags asked for, in tabs by whose words they are."""
    found = search(study, asked)
    counts: dict[str, int] = {"all": len(found)}
    kinds = Counter(each.kind.value for each in found)
    counts |= {kind.value: kinds[kind.value] for kind in Kind if kinds[kind.value]}
    chosen = chosen if chosen in counts else "all"
    shown = [each for each in found if chosen in ("all", each.kind.value)]
    marked = {(words.entry, words.kind) for _, words in pinned(study)}
    entries = [
        voice_of(study, each, is_pinned=(each.entry, each.kind) in marked)
        for each in shown[:ENTRIES]
    ]
    title = tr("Everything said")
    if asked.strip():
        title = tr("Said with “{words}”").format(words=asked.strip())
    return Page(
        title,
        tr("quotes, notes and reasons of all iterations"),
        counts,
        chosen,
        entries,
        len(shown) - len(entries),
        tags=tags(found),
    )


def tags(found: Sequence[Spoken]) -> dict[str, int]:
    """The most frequent tags of what was found, each as a search for it, with how often."""
    counted = Counter(tag for each in found for tag in each.tags)
    return {f"#{tag}": n for tag, n in counted.most_common(TAGS)}
