"""What a browser is told of the configuration is looked up once, and is what Streamlit would have told it."""

import pytest
from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig
from streamlit.runtime import app_session

from dashboard.server.configured import WRITERS, kept, look_up_once

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar")


def test_this_streamlit_has_what_is_kept():
    assert all(hasattr(app_session, name) for name in WRITERS)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_of_the_theme_is_told_as_streamlit_tells_it(section):
    own, ours = getattr(app_session, WRITERS[0]), kept(getattr(app_session, WRITERS[0]))
    for _ in range(2):
        told, wanted = CustomThemeConfig(), CustomThemeConfig()
        ours(told.light, section)
        own(wanted.light, section)
        assert told == wanted
        assert told.HasField("light") == wanted.HasField("light")


def test_the_configuration_is_told_as_streamlit_tells_it():
    told, wanted = Config(), Config()
    kept(getattr(app_session, WRITERS[1]))(told)
    getattr(app_session, WRITERS[1])(wanted)
    assert told == wanted


def test_it_is_looked_up_once_for_each_section_and_by_one_keeper(monkeypatch):
    asked: list[str] = []

    def writer(message: CustomThemeConfig, section: str = "theme") -> None:
        asked.append(section)
        message.primary_color = section

    monkeypatch.setattr(app_session, WRITERS[0], writer)
    monkeypatch.delattr(app_session, WRITERS[1])
    look_up_once()
    keeper = getattr(app_session, WRITERS[0])
    look_up_once()
    assert getattr(app_session, WRITERS[0]) is keeper
    for section in ("theme.light", "theme.dark", "theme.light"):
        message = CustomThemeConfig()
        keeper(message, section)
        assert message.primary_color == section
    assert asked == ["theme.light", "theme.dark"]
