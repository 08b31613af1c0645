"""Words leave a study only for what their partner agreed to."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.interview.leaving import leaving, said_leaving
from core.interview.said import said
from core.model.consent import Consent, ConsentText, Permission, Purpose, may_leave
from core.model.observation import NoteKind
from tests.core.interviews import D, minute, seen, study_at
from tests.core.interviews import said as note

NOTES, QUOTES, PUBLICATION = Permission
OUTSIDE = tuple(each for each in Purpose if each is not Purpose.RESEARCH)
ENTRY = seen("o", "bill", D, reason="Too dear", note="Sighs", quote="No.", tags=("price",))
QUOTED = note("q", "bill", "Never.", kind=NoteKind.QUOTE)


@pytest.fixture
def study(tmp_path):
    with study_at(tmp_path / "study.footpath", ENTRY, QUOTED) as made:
        yield made


def agree(study, *agreed, **more):
    study.do("Record consent", "partners", [Consent("p1", agreed, minute(0), **more)])


@given(
    st.sampled_from([NOTES, QUOTES]),
    st.none()
    | st.builds(
        Consent,
        st.just("p"),
        st.lists(st.sampled_from(Permission), unique=True).map(tuple),
        st.just(minute(0)),
        withdrawn=st.none() | st.just(minute(1)),
    ),
)
def test_more_purposes_never_ask_less(words, consent):
    ways = [may_leave(words, consent, purpose) for purpose in Purpose]
    assert ways[0]
    assert ways[1] == ways[2] >= ways[3]
    if consent is None or consent.withdrawn or words not in consent.agreed:
        assert not any(ways[1:])


def test_the_researcher_reads_everything(study):
    assert leaving(study, ENTRY, Purpose.RESEARCH) == ENTRY
    assert leaving(study, QUOTED, Purpose.RESEARCH) == QUOTED


@pytest.mark.parametrize("purpose", OUTSIDE)
def test_nothing_leaves_before_anybody_asked(study, purpose):
    left = leaving(study, ENTRY, purpose)
    assert (left.quote, left.note, left.reason, left.tags) == ("", "", "", ())
    assert (left.status, left.at) == (ENTRY.status, ENTRY.at)
    assert leaving(study, QUOTED, purpose) is None


def test_quotes_leave_with_their_permission_alone(study):
    agree(study, QUOTES)
    left = leaving(study, ENTRY, Purpose.EXPORT)
    assert (left.quote, left.note, left.reason) == ("No.", "", "")
    assert leaving(study, QUOTED, Purpose.PRESENTATION) == QUOTED
    assert leaving(study, QUOTED, Purpose.PUBLICATION) is None


def test_publication_is_agreed_to_apart(study):
    agree(study, NOTES, QUOTES, PUBLICATION)
    assert leaving(study, ENTRY, Purpose.PUBLICATION) == ENTRY


def test_withdrawn_is_withdrawn(study):
    agree(study, NOTES, QUOTES, PUBLICATION, withdrawn=minute(9))
    assert leaving(study, QUOTED, Purpose.EXPORT) is None
    agree(study, QUOTES)
    assert leaving(study, QUOTED, Purpose.EXPORT) == QUOTED


def test_what_stays_is_counted_and_its_partner_still_listed(study):
    words = said(study, "second", "bill", ["p1", "p2"])
    left = said_leaving(study, words, Purpose.PRESENTATION)
    assert (left.quotes_held_back, left.notes_held_back) == (2, 2)
    assert [each.partner.id for each in left.said] == ["p1", "p2"]
    assert not any(each.has_words or each.reason for each in left.said)
    agree(study, NOTES, QUOTES)
    assert said_leaving(study, words, Purpose.EXPORT).said == words


def test_consent_holds_on_to_its_text_and_its_partner(study):
    text = ConsentText("t1", 1, "We keep what you say.", minute(0))
    study.do("Add consent text", "consent", [text])
    agree(study, QUOTES, text="t1")
    assert study.undoable("consent").blocked == "a consent to this text"
    assert study.refers_to(("partners", "p1")) != ""
    assert [each.version for each in study.consent_texts()] == [1]
    assert msgspec.json.decode(study.store.raw("consents")["p1"])["text"] == "t1"
