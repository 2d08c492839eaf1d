"""A drawing goes to the browser as plain values, and what comes back is believed only where it makes sense."""

import json

import pytest

from dashboard.drawing.drawing import settings, told
from lessons.why.claims import CLAIMS, drawing
from lessons.why.propositions import LESSON, SCENES

CROSS = drawing("d", "lower", "lower", "changes")


def test_what_the_browser_gets_is_plain_and_names_every_place():
    data = json.loads(json.dumps(told(CROSS)))
    assert [node["letter"] for node in data["nodes"]] == ["x", "y", "z"]
    for node in data["nodes"]:
        assert node["at"] in [place["code"] for place in node["places"]]
        assert all(0 < place["x"] < 1 and 0 < place["y"] < 1 and place["says"] for place in node["places"])
    assert [arrow["end"] for arrow in data["arrows"]] == ["y", "xy"]
    assert len({arrow["ink"] for arrow in data["arrows"]}) == 2, "an arrow has the ink of its symbol"


def test_a_moved_node_moves_its_control():
    assert settings(CROSS, {"letter": "x", "to": "upper", "n": 1}) == {"x_level": "upper"}
    assert settings(CROSS, {"letter": "z", "to": "none"}) == {"z": "none"}


@pytest.mark.parametrize("sent", [None, "x", {}, {"letter": "q", "to": "upper"}, {"letter": "x", "to": "sideways"}])
def test_nonsense_moves_nothing(sent):
    assert settings(CROSS, sent) == {}


def test_every_scene_can_be_drawn_by_moving_nodes():
    for scene, kind in zip(SCENES, CLAIMS, strict=True):
        p = LESSON.params()
        for letter, control in (("x", "x_level"), ("y", "y_level"), ("z", "z")):
            p = p.but(**settings(CROSS, {"letter": letter, "to": scene.settings[control]}))
        assert p.kind == kind
