"""Files travel over the page's own websocket: no page leaves one at a route of the server, or takes one from there."""

import ast
import json
from base64 import b64decode
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.files.load import TOO_LARGE, chosen

BY_ROUTE = {
    "download_button", "file_uploader", "image", "audio", "video", "pdf", "camera_input", "audio_input", "chat_input",
    "pyplot", "logo_image", "components",
}  # fmt: skip


def test_no_page_uses_the_media_or_the_upload_route():
    sources = sorted(Path(dashboard.__file__).parent.rglob("*.py"))
    assert len(sources) > 30
    for path in sources:
        used = {node.attr for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if is_streamlit(node)}
        assert not used & BY_ROUTE, f"{path.name} uses {used & BY_ROUTE}"


def is_streamlit(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and not (isinstance(node.value, ast.Name) and node.value.id == "pictures")


def page() -> None:
    from dashboard.files import save

    save("Take it", "frog.txt", "text/plain", lambda: "croak", "frog")


def savers(at: AppTest) -> list[dict[str, str]]:
    drawn = [c.proto for c in at.get("bidi_component") if c.proto.component_name.endswith("frogpond_save")]
    return [json.loads(proto.json) for proto in drawn]


def test_a_file_is_made_when_its_button_is_pressed_and_kept_until_the_browser_has_it():
    at = AppTest.from_function(page).run()
    assert not savers(at)
    (told,) = savers(at.button(key="frog").click().run())
    assert (told["name"], b64decode(told["content"])) == ("frog.txt", b"croak")
    (again,) = savers(at.run())
    assert again["number"] == told["number"], "a page that is drawn anew must not save the file twice"
    (other,) = savers(at.button(key="frog").click().run())
    assert other["number"] != told["number"]


def test_what_a_browser_says_it_has_chosen_is_text_of_bounded_length():
    assert chosen(None, 5) is None
    assert chosen({"text": "frogs"}, 5) == "frogs"
    for said in ({"text": "frogs!"}, {"text": None}, {"text": 5}, {}, [], "frog", 7, {"text": "äöü"}):
        with pytest.raises(ValueError, match=TOO_LARGE):
            chosen(said, 5)
