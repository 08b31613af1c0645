"""The command line as a process of its own: streams, signals, encodings, exits."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAIN = [sys.executable, str(ROOT / "main.py")]


def unmeasured():
    """The environment without coverage, which would write a large file of its own."""
    return {key: value for key, value in os.environ.items() if not key.startswith("COV")}


def run(*words, stdin="", **more):
    return subprocess.run(
        [*MAIN, *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        **more,
    )


def line(partner, step, status="aligned", **more):
    return json.dumps({"partner": partner, "step": step, "status": status, **more}) + "\n"


@pytest.fixture
def study(tmp_path):
    path = tmp_path / "study.footpath"
    assert run("new", "-o", path, "--path", "T > A > B").returncode == 0
    return path


def test_the_version_and_the_help():
    version = run("--version")
    assert (version.returncode, version.stderr) == (0, "")
    assert version.stdout.startswith("footpath ")
    help_text = run("--help").stdout
    for verb in ("sample", "new", "import", "record", "funnel", "check", "picture"):
        assert f"main.py {verb}" in help_text
    assert run("funnel", "--help").returncode == 0


@pytest.mark.parametrize(
    "words", [["frobnicate", "x"], ["nowhere.footpath"], ["--colour"], ["new"], ["picture", "flow"]]
)
def test_wrong_use_is_one_line_and_exit_2(words, tmp_path):
    answer = run(*words, cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1
    assert "Traceback" not in answer.stderr


def test_each_id_is_there_before_the_next_line_is_read(study):
    process = subprocess.Popen(
        [*MAIN, "record", str(study)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    for number in range(3):
        process.stdin.write(line(f"P-{number}", "T"))
        process.stdin.flush()
        said = process.stdout.readline().strip()
        assert said.encode() in study.read_bytes()
    process.stdin.close()
    assert process.wait(timeout=30) == 0
    process.stdout.close()


def test_a_killed_recording_keeps_every_printed_id(study):
    process = subprocess.Popen(
        [*MAIN, "record", str(study)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write("".join(line(f"P-{n}", "T") for n in range(500)))
    process.stdin.flush()
    said = [process.stdout.readline().strip() for _ in range(20)]
    process.kill()
    rest, _ = process.communicate()
    said += [each for each in rest.split("\n")[:-1] if each]
    assert run("check", study).returncode == 0
    written = study.read_bytes()
    assert all(each.encode() in written for each in said)
    assert run("record", study, stdin=line("Q", "T")).returncode == 0
    assert run("check", study).returncode == 0


def test_an_interrupt_ends_quietly(study):
    process = subprocess.Popen(
        [*MAIN, "record", str(study)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(line("P", "T"))
    process.stdin.flush()
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    out, err = process.communicate()
    assert (out, err) == ("", "")


def test_a_second_writer_is_refused_while_readers_work(study):
    process = subprocess.Popen(
        [*MAIN, "record", str(study)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(line("P", "T"))
    process.stdin.flush()
    assert process.stdout.readline()
    second = run("record", study, stdin=line("Q", "T"))
    assert (second.returncode, second.stdout) == (2, "")
    assert "open" in second.stderr
    assert json.loads(run("funnel", study, "--json").stdout)["cohorts"][0]["entrants"] == 1
    assert run("check", study).returncode == 0
    process.communicate()
    assert process.returncode == 0


def test_a_reader_that_leaves_is_no_accident(study):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        answer = subprocess.run(
            [*MAIN, "funnel", str(study)], stdout=nobody, stderr=subprocess.PIPE, check=False
        )
    assert (answer.returncode, answer.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_answer_that_cannot_be_written_is_a_no(study):
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(
            [*MAIN, "funnel", str(study), "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert answer.returncode == 1
    assert answer.stderr == "No space left on device.\n"


def small_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_a_full_disk_is_a_no_and_every_printed_id_is_safe(study):
    lines = "".join(line(f"P-{n}", "T", note="x" * 200) for n in range(60))
    answer = run("record", study, stdin=lines, preexec_fn=small_files, env=unmeasured())
    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1
    printed = answer.stdout.split()
    assert 0 < len(printed) < 60
    assert json.loads(run("funnel", study, "--json").stdout)["cohorts"][0]["entrants"] == len(
        printed
    )
    assert run("check", study).returncode == 0


def test_a_full_disk_leaves_no_half_study(tmp_path):
    def tiny():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    answer = run(
        "new",
        "-o",
        tmp_path / "s.footpath",
        "--path",
        "A > B > C",
        preexec_fn=tiny,
        env=unmeasured(),
    )
    assert answer.returncode == 1
    assert "s.footpath" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_names_are_utf8_whatever_the_terminal_was_set_to(tmp_path):
    environment = os.environ | {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    path = tmp_path / "é.footpath"
    assert run("new", "-o", path, "--path", "😀 > שלום", env=environment).returncode == 0
    said = run("record", path, stdin=line("=né", "😀"), env=environment)
    assert (said.returncode, said.stderr) == (0, "")
    found = run("funnel", path, "--json", env=environment)
    assert json.loads(found.stdout)["path"] == ["😀", "שלום"]
    assert "😀" in run("funnel", path, env=environment).stdout
    refused = run("record", path, stdin=line("P", "ö"), env=environment)
    assert "“ö”" in refused.stderr


def test_no_verb_without_a_window_imports_qt(study, tmp_path):
    verbs = [
        ["funnel", str(study), "--json"],
        ["check", str(study)],
        ["sample", "-o", str(tmp_path / "sample.footpath")],
        ["new", "-o", str(tmp_path / "new.footpath"), "--path", "A > B"],
        ["--version"],
    ]
    code = (
        "import sys; sys.path.insert(0, {root!r}); import main; "
        "assert main.main({words!r}) == 0; "
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'ui.'))]"
    )
    for words in verbs:
        program = code.format(root=str(ROOT), words=words)
        answer = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
        assert answer.returncode == 0, answer.stderr.decode()


def test_the_sample_is_written_once(tmp_path):
    path = tmp_path / "sample.footpath"
    assert run("sample", "-o", path).returncode == 0
    before = path.read_bytes()
    assert run("sample", "-o", path).returncode == 2
    assert path.read_bytes() == before
    assert run("check", path).returncode == 0


def test_without_a_screen_the_window_says_so(study):
    blind = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    for words in ([], ["sample"], [study]):
        answer = run(*words, env=blind)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert "There is no screen here" in answer.stderr
        assert len(answer.stderr.splitlines()) == 1
