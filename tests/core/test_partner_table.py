"""A table of partners is looked at whole before anything of it is done."""

import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from core.begin import STARTING_ATTRIBUTES
from core.exchange.partner_table import Fate, preview
from core.exchange.sheet import Sheet, pasted_sheet, read_sheet
from core.exchange.table_columns import Use, columns_of
from core.exchange.unreadable import Cancelled, UnreadableInput
from core.model.partner import AttributeKind, CustomerPartner
from tests.core.interviews import contents, study_at

KNOWN = CustomerPartner("1", "P-001", {"age": "34", "location": "City"})
SIZE, AGE = (next(a for a in STARTING_ATTRIBUTES if a.id == key) for key in ("size", "age"))


def looked_at(text, partners=(KNOWN,), attributes=STARTING_ATTRIBUTES):
    return preview(columns_of(pasted_sheet(text), attributes), partners)


def uses(planned):
    return {each.head: each.use for each in planned.columns.columns}


def written(tmp_path, text, name="partners.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_rows_are_new_changed_unchanged_refused_or_empty():
    planned = looked_at(
        "Partner\tAge\tLocation\n"
        "P-001\t35\t\n"
        "\t20\tCity\n"
        "\n"
        "P-001\t36\t\n"
        "P-007\told\tCity\n"
        "P-008\tunknown\tCity\textra"
    )
    assert [each.fate for each in planned.rows] == [
        Fate.CHANGED,
        Fate.NEW,
        Fate.EMPTY,
        Fate.REFUSED,
        Fate.REFUSED,
        Fate.REFUSED,
    ]
    assert planned.problems == (
        "Row 4: it is empty.",
        "Row 5: P-001 stands in row 2 already.",
        "Row 6: “old” is no number, which Age asks for.",
        "Row 7: it has 4 cells where there are 3 columns.",
    )
    changed, new = (each.partner for each in planned.rows[:2])
    assert changed == CustomerPartner("1", "P-001", {"age": "35", "location": "City"})
    assert new is not None
    assert (new.pseudonym, new.attributes) == ("P-009", {"age": "20", "location": "City"})
    assert looked_at("Partner\tAge\nP-001\t34").count(Fate.UNCHANGED) == 1


def test_what_changes_nothing_is_not_ready():
    assert not looked_at("Partner\tAge\nP-001\t34").ready
    assert not looked_at("Partner\tAge\nP-001\told").ready
    assert looked_at("Partner\tAge\nP-002\t34").ready


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_delimiter_is_found_and_quotes_keep_it_inside(tmp_path, mark):
    text = (
        mark.join(["Pseudonym", "Age", "Wish"]) + "\n" + mark.join(["X", "4", f'"a{mark} ""b"""'])
    )
    planned = preview(columns_of(read_sheet(written(tmp_path, text)), STARTING_ATTRIBUTES), [])
    (row,) = planned.rows
    assert row.number == 2
    assert row.partner is not None
    assert list(row.partner.attributes.values()) == ["4", " ".join(f'a{mark} "b"'.split())]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_marks_and_encodings_do_not_get_into_the_head(tmp_path, encoding):
    path = written(tmp_path, "Pseudonym;Größe\r\nX;4\r\n", encoding=encoding)
    assert [each.head for each in columns_of(read_sheet(path), []).columns] == [
        "Pseudonym",
        "Größe",
    ]


def test_kinds_of_new_columns_are_guessed_by_most_of_their_values():
    heads = "Partner\tScore\tSince\tPlan\tWish"
    rows = [f"X{n}\t{n}\t2026-03-{n + 1:02}\tA\tw{n}" for n in range(20)]
    planned = looked_at("\n".join([heads, *rows, "Y\tn/a\t?\tB\tnone"]))
    assert [each.kind for each in planned.new_attributes] == [
        AttributeKind.NUMBER,
        AttributeKind.DATE,
        AttributeKind.CHOICE,
        AttributeKind.TEXT,
    ]
    last = planned.rows[-1].partner
    assert last is not None
    assert sorted(last.attributes.values()) == ["B", "none"]


def test_a_typed_number_becomes_its_band():
    planned = looked_at("Partner\tCompany size\nX\t7\nY\t10 - 49\nZ\tten")
    assert [each.partner.value("size") for each in planned.rows[:2] if each.partner] == [
        "1–9",
        "10–49",
    ]
    assert "in no band" in planned.problems[0]


def test_mixed_dates_are_asked_about_and_never_guessed():
    planned = looked_at("Partner\tSince\nV\t14.3.2026\nW\t3/4/2026\nX\t2026-03-14\nY\t4/3/2026")
    assert not planned.ready
    assert planned.questions == (
        "2 dates of “Since” could be day/month or month/day, first in row 3. Which is it?",
    )
    answered = preview(planned.columns.ordered(1, "month/day"), [])
    assert (answered.questions, answered.ready) == ((), True)
    assert answered.problems == (
        "Row 2: “14.3.2026” is no date for Since. Write it like 2026-03-14.",
    )
    since = answered.new_attributes[0].id
    assert [each.partner.value(since) for each in answered.rows if each.partner] == [
        "2026-03-04",
        "2026-03-14",
        "2026-04-03",
    ]


@pytest.mark.parametrize(
    ("head", "values", "use"),
    [
        ("Name", ["x", "y"], Use.NAME),
        ("Last name", ["x", "y"], Use.NAME),
        ("E-Mail", ["", ""], Use.LEFT_OUT),
        ("e-mail", ["x", "y"], Use.CONTACT),
        ("Mobile phone", ["x", "y"], Use.CONTACT),
        ("Reach me", ["a@b.example", "none"], Use.CONTACT),
        ("Call", ["+49 731 1234567", "0731/123456"], Use.CONTACT),
        ("Who", [f"Anna{c} Roth" for c in "abcdefghij"], Use.NAME),
        ("Partner", [f"Ludwig van B{c}" for c in "abcdefghij"], Use.NAME),
        ("Id", ["a@b.example", "c@d.example"], Use.CONTACT),
        ("Company", ["Acme", "Roth AG"], Use.NAME),
        ("Kind of company", ["small", "large"], Use.ATTRIBUTE),
        ("Telephone plan", ["A", "B"], Use.CONTACT),
        ("Size of team", ["4", "40000000"], Use.ATTRIBUTE),
        ("Region", ["North East", "South West"], Use.ATTRIBUTE),
        ("Encounters", ["1", "2"], Use.LEFT_OUT),
        ("Iteration 3", ["1", "2"], Use.LEFT_OUT),
        ("Age", ["4", "5"], Use.ATTRIBUTE),
    ],
)
def test_real_names_and_contacts_stay_out_of_the_study(head, values, use):
    text = "\n".join([f"Pseudonym\t{head}", *(f"X{n}\t{v}" for n, v in enumerate(values))])
    planned = looked_at(text)
    assert uses(planned)[head] is use
    if use is not Use.ATTRIBUTE:
        assert planned.remarks
        assert not any(each.partner.attributes for each in planned.rows if each.partner)


def test_names_are_offered_to_the_names_file():
    planned = looked_at(
        "Pseudonym\tFirst name\tLast name\tE-mail\tPhone\nX\tAnna\tRoth\ta@b.example\t1"
    )
    (row,) = planned.rows
    assert (row.name, row.contact) == ("Anna Roth", "a@b.example, 1")
    assert planned.has_names
    assert not planned.new_attributes
    assert "Anna" not in repr(planned.documents())


def test_what_a_column_is_for_can_be_changed():
    found = columns_of(pasted_sheet("Pseudonym\tShop name\nX\tNorth"), STARTING_ATTRIBUTES)
    kept = found.used(1, Use.ATTRIBUTE, kind=AttributeKind.CHOICE)
    (attribute,) = preview(kept, []).new_attributes
    assert (attribute.name, attribute.kind) == ("Shop name", AttributeKind.CHOICE)
    moved = preview(found.used(1, Use.PSEUDONYM), [])
    assert moved.rows[0].partner is not None
    assert moved.rows[0].partner.pseudonym == "North"
    assert uses(moved)["Pseudonym"] is Use.LEFT_OUT


def test_an_address_is_no_pseudonym():
    rows = "\n".join(f"X{n}\t1" for n in range(9))
    planned = looked_at(f"Pseudonym\tAge\n{rows}\na@b.example\t1\n{'y' * 61}\t2")
    assert [each.split(": ", 1)[1] for each in planned.problems] == [
        "an e-mail address or a phone number is no pseudonym.",
        f"“{'y' * 20}…” is too long for a pseudonym.",
    ]


def test_a_column_that_is_there_twice_counts_once():
    planned = looked_at("Pseudonym\tAge\tage\tId\nX\t4\t5\tY")
    assert planned.remarks == ("“age” is there twice.", "“Id” is there twice.")
    (row,) = planned.rows
    assert row.partner is not None
    assert (row.partner.pseudonym, row.partner.attributes) == ("X", {"age": "4"})


def test_pasted_cells_without_a_head_go_by_position():
    planned = looked_at("P-002\tPilot\t7\tRetail", [])
    (row,) = planned.rows
    assert row.partner is not None
    assert row.partner.attributes == {"experiment": "Pilot", "size": "1–9", "industry": "Retail"}


def test_a_file_without_a_head_is_seen_by_its_pseudonyms(tmp_path):
    found = columns_of(read_sheet(written(tmp_path, "P-002;Pilot\nP-003;x\n")), STARTING_ATTRIBUTES)
    assert [number for number, _ in found.rows] == [1, 2]
    again = columns_of(found.sheet, STARTING_ATTRIBUTES, has_head=True)
    assert [number for number, _ in again.rows] == [2]


def workbook(tmp_path, *rows):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    path = tmp_path / "partners.xlsx"
    book.save(path)
    return path


def test_a_workbook_reads_like_the_same_table_as_text(tmp_path):
    path = workbook(
        tmp_path,
        (None, None),
        ("Pseudonym", "Age", "Since", "Met", "Score", "=1+1"),
        ("X", 36.0, date(2026, 3, 4), datetime(2026, 3, 4, 10, 30), 1.5, None),  # noqa: DTZ001 - as openpyxl has them
        (),
        ("Y", 7, datetime(2026, 4, 5), None, True, None),  # noqa: DTZ001
        (None, "", None),
    )
    sheet = read_sheet(path)
    assert sheet.word == "Row"
    assert [number for number, _ in sheet.rows] == [1, 2, 3, 4, 5]
    planned = preview(columns_of(sheet, STARTING_ATTRIBUTES), [])
    assert planned.problems == ("Row 4: it is empty.",)
    first, last = planned.rows[0].partner, planned.rows[-1].partner
    assert first is not None
    assert last is not None
    assert list(first.attributes.values()) == ["36", "2026-03-04", "2026-03-04", "1.5"]
    assert list(last.attributes.values()) == ["7", "2026-04-05", "yes"]


def test_of_a_workbook_with_many_sheets_the_one_called_partners_is_read(tmp_path):
    path = workbook(tmp_path, ("What", "Value"), ("Study", "bill"))
    book = openpyxl.load_workbook(path)
    partners = book.create_sheet("Partners")
    for row in (("Partner", "Age"), ("P-001", 36)):
        partners.append(row)
    book.save(path)
    assert [cells for _, cells in read_sheet(path).rows] == [("Partner", "Age"), ("P-001", "36")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "is empty"),
        (b";;\n;;\n", "is empty"),
        (b"PK\x03\x04 and no more", "no XLSX workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "old Excel file, or one with a password"),
        (b'a;b\n"x" y;2\n', "Line 2 is no proper row"),
        (b"a,b\n\x81\x8d\x8f", "no text file"),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path, content, words):
    path = tmp_path / "table.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableInput, match=words):
        read_sheet(path)


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path):
    with pytest.raises(UnreadableInput, match="no file"):
        read_sheet(tmp_path / "absent.csv")
    with pytest.raises(UnreadableInput, match="folder"):
        read_sheet(tmp_path)


