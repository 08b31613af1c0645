"""What tests ask of a study: the funnel of everyone, column by column."""

from __future__ import annotations

from core.measure import everyone, measure


def counts(study, number=1):
    """The step names and, a list each, aligned, deviated and unknown of everyone."""
    iteration = next(each for each in study.iterations() if each.number == number)
    flow = study.flow(iteration.flow)
    names = study.pseudonyms()
    measured = measure(study.columns, flow, iteration.id, [everyone()], names=names)
    steps = measured.funnels[0].steps
    assert not measured.warnings
    return (
        [each.step.name for each in steps],
        [each.aligned for each in steps],
        [each.deviated for each in steps],
        [each.unknown for each in steps],
    )


def flow_of(study):
    """The flow that is being drawn; there is one in every study of these tests."""
    flow = study.drawn
    assert flow is not None
    return flow


def partner_of(study, pseudonym):
    """The partner of a pseudonym, who is there."""
    partner = study.partner_named(pseudonym)
    assert partner is not None
    return partner
