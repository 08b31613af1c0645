"""``partners``: the register printed, and a table of partners imported."""

import json

import pytest

from core.study import Study
from main import main

TABLE = (
    "\ufeffPseudonym;Company size;Since;Real name;Wish\n"
    'P-101;7;2026-03-14;Anna Roth;"less; please"\n'
    "P-101;7;2026-03-14;Ben Ott;more\n"
    ";;;;\n"
    ";20;2026-04-01;Cem Uz;more\n"
)


@pytest.fixture
def study(tmp_path, capsys):
    path = tmp_path / "study.footpath"
    assert main(["new", "-o", str(path), "--path", "A > B"]) == 0
    return path


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "partners.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def partners(path):
    with Study.open(path, write=False) as study:
        return {each.pseudonym: each for each in study.partners()}


def test_a_table_is_imported_and_printed(study, table, capsys):
    assert main(["partners", str(study), "--import", str(table)]) == 0
    out, err = capsys.readouterr()
    assert out == "2 new, 0 changed, 0 unchanged, 1 refused, 1 empty.\n"
    assert "Line 3: P-101 stands in line 2 already." in err
    assert "sounds like real names: left out of the study" in err
    assert sorted(partners(study)) == ["P-101", "P-102"]
    assert partners(study)["P-101"].value("size") == "1–9"
    assert b"Anna" not in study.read_bytes()
    assert main(["partners", str(study)]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("P-101")
    assert main(["partners", str(study), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["partners"][1] == {
        "partner": "P-102",
        "attributes": {"Company size": "10–49", "Since": "2026-04-01", "Wish": "more"},
    }


def test_a_dry_run_says_it_all_and_does_nothing(study, table, capsys):
    before = study.read_bytes()
    assert main(["partners", str(study), "--import", str(table), "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["refused"], told["empty"]) == (2, 1, 1)
    assert told["problems"][0].startswith("Line 3: ")
    assert study.read_bytes() == before


def test_names_go_to_their_file_where_one_is_said(study, table, tmp_path, capsys):
    names = tmp_path / "people.names"
    words = ["partners", str(study), "--import", str(table), "--names", str(names)]
    assert main(words) == 0
    assert "Anna Roth" in names.read_text(encoding="utf-8")
    assert "Ben" not in names.read_text(encoding="utf-8")
    assert b"Anna" not in study.read_bytes()
    assert main(words) == 0, "what is there already stays"


def test_a_names_file_of_another_study_stops_the_import_before_it_begins(
    study, table, tmp_path, capsys
):
    names = tmp_path / "people.names"
    names.write_text('{"format":"footpath names","version":1,"study":"other"}')
    before = study.read_bytes()
    assert main(["partners", str(study), "--import", str(table), "--names", str(names)]) == 2
    assert "another study" in capsys.readouterr().err
    assert study.read_bytes() == before


def test_dates_that_read_two_ways_are_asked_about(study, tmp_path, capsys):
    table = tmp_path / "t.csv"
    table.write_text("Pseudonym,Since\nX,3/4/2026\nY,5/6/2026\n")
    before = study.read_bytes()
    assert main(["partners", str(study), "--import", str(table)]) == 2
    assert "Which is it? Say it with --date-format day/month." in capsys.readouterr().err
    assert study.read_bytes() == before
    words = ["partners", str(study), "--import", str(table), "--date-format", "day/month"]
    assert main(words) == 0
    assert "2026-04-03" in partners(study)["X"].attributes.values()


def test_columns_are_brought_in_and_left_out_by_name(study, table, capsys):
    more = ["--attribute", "Real name", "--leave-out", "Wish"]
    assert main(["partners", str(study), "--import", str(table), *more]) == 0
    assert "Anna Roth" in partners(study)["P-101"].attributes.values()
    assert "less; please" not in partners(study)["P-101"].attributes.values()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--import", "absent.csv"], "no file"),
        (["--dry-run"], "Only --import goes with"),
        (["--import", "TABLE", "--leave-out", "Wisch"], "no column “Wisch”"),
        (["--import", "TABLE", "--date-format", "dd.mm"], "is no date format"),
    ],
)
def test_wrong_use_is_said_in_one_line(study, table, words, said, capsys):
    asked = [str(table) if each == "TABLE" else each for each in words]
    assert main(["partners", str(study), *asked]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_a_table_with_nothing_in_it_to_import_is_a_no(study, tmp_path, capsys):
    table = tmp_path / "t.csv"
    table.write_text("Pseudonym,Age\nX,old\n")
    assert main(["partners", str(study), "--import", str(table)]) == 1


def test_a_study_without_partners_says_so(study, capsys):
    assert main(["partners", str(study)]) == 0
    assert "no partners yet" in capsys.readouterr().out
