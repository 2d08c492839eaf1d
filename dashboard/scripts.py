"""Scripts of components, each under an address of its own.

Streamlit sends the script of a component with every message that draws it: the panel's 30 kB went out at each step of a
slider. What is sent instead is two lines that import the script from its address; browsers keep that for good.
"""

import hashlib
from importlib import import_module

# Modules that have such scripts: a process that has not drawn a page yet is asked for them, too.
OWNERS = (
    "dashboard.panel.panel",
    "dashboard.travel.travel",
    "dashboard.room.wall",
    "dashboard.room.phone",
    "dashboard.lab.settings",
)
_scripts: dict[str, str] = {}


def by_address(script: str) -> str:
    """A module of two lines whose default function is that of `script`. The address is a digest of what is there."""
    name = hashlib.sha256(script.encode()).hexdigest()[:20]
    _scripts[name] = script
    # Pages lie at the root, whatever folder a proxy puts that in. One line alone Streamlit takes for a path.
    lines = f'const here = new URL("script/{name}", document.baseURI);', "export default (await import(here)).default;"
    return "\n".join(lines)


def script(name: str) -> str | None:
    """The script at this address, in whatever process."""
    for owner in OWNERS:
        import_module(owner)
    return _scripts.get(name)
