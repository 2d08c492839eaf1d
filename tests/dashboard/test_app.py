"""The whole app: the map, the navigation, and the command that serves them."""

import subprocess
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

import dashboard
from lessons.curriculum import CHAPTERS, Planned

APP = Path(dashboard.__file__).with_name("app.py")


def test_the_map_shows_the_whole_syllabus():
    at = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not at.exception
    shown = " ".join(h.proto.body for h in at.get("html"))
    for chapter in CHAPTERS:
        assert chapter.title in shown
        for entry in chapter.lessons:
            assert not isinstance(entry, Planned) or entry.question in shown


def test_the_command_knows_its_version_and_its_options():
    said = subprocess.run([sys.executable, "-m", "dashboard", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("frogpond 0.")
    said = subprocess.run([sys.executable, "-m", "dashboard", "--help"], capture_output=True, text=True, check=True)
    assert "--port" in said.stdout


def test_a_port_that_is_none_is_refused_in_one_line():
    said = subprocess.run([sys.executable, "-m", "dashboard", "--port", "frog"], capture_output=True, text=True)
    assert said.returncode == 2
    assert "Traceback" not in said.stderr
