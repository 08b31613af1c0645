"""Tables keep to their readers: who agreed to what, and no single partner for the public."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.interview.spoken import Kind, spoken
from core.learned import NotPossible
from core.model.consent import Permission, Purpose, may_leave
from core.model.observation import Note, NoteKind, Observation
from core.sample import write_sample
from core.share.audience import Audience
from core.share.choosing import Choice
from core.share.report import report
from core.study import Study
from core.tables import check_of_tables, tables
from tests.core.speaking import speak
from tests.core.workbook_reading import Rows, csv_rows, every_text, sheets, told

COUNTS = {
    "Entrants", "Need met", "Reached", "Aligned", "Deviated", "Unknown", "Recovered", "Answered",
    "Ended deviated", "Ended unknown", "Ended undecided", "Did both", "A aligned", "A answered",
    "B aligned", "B answered", "In both", "Gained", "Lost",
}  # fmt: skip


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    path = tmp_path_factory.mktemp("readers") / "sample.footpath"
    write_sample(path)
    with Study.open(path, write=False) as study:
        yield study


def exported(study: Study, ending: str, *words: object) -> Path:
    target = study.path.with_name(f"{'-'.join(map(str, words))}{ending}")
    if not target.exists():
        answer = speak("export", study.path, "-o", target, *words)
        assert answer.status == 0, answer.err
    return target


def book_for(study: Study, audience: str, *more: object) -> dict[str, Rows]:
    return sheets(exported(study, ".xlsx", "--audience", audience, *more))


def test_the_public_gets_no_row_of_an_observation_or_a_partner(study):
    book = book_for(study, "public")
    assert list(book) == ["About", "Funnel", "Outcomes", "Comparisons", "Quotes", "Decisions"]
    assert list(book["Quotes"][0]) == ["Iteration", "Partner", "Step", "Quote"]
    assert "Entrants" in csv_rows(exported(study, ".csv", "--audience", "public"))[0]


@pytest.mark.parametrize("turn", [None, 1, 2, 3])
def test_the_public_sees_no_count_of_one_or_two(study, turn):
    book = book_for(study, "public", *(["--iteration", turn] if turn else []))
    shown = hidden = 0
    for rows in (book[name] for name in ("Funnel", "Outcomes", "Comparisons")):
        for row in rows:
            for title in COUNTS & set(row):
                assert row[title] not in (1, 2), (title, row)
                hidden += row[title] == "not shown"
                shown += isinstance(row[title], int)
    assert shown > 20
    assert hidden > 20


def test_the_public_sees_the_numbers_of_the_team_or_none(study):
    """What is told is told right, and a rate is there only beside both of its numbers."""
    team, public = book_for(study, "team"), book_for(study, "public")
    for name in ("Funnel", "Outcomes", "Comparisons"):
        assert len(team[name]) == len(public[name])
        for ours, theirs in zip(team[name], public[name], strict=True):
            for title, value in theirs.items():
                assert value in (ours[title], "not shown"), (name, title)
    for row in public["Funnel"]:
        if row["Alignment"] != "not shown":
            assert "not shown" not in (row["Aligned"], row["Answered"])
        if row["Overall"] != "not shown":
            assert "not shown" not in (row["Aligned"], row["Entrants"])


def test_the_public_reads_as_many_numbers_in_the_tables_as_in_a_report(study):
    """One law: the check of both counts the same numbers that are not shown."""
    choice = Choice(audience=Audience.PUBLIC)
    (of_tables,) = [each for each in check_of_tables(study, choice).stays if "1 or 2" in each]
    assert of_tables in report(study, choice).check.stays


@pytest.mark.parametrize(
    ("audience", "ending"),
    [
        *((each, ending) for each in Audience for ending in (".xlsx", ".csv")),
        *((each, ".qdpx") for each in (Audience.TEAM, Audience.CLIENT)),
    ],
)
def test_words_leave_as_their_partners_agreed_and_no_other(study, audience, ending):
    purpose = Purpose.EXPORT if audience is Audience.TEAM else Purpose.PUBLICATION
    parts = list(every_text(exported(study, ending, "--audience", audience)))
    leaves: set[tuple[Kind, str]] = set()
    stays: set[tuple[Kind, str]] = set()
    for each in spoken(study):
        asked = Permission.QUOTES if each.kind is Kind.QUOTE else Permission.NOTES
        agreed = may_leave(asked, study.consent(each.partner), purpose)
        meant = agreed and (each.kind is not Kind.NOTE or audience is Audience.TEAM)
        (leaves if meant else stays).add((each.kind, each.text))
    kept = {text for kind, text in stays if kind is not Kind.REASON}
    assert kept - {text for _, text in leaves}
    for text in kept - {text for _, text in leaves}:
        assert not any(text in part for part in parts), text
    quotes = {text for kind, text in leaves if kind is Kind.QUOTE}
    if ending == ".xlsx":
        rows = book_for(study, audience)["Quotes"]
        assert {row["Quote"] for row in rows} == quotes
        every = sum(each.kind is Kind.QUOTE for each in spoken(study))
        left_out = book_for(study, audience)["About"]
        (counted,) = told(left_out, What="Quotes left out: no permission")
        assert len(rows) + counted["Value"] == every


def test_a_client_reads_no_note_of_the_team_and_no_name_of_a_researcher(study):
    book = book_for(study, "client")
    assert {"Note", "Important", "Id"}.isdisjoint(book["Observations"][0])
    assert "Decided by" not in book["Decisions"][0]
    assert "Decided by" in book_for(study, "team")["Decisions"][0]


def test_no_file_names_who_observed(tmp_path):
    path = tmp_path / "a.footpath"
    write_sample(path)
    with Study.open(path) as study:
        first = study.all_of(Observation)[0]
        study.record(
            Observation("zz", first.partner, first.iteration, first.step, first.status, first.at,
                        observer="Anna Bergström", late=True)
        )  # fmt: skip
    for ending in (".xlsx", ".csv", ".qdpx"):
        assert speak("export", path, "-o", path.with_suffix(ending)).status == 0
        assert not any("Bergström" in part for part in every_text(path.with_suffix(ending)))


def test_one_iteration_has_its_own_rows_only(study):
    book = book_for(study, "team", "--iteration", 2)
    for name in ("Observations", "Funnel", "Outcomes", "Comparisons", "Quotes", "Decisions"):
        assert {row["Iteration"] for row in book[name]} == {2}
    met = {row["Partner"] for row in book["Observations"]}
    assert {row["Partner"] for row in book["Partners"]} >= met
    assert len(book["Partners"]) < len(study.partners())
    whole = told(book_for(study, "team")["Funnel"], Iteration=2)
    assert book["Funnel"] == whole


def test_cohorts_are_those_that_were_chosen_and_everyone(study):
    book = book_for(study, "team", "--cohort", "Hospitality")
    assert {row["Cohort"] for row in book["Funnel"]} == {"Everyone", "Hospitality"}
    assert {row["A"] for row in book["Comparisons"]} >= {"Hospitality"}
    assert [each for each in book["Partners"][0] if each.startswith("In ")] == ["In Hospitality"]


@pytest.mark.parametrize(
    ("ending", "words", "said"),
    [
        (".qdpx", ("--audience", "public"), "none for the public"),
        (".json", ("--audience", "client"), "for the team only"),
        (".json", ("--audience", "public"), "for the team only"),
        (".json", ("--iteration", 1), "never one iteration"),
        (".xlsx", ("--iteration", 9), "There is no iteration 9"),
        (".xlsx", ("--cohort", "Nobody"), "There is no cohort"),
    ],
)
def test_a_file_that_is_not_for_its_readers_is_refused_in_a_sentence(study, ending, words, said):
    target = study.path.with_name(f"refused{ending}")
    answer = speak("export", study.path, "-o", target, *words)
    assert answer.status == 2
    assert said in answer.err
    assert not target.exists()


def test_the_window_is_refused_with_the_same_sentence(study):
    with pytest.raises(NotPossible, match="none for the public"):
        tables(study, Choice(audience=Audience.PUBLIC), ".qdpx")


@pytest.mark.parametrize("audience", ["team", "client", "public"])
def test_the_check_counts_what_is_in_the_file(study, audience):
    check = check_of_tables(study, Choice(audience=Audience(audience)))
    book = book_for(study, audience)
    quotes = f"{len(book['Quotes'])} quotes of partners who agreed, under their pseudonyms."
    assert quotes in check.leaves
    rows = f"A row for each of {len(book.get('Observations', ()))} observations, with its time."
    people = f"A row for each of {len(book.get('Partners', ()))} partners: pseudonym, attributes and cohorts."  # fmt: skip
    public = audience == "public"
    assert (rows in check.leaves, people in check.leaves) == (not public, not public)
    assert [row["Value"] for row in told(book["About"], What="Leaves")] == list(check.leaves)
    assert [row["Value"] for row in told(book["About"], What="Stays")] == list(check.stays)


def test_the_study_itself_says_how_many_words_nobody_agreed_to_hand_on(study):
    check = check_of_tables(study, Choice(), ".json")
    every = spoken(study)
    held = [
        each
        for each in every
        if not may_leave(
            Permission.QUOTES if each.kind is Kind.QUOTE else Permission.NOTES,
            study.consent(each.partner),
            Purpose.EXPORT,
        )
    ]
    assert any(each.startswith(f"{len(held)} quotes, notes and reasons") for each in check.leaves)
    assert any("only" in each or "within the team" in each for each in check.stays)


def test_what_stays_is_said_by_the_command(study):
    target = study.path.with_name("said.xlsx")
    answer = speak("export", study.path, "-o", target, "--audience", "client")
    assert answer.out == ""
    assert answer.err.splitlines() == list(
        check_of_tables(study, Choice(audience=Audience.CLIENT)).stays
    )


def test_notes_that_mark_no_step_are_held_to_the_same_law(tmp_path):
    """Of one who agreed to quotes alone, the quote leaves and the note does not."""
    from core.begin import begin
    from core.exchange.path_text import flow_of_path
    from core.model.consent import Consent
    from core.model.moment import now
    from core.model.partner import CustomerPartner

    path = tmp_path / "a.footpath"
    with begin(path, "a", flow_of_path(["T", "A", "N"])) as study:
        (iteration,), flow = study.iterations(), study.drawn
        assert flow is not None
        agreed = Consent("p", (Permission.QUOTES,), now())
        study.do("Add", "partners", [CustomerPartner("p", "P-1"), agreed])
        for number, kind in enumerate(NoteKind):
            note = Note(
                f"n{number}", "p", iteration.id, flow.steps[0].id, kind, f"SAID {kind}", now()
            )
            study.keep_note(note)
    for ending in (".xlsx", ".qdpx"):
        assert speak("export", path, "-o", path.with_suffix(ending)).status == 0
        parts = list(every_text(path.with_suffix(ending)))
        assert any("SAID quote" in part for part in parts)
        assert not any("SAID note" in part for part in parts)