def test_a_damaged_workbook_is_refused(tmp_path):
    whole = workbook(tmp_path, *[("Pseudonym", "Age")] * 500).read_bytes()
    path = tmp_path / "cut.xlsx"
    for start in range(30, len(whole) - 60, 97):
        path.write_bytes(whole[:start] + b"\xff" * 30 + whole[start + 30 :])
        try:
            read_sheet(path)
        except UnreadableInput as error:
            assert path.name in str(error)  # noqa: PT017 - some bytes of a workbook do not matter


def test_reading_a_workbook_can_be_cancelled(tmp_path):
    path = workbook(tmp_path, *[("X", 1)] * 1_500)
    with pytest.raises(Cancelled):
        read_sheet(path, lambda done, whole: False)


def five_thousand():
    dates = ("2026-03-14", "14.03.2026", "3/4/2026", "March 4, 2026")
    yield "Pseudonym;Company size;Customer since;Said;E-mail"
    for n in range(1, 5_001):
        if n == 300:
            yield ";;;;"
        name = "C-0012" if n == 77 else f"C-{n:04}"
        yield f'{name};{n % 60 or 1};{dates[n % 4]};"yes; ""maybe"", {n}";c{n}@x.example'


def test_five_thousand_rows_are_previewed_done_at_once_and_undone_in_one_step(tmp_path):
    path = written(tmp_path, "\r\n".join(five_thousand()) + "\r\n", encoding="utf-8-sig")
    with study_at(tmp_path / "study.footpath") as study:
        before = contents(study)
        found = columns_of(read_sheet(path), study.attributes())
        asked = preview(found, study.partners())
        assert "1,250 dates of “Customer since”" in asked.questions[0]
        planned = preview(found.ordered(2, "day/month"), study.partners())
        assert planned.problems == (
            "Line 78: C-0012 stands in line 13 already.",
            "Line 301: it is empty.",
        )
        assert [planned.count(fate) for fate in Fate] == [4_999, 0, 0, 1, 1]
        assert contents(study) == before
        study.do("Import partners", "partners", planned.documents())
        assert len(study.partners()) == 3 + 4_999
        assert "@x.example" not in repr(contents(study))
        again = preview(
            columns_of(found.sheet, study.attributes()).ordered(2, "day/month"), study.partners()
        )
        assert again.count(Fate.UNCHANGED) == 4_999
        assert not again.ready
        study.undo("partners")
        assert contents(study) == before
        study.redo("partners")
        assert len(study.partners()) == 3 + 4_999


