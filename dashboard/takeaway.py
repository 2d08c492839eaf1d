"""Take it with you: the present data, the model as code, and the charts, from any lesson."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from importlib.metadata import version
from typing import Any

import streamlit as st

from dashboard import pictures
from dashboard.files import save
from dashboard.files.wait import session
from dashboard.predict import gate, guesses
from dashboard.share import link
from dashboard.spec import built
from dashboard.work import Job, desk
from lessons.kit import Block, Figure, Lesson, Recovery, Run, figures_of
from lessons.kit.charts import LIGHT
from lessons.kit.code import DIALECTS, TakeModel, codebook
from lessons.kit.columns import records

SIZES = {"tall": (760, 460), "short": (760, 260)}


@dataclass(frozen=True)
class Parcel:
    """What is packed: one state of a lesson, its address, and the blocks that the page shows of it."""

    lesson: Lesson
    run: Run
    address: str
    blocks: tuple[Block, ...]

    @property
    def table(self) -> str:
        return f"{self.lesson.slug}.csv"

    @property
    def figures(self) -> tuple[Figure, ...]:
        shown = (figure for block in self.blocks for figure in figures_of(block))
        return tuple({figure.name: figure for figure in shown}.values())  # One on several stages is taken once.

    @property
    def model(self) -> TakeModel | None:
        """The model that the reader chose, with what only this page knows of it."""
        taken = self.lesson.taken(self.run)
        if taken is None:
            return None
        return replace(
            taken,
            table=self.table,
            columns=tuple(map(str, self.run.data.columns)),
            title=f"Frogpond, {self.lesson.title}",
            citation=f'Frogpond {version("frogpond")}, lesson "{self.lesson.title}", {self.address}',
        )


def takeaway(lesson: Lesson, run: Run) -> None:
    """The last section of a lesson: a button; nothing is made before it is pressed."""
    st.markdown("## Take it with you")
    st.markdown("The data you see, the model as code for other programs, and the charts.")
    with st.container(horizontal=True):
        pressed = st.button("Data, code and charts", icon=":material/download:", key=f"take-{lesson.slug}")
        st.link_button("Hand-out to print", link(run.p, handout="1"), icon=":material/print:")
    if pressed:
        shown = tuple(gate(lesson.story(run), guesses(lesson.slug)))
        _open(Parcel(lesson, run, link(run.p), shown))


@st.dialog("Take it with you", width="large")
def _open(parcel: Parcel) -> None:
    with st.container(key="take", horizontal=True):
        _downloads(parcel)
    model = parcel.model
    if model is None:
        return
    st.markdown(
        f"Each script reads `{parcel.table}`, which lies beside it in the zip, and fits the model you chose. "
        "Those for Python and R are run in our tests; those for Stata, SPSS and Julia are not."
    )
    for tab, dialect in zip(st.tabs([d.title for d in DIALECTS]), DIALECTS, strict=True):
        tab.code(dialect.write(model), language=dialect.language, height=420)


def _downloads(parcel: Parcel) -> None:
    """Buttons whose files are made when they are pressed, in a child process."""
    key = f"take-{parcel.lesson.slug}"
    name = f"frogpond_{parcel.lesson.slug}.zip"
    save("Everything (zip)", name, "application/zip", partial(everything, parcel), f"{key}-zip", kind="primary")
    if parcel.figures:
        first = parcel.figures[0]
        svg, png = (partial(_drawn, draw, first) for draw in (pictures.svg, pictures.png))
        save("First chart (SVG)", f"{first.name}.svg", "image/svg+xml", svg, f"{key}-svg")
        save("First chart (PNG)", f"{first.name}.png", "image/png", png, f"{key}-png")


def _drawn(draw: Callable[[pictures.Spec, pictures.Tell], bytes], figure: Figure) -> Job:
    return desk().ask(session(), draw, spec(figure))


def everything(parcel: Parcel) -> Job:
    """The job that packs it all as one zip."""
    return desk().ask(session(), pictures.bundle, texts(parcel), specs(parcel))


def specs(parcel: Parcel) -> dict[str, pictures.Spec]:
    return {figure.name: spec(figure) for figure in parcel.figures}


def spec(figure: Figure) -> dict[str, Any]:
    """The spec that the page shows, in the light look on white, with a size, a title, and its tables inside."""
    width, height = SIZES[figure.height]
    page = built(figure.chart, LIGHT, tuple(sorted(figure.settings.items())))
    tables = {name: records(table) for name, table in figure.tables.items()}
    nothing = {"picked": []} if figure.picks else {}
    return page | {
        "width": width,
        "height": height,
        "padding": 14,
        "title": {"text": str(figure.title), "subtitle": str(figure.key), "anchor": "start", "color": LIGHT.ink},
        "config": page["config"] | {"background": "white"},
        "datasets": page.get("datasets", {}) | nothing | tables,
    }


def texts(parcel: Parcel) -> dict[str, str]:
    """File name -> content: the table, its codebook, a script a program, whom to cite."""
    lesson, run, model = parcel.lesson, parcel.run, parcel.model
    heading = f"{lesson.title}: {lesson.question}"
    return {
        parcel.table: run.data.to_csv(index=False),
        "codebook.txt": codebook(heading, parcel.table, run.data, run.p, _also_set(parcel.blocks), parcel.address),
        "CITATION.txt": citation(parcel),
        **({dialect.file: dialect.write(model) for dialect in DIALECTS} if model else {}),
    }


def _also_set(blocks: Iterable[Block]) -> dict[str, float]:
    """What a lesson sets without a control, as its own comparison of set and found says."""
    rows = [row for block in blocks if isinstance(block, Recovery) for row in block.rows]
    return {row.code: row.set for row in rows if row.set is not None}


def citation(parcel: Parcel) -> str:
    return (
        "How to cite Frogpond\n\n"
        f"The Frogpond authors. Frogpond: learn multilevel models by moving them (version {version('frogpond')}). "
        f"Lesson “{parcel.lesson.title}”. Retrieved {date.today():%Y-%m-%d} from {parcel.address}\n"
    )
