"""The Lab, played: a first look, a run while a setting is changed, a stop, a sweep, a pin, a file, and a link to it."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
LONG = 60_000
DRAWN = re.compile(r"[\d,]+ samples drawn")


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", name="The Lab")).to_be_visible(timeout=LONG)
    expect(page.locator(".where")).to_contain_text(DRAWN, timeout=LONG)


def number_of(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator(".where").inner_text()))


LARGE = "repeats=5000&n_groups=120&n_per_group=100"


def test_a_study_is_run_moved_stopped_pinned_and_taken_away(page: Page, address: str):
    opened(page, f"{address}/lab?{LARGE}")  # All samples would take long: they wait for the button.
    expect(page.locator(".where")).to_contain_text("200 samples drawn. All 5,000 would take about", timeout=LONG)
    expect(page.get_by_text("Many samples")).to_be_visible()
    page.get_by_role("button", name="Run all samples").click()
    expect(page.get_by_text(re.compile(r"of 5,000 samples, about"))).to_be_visible(timeout=LONG)
    # A setting is changed while it runs: a first look at the new world takes its place.
    slider = page.locator("#c-n_groups")
    slider.focus()
    slider.press("ArrowRight")
    expect(page).to_have_url(re.compile("n_groups=121"), timeout=LONG)
    expect(page.locator(".where")).to_contain_text("200 samples drawn", timeout=LONG)
    page.get_by_role("button", name="Run all samples").click()
    expect(page.get_by_text(re.compile(r"of 5,000 samples, about"))).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".where")).to_contain_text(DRAWN, timeout=LONG)
    assert 0 < number_of(page) < 5000
    page.get_by_role("button", name="Pin", exact=True).click()
    expect(page.get_by_text("the same world")).to_be_visible(timeout=LONG)
    with page.expect_download(timeout=LONG) as taken:
        page.get_by_role("button", name="Everything as a zip").click()
    with zipfile.ZipFile(io.BytesIO(taken.value.path().read_bytes())) as archive:
        assert {"study.toml", "figures.csv", "results.parquet", "methods.txt", "charts/rain.png"} <= set(
            archive.namelist()
        )
        assert "n_groups = 121" in archive.read("study.toml").decode()
    # What was pinned stays beside what is new, in the same picture.
    slider.press("ArrowRight")
    expect(page.get_by_text("groups 121")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("Pin 1: Random slopes")).to_be_visible(timeout=LONG)


def test_a_hand_that_drags_sees_samples_before_it_lets_go(page: Page, address: str):
    opened(page, f"{address}/lab")
    caption = page.locator(".st-key-lab-found")
    page.mouse.move(*middle_of(page, "#c-gamma01"))
    page.mouse.down()
    x, y = middle_of(page, "#c-gamma01")
    seen = set[str]()
    for k in range(60):
        page.mouse.move(x - 3 * k, y)
        page.wait_for_timeout(100)
        seen |= set(re.findall(r"Set: (\S+) \(dashed\)", caption.inner_text()))
        if len(seen) >= 3:
            break
    assert len(seen) >= 3
    assert "gamma01" not in page.url
    page.mouse.up()
    expect(page).to_have_url(re.compile("gamma01="), timeout=LONG)


def middle_of(page: Page, control: str) -> tuple[float, float]:
    box = page.locator(control).bounding_box()
    assert box
    return box["x"] + 0.7 * box["width"], box["y"] + box["height"] / 2


def test_a_sweep_is_reopened_by_its_link_and_is_there_after_another_page(browser: Browser, page: Page, address: str):
    opened(page, f"{address}/lab?repeats=200")
    vary = page.get_by_role("combobox", name="Vary")
    vary.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # A list that opens while the page still scrolls closes again.
    vary.click()
    page.get_by_role("option", name="groups", exact=True).click()
    page.get_by_role("textbox", name="over these values").fill("10, 40")
    page.get_by_role("textbox", name="over these values").press("Enter")
    expect(page).to_have_url(re.compile(r"sweep=n_groups(:|%3A)10(,|%2C)40"), timeout=LONG)
    page.get_by_role("button", name="Run all samples").click()
    expect(page.locator(".where")).to_have_text("400 samples drawn", timeout=LONG)
    expect(page.get_by_text("From the smallest value to the largest.")).to_be_visible()
    page.get_by_text("What does enough power cost?").click()
    expect(page.get_by_text(re.compile("By Random slopes"))).to_be_visible()
    link = page.url
    page.get_by_role("link", name="Glossary").first.click()
    expect(page.get_by_role("heading", name="Symbols")).to_be_visible(timeout=LONG)
    page.get_by_role("link", name="Lab").first.click()
    expect(page.locator(".where")).to_have_text("400 samples drawn", timeout=LONG)
    expect(page.get_by_role("textbox", name="over these values")).to_have_value("10, 40")
    other = browser.new_context().new_page()
    opened(other, link)
    expect(other.get_by_role("textbox", name="over these values")).to_have_value("10, 40")
    other.context.close()


def test_a_bad_address_is_said_in_a_sentence_that_stays(page: Page, address: str):
    opened(page, f"{address}/lab?n_groups=moon&tau00=0.3")
    expect(page.get_by_text("groups must be a number, not “moon”. It stands as it starts.")).to_be_visible()
    expect(page.get_by_role("slider", name="Variance of the intercepts")).to_have_value("0.3")
