"""`frogpond study`: what it prints, what it refuses, and that a killed run loses nothing and repeats nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.__main__ import main
from dashboard.study import command, executors
from dashboard.study.kept import Kept
from dashboard.study.progress import Progress, in_words
from lessons.kit.studies import StudyError, estimates, places, read_study, run_batch

FILE = """\
repeats = 210
seed = 3
[world]
n_groups = 8
n_per_group = 5
[models]
right = "y ~ x + w + (1 | group)"
naive = "y ~ x + w"
[sweep]
tau00 = [0.1, 0.4]
"""
DIES = """
import os, signal, sys
from dashboard.study import kept
left, replace = {left}, os.replace
def dies(*names):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(*names)
kept.os.replace = dies
from dashboard.__main__ import main
sys.argv = ["frogpond", "study", "study.toml", "--out", "results.parquet"]
main()
"""
SECONDS = 60


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "study.toml").write_text(FILE, encoding="utf-8")
    return tmp_path


def frogpond(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["frogpond", "study", *arguments])
    main()


def started(*arguments, cwd):
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    return subprocess.Popen([sys.executable, *arguments], cwd=cwd, env=here, stdout=subprocess.PIPE)


def until(true):
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_results_are_the_estimates_of_the_study_and_the_summary_is_printed(folder, monkeypatch, capsys):
    frogpond(monkeypatch, "study.toml", "--out", "results.parquet")
    said = capsys.readouterr().out
    found = pq.read_table("results.parquet").to_pandas()
    pd.testing.assert_frame_equal(found, estimates(read_study(FILE)), check_exact=True)
    assert "tau00 = 0.1\nright: 210 samples; singular" in said
    assert "rejected at 5 %" in said
    assert sorted(path.name for path in folder.iterdir()) == ["results.parquet", "study.toml"]


@pytest.mark.parametrize("left", [2, 5, 11, 12])
def test_a_killed_run_goes_on_where_it_was_and_does_nothing_twice(folder, monkeypatch, left):
    """Killed between writing and naming: the first batch, the fourth, the last, and the file of all of them.

    The name given first is that of the study itself; then there are ten batches, and the results last.
    """
    killed = started("-c", DIES.format(left=left), cwd=folder)
    killed.communicate(timeout=SECONDS)
    assert killed.returncode == -signal.SIGKILL
    study = read_study(FILE)
    kept = {path.name: path.stat().st_ino for path in Path("results.parquet.parts").glob("*.parquet")}
    assert len(kept) == left - 2
    done = []
    monkeypatch.setattr(
        command, "run", lambda study, todo, _: ((p, done.append(p) or run_batch(study, *p)) for p in todo)
    )
    frogpond(monkeypatch, "study.toml", "--out", "results.parquet")
    assert len(done) == len(set(done)) == len(places(study)) - len(kept)
    assert not {"{}-{}.parquet".format(*place) for place in done} & set(kept)
    found = pq.read_table("results.parquet").to_pandas()
    pd.testing.assert_frame_equal(found, estimates(study), check_exact=True)


def test_a_run_on_processes_that_is_killed_leaves_whole_batches_and_no_process(folder):
    text = FILE.replace("210", "100000")
    Path("study.toml").write_text(text, encoding="utf-8")
    going = started(
        "-m", "dashboard", "study", "study.toml", "--out", "results.parquet", "--processes", "2", cwd=folder
    )
    parts = folder / "results.parquet.parts"
    until(lambda: len(list(parts.glob("*-*.parquet"))) >= 3)
    helpers = children(going.pid)
    going.kill()
    going.wait(SECONDS)
    assert len(helpers) >= 2
    until(lambda: not any(alive(pid) for pid in helpers))
    kept = Kept(read_study(text), folder / "results.parquet")
    left = kept.todo()
    done = [place for place in places(kept.study) if place not in set(left)]
    assert len(done) >= 3
    for place in done[:3]:
        found = pq.read_table(parts / "{}-{}.parquet".format(*place)).to_pandas()
        pd.testing.assert_frame_equal(found, run_batch(kept.study, *place), check_exact=True)


def children(pid):
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_study_that_is_done_is_not_done_again(folder, monkeypatch, capsys):
    frogpond(monkeypatch, "study.toml", "--out", "results.parquet")
    before, first = Path("results.parquet").stat().st_mtime_ns, capsys.readouterr()
    monkeypatch.setattr(command, "run", None)
    frogpond(monkeypatch, "study.toml", "--out", "results.parquet")
    again = capsys.readouterr()
    assert Path("results.parquet").stat().st_mtime_ns == before
    assert again.out == first.out
    assert "done before" in again.err


def test_results_of_another_study_are_never_written_over(folder, monkeypatch):
    frogpond(monkeypatch, "study.toml", "--out", "results.parquet")
    Path("mine.parquet").write_text("my thesis", encoding="utf-8")
    other = read_study(FILE.replace("seed = 3", "seed = 4"))
    for name in ("results.parquet", "mine.parquet"):
        with pytest.raises(StudyError, match="holds something else"):
            Kept(other, Path(name)).finished()
    Kept(other, Path("new.parquet")).todo()
    with pytest.raises(StudyError, match="part of another study"):
        Kept(read_study(FILE), Path("new.parquet")).todo()
    assert Path("mine.parquet").read_text(encoding="utf-8") == "my thesis"


def test_the_example_is_printed_and_runs(folder, monkeypatch, capsys):
    frogpond(monkeypatch, "--example")
    printed = capsys.readouterr().out
    Path("study.toml").write_text(printed.replace("repeats = 1000", "repeats = 4"), encoding="utf-8")
    frogpond(monkeypatch, "study.toml", "--out", "results.parquet")
    assert "multilevel: 4 samples" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "A study needs its file and --out"),
        (("study.toml",), "A study needs its file and --out"),
        (("none.toml", "--out", "a"), "none.toml: No such file or directory."),
        (("bad.toml", "--out", "a"), "Line 1: “repeets” is nothing that can be set here: did you mean repeats?"),
        (("study.toml", "--out", "file/a.parquet"), "file/a.parquet"),
        (("study.toml", "--out", "a", "--processes", "0"), "argument --processes: “0” is not a whole number from 1"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(folder, monkeypatch, capsys, arguments, said):
    Path("bad.toml").write_text("repeets = 3\n" + FILE, encoding="utf-8")
    Path("file").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        frogpond(monkeypatch, *arguments)
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert told.startswith(f"frogpond: {said}")
    assert told.count("\n") == 1


def test_a_cluster_that_is_not_installed_or_not_there_is_said(folder, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SystemExit):
        frogpond(monkeypatch, "study.toml", "--out", "a.parquet", "--cluster", "tcp://127.0.0.1:1")
    assert "pip install frogpond[cluster]" in capsys.readouterr().err


def test_a_cluster_gives_the_numbers_of_one_process(folder, plain_main, monkeypatch):
    import distributed

    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        frogpond(monkeypatch, "study.toml", "--out", "a.parquet", "--cluster", cluster.scheduler_address)
    found = pq.read_table("a.parquet").to_pandas()
    pd.testing.assert_frame_equal(found, estimates(read_study(FILE)), check_exact=True)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "ftp://127.0.0.1:1"])
def test_a_cluster_that_does_not_answer_is_said_in_one_sentence(folder, monkeypatch, capsys, address):
    monkeypatch.setattr(executors, "SECONDS_TO_ANSWER", 0.5)
    with pytest.raises(SystemExit):
        frogpond(monkeypatch, "study.toml", "--out", "a.parquet", "--cluster", address)
    assert f"No Dask scheduler answers at {address}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (ModuleNotFoundError("no", name="lessons"), "has no lessons: install Frogpond there"),
        (type("KilledWorker", (Exception,), {})(), "The cluster gave up. What was done is kept"),
    ],
)
def test_a_cluster_that_cannot_do_it_is_said(folder, monkeypatch, capsys, problem, said):
    class Client:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def get_executor(self):
            return None

    def run(*_):
        raise problem

    monkeypatch.setattr(executors, "_client", lambda _: Client())
    monkeypatch.setattr(command, "run", run)
    with pytest.raises(SystemExit):
        frogpond(monkeypatch, "study.toml", "--out", "a.parquet", "--cluster", "tcp://here:1")
    assert said in capsys.readouterr().err


def test_a_run_that_is_interrupted_says_that_the_same_command_goes_on(folder, monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "run", interrupted)
    with pytest.raises(SystemExit) as ended:
        frogpond(monkeypatch, "study.toml", "--out", "a.parquet")
    assert ended.value.code == command.STOPPED
    assert "the same command goes on" in capsys.readouterr().err


def test_the_line_of_progress_counts_what_an_earlier_run_did_and_guesses_from_this_one():
    shown = Progress(all=1000, before=400, done=100)
    assert shown.line(2) == "[" + "#" * 15 + "." * 15 + "] 500 of 1,000 samples, 50 a second, about 10 s left"
    assert Progress(1000, 400).line(0).endswith("] 400 of 1,000 samples")
    assert [in_words(s) for s in (7.4, 119, 120, 7300)] == ["7 s", "119 s", "2 min", "2 h"]


def test_a_study_knows_no_streamlit_and_the_dashboard_loads_no_study():
    code = "import sys; import {}; print([m for m in ('streamlit', 'dashboard.study.command') if m in sys.modules])"
    for module, loaded in (("dashboard.__main__", []), ("dashboard.study.command", ["dashboard.study.command"])):
        went = started("-c", code.format(module), cwd=Path(__file__).parents[3])
        assert went.communicate(timeout=SECONDS)[0].decode().strip() == str(loaded)
