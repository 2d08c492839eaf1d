"""The glossary: one color a symbol, readable in both themes."""

import pytest

from lessons.kit.charts import DARK, LIGHT
from lessons.kit.glossary.symbols import GLOSSARY


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("entry", GLOSSARY.values(), ids=lambda entry: entry.code)
def test_every_symbol_reads_well_in_both_themes(entry):
    assert contrast(entry.light, LIGHT.paper) >= 4.5
    assert contrast(entry.dark, DARK.paper) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_axis_labels_read_well(look):
    assert contrast(look.quiet, look.paper) >= 4.5
    assert contrast(look.ink, look.paper) >= 7


def test_what_can_be_dragged_together_can_be_told_apart():
    for mode in ("light", "dark"):
        inks = {getattr(GLOSSARY[code], mode) for code in ("gamma10", "tau00", "tau11", "corr01", "sigma2")}
        assert len(inks) == 5


@pytest.mark.parametrize("entry", GLOSSARY.values(), ids=lambda entry: entry.code)
def test_every_entry_says_what_it_is(entry):
    assert entry.words
    assert entry.meaning.endswith(".")
    assert entry.level in (0, 1, 2)
