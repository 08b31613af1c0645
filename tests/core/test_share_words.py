"""What a report says in words claims no more than was observed, from nobody to a closed iteration."""

from dataclasses import replace

import pytest

from core import iterating
from core.begin import begin
from core.exchange.path_text import flow_of_path
from core.exchange.unreadable import Cancelled
from core.interview.spoken import Kind, spoken
from core.model.decision import Conclusion
from core.sample import write_sample
from core.share.audience import Audience
from core.share.choosing import Choice
from core.share.content import Bullets, Figure, Paragraph, SectionName, Table
from core.share.formats import Tools, written
from core.share.heard import heard
from core.share.report import report
from core.share.working import unasked, watched
from core.study import Study
from tests.core.looped_study import begun, walk, walks


def section(made, name):
    return next(each for each in made.sections if each.name is name)


def message(made, name):
    return section(made, name).message


def words(made):
    """All that is said, the cells of tables left out."""
    for each in made.sections:
        yield each.message
        for block in each.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            elif isinstance(block, Figure):
                yield from (block.title, block.alt)
            elif isinstance(block, Bullets):
                yield from block.items
    yield from made.check.leaves
    yield from made.check.stays


def test_of_nobody_nothing_is_claimed(tmp_path):
    with begin(tmp_path / "a.footpath", "Any", flow_of_path(("A", "B", "C"))) as study:
        made = report(study)
    said = list(words(made))
    assert not [each for each in said if each.startswith("0 ") or " no step loses" in each]
    for name in (SectionName.FLOW, SectionName.FUNNELS, SectionName.REASONS):
        assert message(made, name) == "Nobody has entered the flow yet."
    assert section(made, SectionName.FUNNELS).blocks == ()
    assert message(made, SectionName.COMPARISON).startswith("There is nothing to compare yet")
    assert section(made, SectionName.COMPARISON).blocks == ()
    assert message(made, SectionName.NEXT).startswith("Write the hypothesis")
    assert made.check.leaves == ("Numbers of iteration 1.",)


def test_of_one_partner_the_words_are_in_the_singular(tmp_path):
    with begun(tmp_path / "a.footpath", target=0.7) as study:
        walk(study, "P-001", "AAD")
        made = report(study)
    titles = [each.title for each in made.figures()]
    assert "Everyone: 1 entrant" in titles
    assert not [each for each in words(made) if " 1 entrants" in each or "1 partners" in each]
    assert message(made, SectionName.FLOW) == "0 of 1 entrant had their need met."
    assert message(made, SectionName.REASONS) == "No reason was given by more than one partner."


def test_what_is_unknown_is_said_with_what_is_known(tmp_path):
    with begun(tmp_path / "a.footpath", target=0.7) as study:
        walks(study, ".A.", range(6))
        walks(study, "AAA", range(6, 8))
        made = report(study)
    assert message(made, SectionName.FLOW) == (
        "2 of 8 entrants had their need met; 6 more could still."
    )
    assert message(made, SectionName.FUNNELS) == "8 partners entered; none was seen to leave."
    assert message(made, SectionName.REASONS) == "Nobody was seen to deviate."


def test_a_tie_of_reasons_is_no_ranking(tmp_path):
    with begun(tmp_path / "a.footpath", target=0.7) as study:
        for number, reason in enumerate("aabb"):
            walk(study, f"P-{number}", "AD", reason=reason)
        first = message(report(study), SectionName.REASONS)
        for number, reason in enumerate("ccdd"):
            walk(study, f"Q-{number}", "AD", reason=reason)
        second = message(report(study), SectionName.REASONS)
        walk(study, "R-1", "AD", reason="d")
        third = message(report(study), SectionName.REASONS)
    assert first == "Given most often: “a” at “Photo”, “b” at “Photo”, by 2 each."
    assert second == "No reason stands out: 4 were given by 2 each."
    assert third == "Given most often: “d” at “Photo”, by 3."


@pytest.mark.parametrize(
    ("marks", "proposal"),
    [
        (["AAA"] * 9, "proved"),
        (["AD"] * 8 + ["AAA"], "iterate"),
        (["D"] * 8 + ["AAA"], "reset"),
        (["AAA"] * 5 + ["AD"] * 4, "unsure"),
    ],
)
def test_each_verdict_is_told_once_with_what_it_rests_on(tmp_path, marks, proposal):
    with begun(tmp_path / "a.footpath", target=0.7, planned=9) as study:
        for number, own in enumerate(marks):
            walk(study, f"P-{number}", own)
        iterating.close(study)
        iterating.decide(study, study.iterations()[0], Conclusion.ITERATE, "Why.", "Anna Berg")
        told = {each: report(study, Choice(each)) for each in Audience}
    for audience, made in told.items():
        decided = section(made, SectionName.DECISION)
        facts = dict(row for block in decided.blocks for row in getattr(block, "rows", ())
                     if isinstance(row[0], str))  # fmt: skip
        assert facts["Decided"] == "iterate"
        said = [each.text for each in decided.blocks if isinstance(each, Paragraph)]
        assert decided.message not in said
        if audience is not Audience.PUBLIC:
            assert facts["Proposed"] == proposal
    hidden = told[Audience.PUBLIC]
    facts = dict(row for block in section(hidden, SectionName.DECISION).blocks
                 for row in getattr(block, "rows", ()) if isinstance(row[0], str))  # fmt: skip
    # 1 of 9 is a number of one partner, and "iterate" or "reset" would bound it.
    assert facts["Proposed"] == ("not shown" if proposal in ("iterate", "reset") else proposal)
    (rounds,) = [each for each in section(hidden, SectionName.ITERATIONS).blocks
                 if isinstance(each, Table) and "Proposed" in each.head]  # fmt: skip
    assert rounds.rows[0][5].text == facts["Proposed"]


def test_what_follows_from_hidden_numbers_is_not_said_in_public(tmp_path):
    path = tmp_path / "sample.footpath"
    write_sample(path)
    with Study.open(path, write=False) as study:
        made = report(study, Choice(Audience.PUBLIC))
    states = [each.message for each in made.sections if each.name is SectionName.INNOVATION]
    assert all(each == "True innovation rests on small numbers and is not shown."
               for each in states)  # fmt: skip
    for each in words(made):
        assert "of them are not shown" not in each  # how many is a bound
    for table in (block for each in made.sections for block in each.blocks):
        if isinstance(table, Table) and "p, corrected" in table.head:
            assert {row[5].text for row in table.rows} == {"not shown"}


def test_what_was_heard_is_what_a_search_finds(tmp_path):
    path = tmp_path / "sample.footpath"
    write_sample(path)
    with Study.open(path, write=False) as study:
        for iteration in study.iterations():
            own = heard(study, iteration.id, unasked)
            found = [
                replace(each, status=None)
                for each in spoken(study)
                if each.iteration == iteration.id and each.kind is not Kind.REASON
            ]
            assert list(own) == found
            assert len(own) > 10


@pytest.mark.parametrize("ending", [".html", ".pptx", ".docx"])
def test_each_format_can_be_stopped(tmp_path, ending):
    asked = []

    def answer(done, whole):
        asked.append((done, whole))
        return len(asked) < 3

    with begun(tmp_path / "a.footpath", target=0.7) as study:
        walks(study, "AAD", range(4))
        made = report(study)
    with pytest.raises(Cancelled):
        written(made, ending, Tools(working=watched(answer)))
    assert len(asked) == 3
    assert written(made, ending, Tools(working=watched(lambda _done, _whole: True)))