def test_rows_copied_from_a_spreadsheet_lose_the_mark_against_formulas():
    sheet = pasted_sheet("Partner\tWish\nX\t'=1+1\nY\t'-a")
    assert [cells[1] for _, cells in sheet.rows] == ["Wish", "=1+1", "-a"]


def test_nothing_pasted_is_said_to_be_nothing():
    with pytest.raises(UnreadableInput, match="no rows"):
        pasted_sheet(" \n\t\n")


def test_more_rows_than_anybody_interviews_are_refused(tmp_path):
    path = written(tmp_path, "Pseudonym\n" + "x\n" * 100_001)
    with pytest.raises(UnreadableInput, match="more than 100,000 rows"):
        read_sheet(path)
    with pytest.raises(UnreadableInput, match="more than 500 columns"):
        read_sheet(written(tmp_path, ";".join("a" * 501) + "\n"))


def test_a_sheet_is_a_value():
    assert pasted_sheet("Partner\nX") == Sheet("", "Row", ((1, ("Partner",)), (2, ("X",))))


def test_without_pseudonyms_every_row_is_new_and_that_is_said():
    planned = looked_at("Age\tLocation\n34\tCity")
    assert planned.remarks == ("No column holds pseudonyms: every row is a new partner.",)
    assert [each.partner.pseudonym for each in planned.rows if each.partner] == ["P-002"]


def test_names_and_heads_are_one_line(tmp_path):
    text = f'Pseudonym;"Why\n they {"x" * 100}"\n"A\nB";z\n'
    planned = preview(columns_of(read_sheet(written(tmp_path, text)), []), [])
    (row,) = planned.rows
    assert row.partner is not None
    assert row.partner.pseudonym == "A B"
    name = planned.new_attributes[0].name
    assert name.startswith("Why they xxx")
    assert len(name) == 80


def test_a_workbook_under_another_name_is_read_all_the_same(tmp_path):
    path = workbook(tmp_path, ("Pseudonym",), ("X",)).rename(tmp_path / "download.csv")
    assert len(read_sheet(path).rows) == 2


def test_a_workbook_that_unpacks_to_more_than_any_table_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in range(9):
            packed.writestr(f"xl/{part}", bytes(30 << 20))
    with pytest.raises(UnreadableInput, match="too large"):
        read_sheet(path)
