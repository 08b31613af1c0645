"""A deck is short, stands whole on its slides, and holds everything in its notes."""

import io
import zipfile

import openpyxl
import pytest

from core.begin import begin
from core.exchange.path_text import flow_of_path
from core.model.ids import new_id
from core.model.partner import Cohort, CohortKind, CustomerPartner
from core.sample import write_sample
from core.share.audience import Audience
from core.share.choosing import Choice
from core.share.content import FunnelPicture
from core.share.formats import FORMATS
from core.share.report import report
from core.share.slides.notes import notes_of
from core.share.slides.text import Line, Place, fitted
from core.share.slides.theme import HEIGHT, POINT, WIDTH
from core.study import Study
from tests.core.looped_study import walk
from tests.core.report_reading import every_shape, notes, pptx_text, slides


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("slides") / "sample.footpath"
    write_sample(path)
    with Study.open(path, write=False) as study:
        yield study


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """12 cohorts with long names, 20 steps with long names."""
    path = tmp_path_factory.mktemp("slides") / "large.footpath"
    steps = tuple(f"Step {n} with a name that goes on for quite a while" for n in range(20))
    with begin(path, "A study whose name is longer than a line " * 4, flow_of_path(steps)) as study:
        people = [CustomerPartner(new_id(), f"P-{n:03d}") for n in range(15)]
        cohorts = [
            Cohort(
                new_id(), f"Cohort {n} " + "of many words " * 9, CohortKind.SEGMENT,
                members=tuple(each.id for each in people[n % 4 :: 2]), position=n,
            )
            for n in range(12)
        ]  # fmt: skip
        study.do("Add", "partners", [*people, *cohorts])
        for number, each in enumerate(people):
            walk(study, each.pseudonym, "A" * number + "D", reason="a long reason " * 20)
        yield study


def test_a_deck_of_an_iteration_is_one_a_person_can_hold(sample):
    for iteration in sample.iterations():
        made = report(sample, Choice(Audience.CLIENT, iteration.id))
        assert 12 <= len(slides(FORMATS[".pptx"](made))) <= 20
    assert len(slides(FORMATS[".pptx"](report(sample)))) <= 22


def test_every_section_stands_word_for_word_in_the_notes(sample):
    made = report(sample)
    said = "\n\n".join(
        notes(each) for each in slides(FORMATS[".pptx"](made)) if each.has_notes_slide
    )
    for section in made.sections:
        assert notes_of(section) in said


@pytest.mark.parametrize("which", ["sample", "large"])
def test_nothing_runs_over_the_edge_of_a_slide(which, request):
    made = report(request.getfixturevalue(which))
    for slide in slides(FORMATS[".pptx"](made)):
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= WIDTH
            assert shape.top + shape.height <= HEIGHT


def test_the_shapes_of_a_picture_stay_within_it(large):
    for slide in slides(FORMATS[".pptx"](report(large))):
        for group in (each for each in slide.shapes if hasattr(each, "shapes")):
            for shape in every_shape(group.shapes):
                assert -POINT <= shape.left <= WIDTH
                assert 0 <= shape.top <= HEIGHT - 20 * POINT


@pytest.mark.parametrize("length", [0, 1, 40, 400, 4000, 40_000])
def test_a_text_is_set_as_large_as_fits_and_cut_last(length):
    place = Place(0, 0, 300 * POINT, 60 * POINT)
    size, kept = fitted([Line("word " * (length // 5))], place, (28, 18, 12))
    assert size == {0: 28, 1: 28, 40: 18}.get(length, 12)
    assert kept[0].text.endswith("…") == (length >= 400)
    assert len(kept[0].text) <= 300


def test_charts_and_their_sheets_hold_no_number_that_is_not_shown(sample):
    made = report(sample, Choice(Audience.PUBLIC))
    shown = {
        number
        for each in made.figures()
        if isinstance(each.picture, FunnelPicture)
        for bar in each.picture.bars
        for number in (bar.aligned, bar.deviated, bar.unknown)
    }
    assert None in shown
    assert not shown & {1, 2}
    sheets = 0
    with zipfile.ZipFile(io.BytesIO(FORMATS[".pptx"](made))) as archive:
        for name in archive.namelist():
            if name.endswith(".xlsx"):
                book = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
                (sheet,) = book.worksheets
                heads = [cell.value for cell in sheet[1]]
                if heads[1:] == ["Aligned", "Deviated", "Unknown"]:
                    sheets += 1
                    for row in sheet.iter_rows(min_row=2, min_col=2, values_only=True):
                        assert set(row) <= shown
    assert sheets > 5


def test_no_slide_and_no_note_tells_the_public_of_one_or_two(sample):
    made = report(sample, Choice(Audience.PUBLIC))
    own = pptx_text(FORMATS[".pptx"](made))
    team = report(sample, Choice(Audience.TEAM))
    assert "Talk to next" in pptx_text(FORMATS[".pptx"](team))
    assert "Talk to next" not in own
    assert "1 of 11" not in own


@pytest.mark.parametrize("ending", [".pptx", ".docx"])
def test_a_file_tells_of_nobody_who_made_its_template(sample, ending):
    data = FORMATS[ending](report(sample, Choice(iteration=sample.iterations()[0].id)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [n for n in archive.namelist() if "thumbnail" in n or "printerSettings" in n]
        about = b"".join(archive.read(n) for n in archive.namelist() if n.startswith("docProps"))
    for word in (b"Canny", b"python-", b"Macintosh", b"2013", b"thumbnail"):
        assert word not in about
    assert about.count(b"Footpath") >= 3
