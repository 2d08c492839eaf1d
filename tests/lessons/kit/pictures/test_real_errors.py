"""What ignoring groups would cost in real tables: sizes are weighted as Kish says, cells are what the fits report."""

import pytest

import datasets
from lessons.kit.fit import fit_lmm, fit_ols
from lessons.kit.pictures.real_errors import real_design, real_error_table

WORDS = {"naive": "As if nobody shared a school", "mixed": "Mixed"}
CONTRASTS = [name for name in datasets.names() if datasets.describe(name).shown.contrast]


def test_some_tables_have_a_contrast():
    assert set(CONTRASTS) >= {"hsb", "london_exam"}


@pytest.mark.parametrize("name", CONTRASTS)
def test_a_contrast_is_a_value_of_a_column_that_groups_repeat(name):
    about, data = datasets.describe(name), datasets.load(name)
    column, value = about.shown.contrast
    assert about.shown.contrast_words
    assert 0 < (data[column] == value).mean() < 1
    assert (data.groupby(about.group, observed=True)[column].nunique() == 1).all()


@pytest.mark.parametrize("name", CONTRASTS)
def test_n_is_the_size_of_the_group_that_a_unit_drawn_at_random_sits_in(name):
    data, group = datasets.load(name), datasets.describe(name).group
    found = real_design(name)
    assert found.n == pytest.approx(data.groupby(group, observed=True)[group].transform("size").mean())
    assert found.worth * found.design_effect == pytest.approx(len(data))
    assert found.design_effect == pytest.approx(1 + (found.n - 1) * found.null.icc)


def test_cells_are_what_the_fits_report():
    data = datasets.load("hsb").assign(catholic=lambda rows: (rows["sector"] == "Catholic").astype(float))
    mean, mixed = fit_ols("math ~ 1", data), fit_lmm("math ~ catholic + (1 | school)", data)
    table = real_error_table("hsb", WORDS)
    assert [row[0] for row in table.rows] == list(WORDS.values())
    assert str(table.rows[0][1]) == f"{mean.gamma['Intercept']:.2f} (SE {mean.se['Intercept']:.3f})"
    assert str(table.rows[1][2]) == f"{mixed.gamma['catholic']:.2f} (SE {mixed.se['catholic']:.3f})"
    assert [str(words) for words in table.head[1:]] == [
        "mean mathematics score",
        "Catholic schools against public ones",
    ]
