"""Every table can be made again from its source, byte for byte."""

from pathlib import Path

import pytest

from datasets import names
from datasets.catalogue import table_path
from datasets.rebuild import lacks, make


@pytest.mark.rebuild
@pytest.mark.parametrize("name", names())
def test_a_rebuilt_table_is_the_committed_one(name: str, tmp_path: Path):
    if why := lacks(name):
        pytest.skip(why)
    assert make(name, tmp_path).read_bytes() == table_path(name).read_bytes()


def test_a_table_typed_from_print_needs_no_package(tmp_path: Path):
    assert lacks("durkheim1897") == ""
    assert make("durkheim1897", tmp_path).read_bytes() == table_path("durkheim1897").read_bytes()
