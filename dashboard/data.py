"""The Data page: every real table with its codebook, its levels, a first picture and its ICC, to take away."""

import streamlit as st

import datasets
from dashboard import hover
from dashboard.blocks import figure
from dashboard.files import save
from dashboard.markup import draw, markup, notice, together
from dashboard.pictures import zipped
from lessons.kit.pictures.first_look import first_look


def data() -> None:
    names = datasets.names()
    draw(
        '<header class="lesson-head"><h1>The data</h1>'
        "<p>@n real tables, as they were published, with where they come from</p></header>",
        n=len(names),
    )
    asked = st.query_params.get("table", names[0])
    if asked not in names:
        notice("There is no table of that name here. You see the first one.")
    at = names.index(asked) if asked in names else 0
    name = st.selectbox("Table", names, index=at, format_func=_title)
    st.query_params["table"] = name
    _table(name)


def _title(name: str) -> str:
    return datasets.describe(name).title


@st.fragment
def _table(name: str) -> None:
    about = datasets.describe(name)
    hover.listen(PAGE)
    look = first_look(name)
    story, picture = st.columns([1, 1.6], gap="large")
    with story:
        st.markdown(about.story)
        st.markdown(f"**{about.question}**")
        _levels(about)
        draw('<p class="live">@says</p>', says=look.says)
        label, key = "Download the table with its codebook", f"data-{name}-zip"
        save(label, f"{name}.zip", "application/zip", lambda: packed(name), key, icon=":material/download:")
    with picture, st.container(key="story"):
        figure(look.figure, PAGE)
    st.markdown("## Codebook")
    _codebook(about)
    for note in about.notes:
        st.markdown(f"- {note}")
    st.markdown("## First rows")
    st.dataframe(datasets.load(name).head(8), hide_index=True)
    st.markdown("## Where it comes from")
    _provenance(about)


PAGE = "data"


def _levels(about: datasets.Description) -> None:
    row = "<tr><td>level @place</td><td>@name</td><td>@size</td></tr>"
    places = reversed(list(enumerate(about.levels, start=1)))
    rows = (markup(row, place=place, name=level.name, size=f"{level.size:,}") for place, level in places)
    draw('<table class="recovery"><tbody>@rows</tbody></table>', rows=together(rows))


def _codebook(about: datasets.Description) -> None:
    row = "<tr><td><code>@name</code></td><td>@kind</td><td>@says</td></tr>"
    draw(
        '<table class="recovery"><thead><tr><th>column</th><th>kind</th><th>what it is</th></tr></thead>'
        "<tbody>@rows</tbody></table>",
        rows=together(markup(row, name=c.name, kind=c.kind, says=c.says) for c in about.columns),
    )


def _provenance(about: datasets.Description) -> None:
    facts = {"Source": about.source, "License": about.licence, "Citation": about.citation, "Rebuilt": about.rebuilt}
    rows = (markup("<tr><td>@what</td><td>@says</td></tr>", what=what, says=says) for what, says in facts.items())
    draw('<table class="recovery"><tbody>@rows</tbody></table>', rows=together(rows))


def packed(name: str) -> bytes:
    """A zip of the table as CSV and its codebook as text."""
    return zipped({f"{name}.csv": datasets.load(name).to_csv(index=False), f"{name}_codebook.txt": codebook(name)})


def codebook(name: str) -> str:
    """The codebook as plain text: title, story, levels, one line a column, source, license, citation."""
    about = datasets.describe(name)
    levels = [f"  level {place}: {level.name} ({level.size:,})" for place, level in enumerate(about.levels, start=1)]
    columns = [f"  {c.name} ({c.kind}): {c.says}" for c in about.columns]
    tail = [f"Source: {about.source}", f"License: {about.licence}", f"Citation: {about.citation}"]
    parts = [about.title, about.story, "Levels", *levels, "Columns", *columns, *about.notes, *tail]
    return "\n".join(parts) + "\n"
