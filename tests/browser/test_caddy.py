"""A lesson through Caddy, over two processes that know nothing of each other."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

import dashboard
from tests.browser.lesson import AT_REST, LIVE, open_lesson, slider
from tests.browser.serve import free_port, served
from tests.browser.workers import until

CADDY = shutil.which("caddy")
FILE = Path(dashboard.__file__).parent / "deploy" / "Caddyfile"
pytestmark = [pytest.mark.browser, pytest.mark.deploy, pytest.mark.skipif(CADDY is None, reason="Caddy is not here")]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[str, list[int]]]:
    """The public address, and the process behind each upstream."""
    with served() as (one, first), served() as (other, second):
        port = free_port()
        upstreams = " ".join(url.removeprefix("http://") for url in (one, other))
        env = os.environ | {
            "FROGPOND_SITE": f"https://localhost:{port}",
            "FROGPOND_HTTP_PORT": str(free_port()),
            "FROGPOND_UPSTREAMS": f"to {upstreams}",
            "XDG_DATA_HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path),
        }
        command = [str(CADDY), "run", "--config", str(FILE), "--adapter", "caddyfile"]
        caddy = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield f"https://localhost:{port}", [first, second]
        finally:
            caddy.terminate()
            caddy.wait(timeout=20)


def answers(page: Page, url: str) -> bool:
    """Whether somebody is there, and well."""
    try:
        return page.context.request.get(url, fail_on_status_code=False).ok
    except Error:  # Caddy is not there yet.
        return False


def connections(pid: int) -> int:
    """How many sockets a process holds."""
    links = [os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir() if entry.exists()]
    return sum(link.startswith("socket:") for link in links)


def test_caddy_understands_its_file():
    command = [str(CADDY), "validate", "--config", str(FILE), "--adapter", "caddyfile"]
    assert subprocess.run(command, capture_output=True).returncode == 0


def test_a_lesson_is_played_through_caddy_and_goes_on_when_one_of_two_processes_is_killed(browser: Browser, two):
    address, processes = two
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1440, "height": 900})
    page, got, wrong = context.new_page(), {}, list[str]()
    page.on("response", lambda one: got.setdefault(one.url.removeprefix(address), one))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    before = [connections(pid) for pid in processes]
    until(lambda: answers(page, f"{address}/readyz"))

    open_lesson(page, address)
    page.evaluate("window.neverReloaded = true")
    slider(page, "tau11").focus()
    page.keyboard.press("End")
    page.wait_for_url("**tau11=16**")
    expect(page.locator(LIVE).first).to_contain_text("variance 16")
    assert not wrong

    document = got["/random_slopes"].all_headers()
    assert document["strict-transport-security"]
    assert "frame-ancestors 'self'" in document["content-security-policy"]
    scripts = [one.all_headers() for path, one in got.items() if path.startswith("/static/js/")]
    assert scripts
    assert all("immutable" in headers["cache-control"] for headers in scripts)
    assert any(headers.get("content-encoding") in ("gzip", "zstd") for headers in scripts)

    grown = [connections(pid) - held for pid, held in zip(processes, before, strict=True)]
    serving = processes[grown.index(max(grown))]
    os.kill(serving, signal.SIGKILL)
    expect(page.locator(AT_REST)).to_be_hidden()
    expect(page.locator(AT_REST)).to_be_visible(timeout=30_000)
    slider(page, "tau00").focus()
    page.keyboard.press("End")
    page.wait_for_url("**tau00=64**")
    assert "tau11=16" in page.url
    expect(slider(page, "tau11")).to_have_value("16")
    assert page.evaluate("window.neverReloaded")
    context.close()
