"""Two taxonomies to sort by hand: where a group comes from, and how its members stand to it.

Natural, working and theoretical groups; homogeneous, independent and heterogeneous members.
"""

from collections.abc import Iterator

import numpy as np

from lessons import kit
from lessons.kit import Claim, Sort, sentence

N_CORNERS = 60
ROUND = 0.8  # A panel is so much narrower than high: its circles look round.
ORIGINS = ("natural", "working", "theoretical")
MEMBERS = ("homogeneous", "independent", "heterogeneous")


def _people(seed: int, n: int) -> np.ndarray:
    """n people on a map, (n, 2) in the unit square, none on top of another."""
    side = int(np.ceil(np.sqrt(n)))
    grid = (np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2) + 0.5) / side
    return grid[:n] + np.random.default_rng(seed).uniform(-0.3, 0.3, (n, 2)) / side


def _circle(x: float, y: float, radius: float) -> np.ndarray:
    angle = np.linspace(0, 2 * np.pi, N_CORNERS)
    return np.column_stack([x + radius * np.cos(angle), y + radius * ROUND * np.sin(angle)])


def _tables(
    units: list[tuple[np.ndarray, str, float]], edges: list[tuple[np.ndarray, bool]], names: tuple[str, ...]
) -> dict[str, kit.Columns]:
    """units: (places, kind, size) by bunch. edges: (corners, whether it is drawn by hand) by line."""
    places = np.concatenate([at for at, _, _ in units])
    corners = np.concatenate([line for line, _ in edges])
    lengths = [len(line) for line, _ in edges]
    return {
        "units": {
            "x": places[:, 0],
            "y": places[:, 1],
            "kind": kit.labels(kind for at, kind, _ in units for _ in at),
            "size": np.repeat([size for _, _, size in units], [len(at) for at, _, _ in units]),
        },
        "edges": {
            "x": corners[:, 0],
            "y": corners[:, 1],
            "order": np.arange(len(corners)),
            "edge": np.repeat(np.arange(len(edges)), lengths),
            "dashed": np.repeat([dashed for _, dashed in edges], lengths),
        },
        "names": {"x": np.arange(3) + 0.5, "y": np.full(3, 1.06), "label": kit.labels(names)},
    }


def origins() -> kit.Figure:
    """The same dots three times: they huddle, someone cuts the map, a scholar draws a line."""
    centers = np.array([(0.25, 0.25), (0.72, 0.2), (0.5, 0.55), (0.2, 0.8), (0.78, 0.82)])
    huddle = np.concatenate([center + 0.22 * (_people(k, 9) - 0.5) for k, center in enumerate(centers)])
    spread = 0.06 + 0.88 * _people(7, 49)
    line = np.linspace(0.03, 0.97, N_CORNERS)
    across, up = (1.36, 1.66), (0.36, 0.68)
    cuts = [np.array([(at, 0.03), (at, 0.97)]) for at in across] + [np.array([(1.03, at), (1.97, at)]) for at in up]
    drawn = np.column_stack([2 + line, 0.5 + 0.28 * np.sin(2 * np.pi * line)])
    units = [(huddle, "one", 45.0), *((np.add(spread, (k, 0)), "one", 45.0) for k in (1, 2))]
    edges = [(_circle(x, y, 0.17), False) for x, y in centers] + [(cut, False) for cut in cuts] + [(drawn, True)]
    says = sentence(
        "Natural: @natural groups that huddle by themselves. Working: @working, cut for a purpose. Theoretical: "
        "@theoretical, on the two sides of a scholar's line.",
        natural=len(centers),
        working=(1 + len(across)) * (1 + len(up)),
        theoretical=2,
    )
    return _figure("origins", "Where does a group come from?", _tables(units, edges, ORIGINS), says)


def members() -> kit.Figure:
    """Two groups three times: all share a trait, traits are mixed, everyone has a rank."""
    units: list[tuple[np.ndarray, str, float]] = []
    edges: list[tuple[np.ndarray, bool]] = []
    rows = ((0.27, "one"), (0.75, "other"))
    for row, trait in rows:
        crowd = np.array([0.5, row]) + (0.34, 0.27) * (_people(3, 16) - 0.5)
        mixed = np.arange(16) % 3 == 0
        units += [(crowd, trait, 70.0)]
        units += [(np.add(crowd[some], (1, 0)), kind, 70.0) for some, kind in ((~mixed, "one"), (mixed, "other"))]
        ranks = np.column_stack([np.linspace(2.33, 2.67, 6), row + np.linspace(-0.09, 0.09, 6)])
        units += [(ranks[k : k + 1], "one", 24.0 + 36 * k) for k in range(6)]
        edges += [(_circle(at + 0.5, row, 0.27), False) for at in range(3)]
    says = sentence(
        "@n groups of each kind: homogeneous members share a trait, independent ones are a mixture, heterogeneous ones "
        "have ranks.",
        n=len(rows),
    )
    return _figure("members", "How do members stand to their group?", _tables(units, edges, MEMBERS), says)


def _figure(name: str, title: str, tables: dict[str, kit.Columns], says: kit.Words) -> kit.Figure:
    return kit.Figure(name, title, kit.charts.three_kinds, tables, says, still=name, height="short")


def told() -> Iterator[kit.Block]:
    """Two steps: a picture with three kinds in it, and a few examples to sort."""
    yield kit.Step("Where does a group come from?")
    yield kit.Stage(origins())
    yield kit.Prose(
        "**Natural** groups are there before any study. **Working** groups are cut out for a purpose. **Theoretical** "
        "groups are the scholar's: they are wherever the boundary is set."
    )
    yield kit.Check((GROUPING,))
    yield kit.Step("How do members stand to their group?")
    yield kit.Stage(members())
    yield kit.Prose(
        "**Homogeneous**: all share one trait, such as a cohort. **Independent**: the group leaves no mark on them. "
        "**Heterogeneous**: what counts is where they stand among the others, as with brackets of income."
    )
    yield kit.Check((STANDING,))


GROUPING = Sort(
    "grouping",
    "Which kind of group is it?",
    ("natural", "working", "theoretical"),
    (
        Claim("Children in families", "natural", "Families are there before anyone studies them."),
        Claim("Voters in electorates", "working", "Electorates are drawn so that votes can be counted."),
        Claim("People in cultures", "theoretical", "Where one culture ends is the scholar's decision."),
        Claim("Patients in health areas", "working", "Health areas are drawn so that care can be run."),
    ),
    "every group is natural",
)

STANDING = Sort(
    "members",
    "How do the members stand to their group?",
    ("homogeneous", "independent", "heterogeneous"),
    (
        Claim("All pupils of a class are of one birth year.", "homogeneous", "They share one trait."),
        Claim(
            "What a salary means depends on the salaries around it.",
            "heterogeneous",
            "What counts is the place among the others.",
        ),
        Claim(
            "Visitors of a museum on one day, each on their own.",
            "independent",
            "The day groups them and leaves no mark.",
        ),
    ),
    "members of a group are alike in every way",
)

QUESTIONS = (GROUPING, STANDING)
