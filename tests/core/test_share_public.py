"""A report for the public tells no number of one or two partners, and none they follow from."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.begin import begin
from core.exchange.path_text import flow_of_path
from core.model.ids import new_id
from core.model.partner import Attribute, Cohort, CohortKind, CustomerPartner, Is
from core.sample import write_sample
from core.share.audience import FEWEST_SHOWN, Audience
from core.share.cells import cells_of
from core.share.choosing import Choice
from core.share.content import Figure, SectionName, Table
from core.share.report import report
from core.share.source import source
from core.share.suppression import MOST, hidden_of
from core.study import Study
from tests.core.looped_study import walk
from tests.core.test_share_disclosure import basis_of, is_small, lies_in

PARTNERS = {"Reached", "Aligned", "Deviated", "Unknown", "Pending", "Customers", "Partners"}
PARTNERS |= {"Entrants", "Need met"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("public") / "sample.footpath"
    write_sample(path)
    with Study.open(path, write=False) as study:
        yield study


def tables(made):
    for section in made.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Figure):
                yield block.table


def texts(made):
    for section in made.sections:
        if section.name not in (SectionName.HYPOTHESIS, SectionName.METHOD):
            yield section.message
        for table in tables(replace(made, sections=(section,))):
            for row in table.rows:
                yield from (cell.text for cell in row)


def told_of(study, **more):
    return report(study, Choice(audience=Audience.PUBLIC, **more))


@pytest.mark.parametrize("number", [None, 1, 2, 3])
def test_no_cell_counts_one_or_two_partners(sample, number):
    chosen = next((each.id for each in sample.iterations() if each.number == number), None)
    made = told_of(sample, iteration=chosen)
    counted = 0
    for table in tables(made):
        for column, head in enumerate(table.head):
            if head in PARTNERS:
                values = [row[column].value for row in table.rows]
                counted += len(values)
                assert not [each for each in values if each in (1, 2)], table.caption
    assert counted > 50


def test_no_rate_tells_of_one_or_two_partners(sample):
    found = 0
    for text in texts(told_of(sample)):
        for x, n in re.findall(r"(\d+) of (\d+)\b", text):
            found += 1
            assert {int(x), int(n), int(n) - int(x)}.isdisjoint({1, 2}), text
    assert found > 10


def test_no_shown_numbers_of_the_sample_give_a_hidden_small_one_away(sample):
    for iteration in sample.iterations():
        check_spans(source(sample, Audience.PUBLIC, iteration, None))


def check_spans(own):
    cells = cells_of(own)
    hidden = hidden_of(cells)
    shown = [each.members for each in cells.cells if each.key and each.key not in hidden]
    secret = {each.members.tobytes(): each.members for each in cells.cells}
    # Partners in the same sets are one column: fractions are slow.
    every = np.array([each.members for each in cells.cells])
    _, first = np.unique(every, axis=1, return_index=True)
    rows = [row[first] for row in np.unique(np.array([*shown, *cells.known]), axis=0)]
    basis = basis_of(rows)
    for each in secret.values():
        if is_small(each):
            assert not lies_in(basis, each[first])


def test_every_cell_counts_what_the_funnel_counts(sample):
    for iteration in sample.iterations():
        own = source(sample, Audience.PUBLIC, iteration, None)
        sizes = {each.key: int(each.members.sum()) for each in cells_of(own).cells if each.key}
        for funnel in own.funnels:
            assert sizes[own.key(funnel.group, "", "entrants")] == funnel.entrants
            assert sizes[own.key(funnel.group, "", "need_met")] == funnel.need_met
            for step in funnel.steps:
                for what in ("reached", "aligned", "deviated", "unknown", "recovered"):
                    size = sizes[own.key(funnel.group, step.step.id, what)]
                    assert size == getattr(step, what)
        for (start, end), count in own.funnels[0].links.items():
            assert sizes[own.key(own.groups[0], start, f"link {end}")] == count


MARKS = ["AAA", "AAD", "AA.", "AD.", "A..", "D..", ".A."]


@given(st.lists(st.tuples(st.sampled_from(MARKS), st.sampled_from("xyz")), min_size=1, max_size=16))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_study_gives_a_small_number_away(tmp_path, walks):
    path = tmp_path / f"{new_id()}.footpath"
    with begin(path, "Any", flow_of_path(("Bill", "Photo", "Lower bill"))) as study:
        kind = Attribute("kind", "Kind")
        cohorts = [
            Cohort(new_id(), value, CohortKind.SEGMENT, Is("kind", (value,)), position=n)
            for n, value in enumerate("xyz")
        ]
        people = [
            CustomerPartner(new_id(), f"P-{n:03d}", {"kind": value})
            for n, (_, value) in enumerate(walks)
        ]
        study.do("Add", "partners", [kind, *cohorts, *people])
        for each, (marks, _) in zip(people, walks, strict=True):
            walk(study, each.pseudonym, marks)
        check_spans(source(study, Audience.PUBLIC, study.iterations()[0], None))
        made = told_of(study)
        for table in tables(made):
            for column, head in enumerate(table.head):
                if head in PARTNERS:
                    values = [row[column].value for row in table.rows]
                    assert not [v for v in values if v and v < FEWEST_SHOWN]


def test_team_and_client_see_every_number(sample):
    for audience in (Audience.TEAM, Audience.CLIENT):
        made = report(sample, Choice(audience=audience))
        assert not any("not shown" in text for text in texts(made))


def test_of_very_many_numbers_those_behind_the_first_stay(tmp_path):
    with begin(tmp_path / "many.footpath", "Any", flow_of_path(("Bill", "Photo", "Low"))) as study:
        people = [CustomerPartner(new_id(), f"P-{n:03d}") for n in range(9)]
        ids = [each.id for each in people]
        cohorts = [
            Cohort(new_id(), f"c{n}", members=tuple(ids[n % 3 : n % 3 + 4 + n % 2]), position=n)
            for n in range(26)
        ]
        study.do("Add", "partners", [*cohorts, *people])
        for each in people:
            walk(study, each.pseudonym, "AAA")
        own = source(study, Audience.PUBLIC, study.iterations()[0], None)
        keyed = [each.key for each in cells_of(own).cells if each.key]
        assert len(keyed) > MOST
        check_spans(own)
        hidden = hidden_of(cells_of(own))
        assert hidden >= set(keyed[MOST:])
        assert own.key(own.groups[0], "", "entrants") not in hidden
