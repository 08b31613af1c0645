"""What a new study is begun with."""

from core.begin import named_after


def test_a_study_is_named_after_its_file(tmp_path):
    assert named_after(tmp_path / "Bill saver.footpath") == "Bill saver"
    assert named_after(tmp_path / "Bill\udcff.footpath") == "Bill\ufffd"
