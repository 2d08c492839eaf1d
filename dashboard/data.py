"""The Data page: every real table with its codebook, its levels, a first picture and its ICC, to take away."""

import io
import zipfile

import streamlit as st

import datasets
from dashboard import hover
from dashboard.blocks import figure
from lessons.kit.first_look import first_look


def data() -> None:
    names = datasets.names()
    st.html(
        '<header class="lesson-head"><h1>The data</h1>'
        f"<p>{len(names)} real tables, as they were published, with where they come from</p></header>"
    )
    asked = st.query_params.get("table", names[0])
    if asked not in names:
        st.html('<p class="notice" role="status">There is no table of that name here. You see the first one.</p>')
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
        st.html(_levels(about))
        st.html(f'<p class="live">{look.sentence}</p>')
        st.download_button(
            "Download the table with its codebook",
            packed(name),
            f"{name}.zip",
            "application/zip",
            icon=":material/download:",
        )
    with picture, st.container(key="story"):
        figure(look.figure, PAGE)
    st.markdown("## Codebook")
    st.html(_codebook(about))
    for note in about.notes:
        st.markdown(f"- {note}")
    st.markdown("## First rows")
    st.dataframe(datasets.load(name).head(8), hide_index=True)
    st.markdown("## Where it comes from")
    st.html(_provenance(about))


PAGE = "data"


def _levels(about: datasets.Description) -> str:
    rows = "".join(
        f"<tr><td>level {place}</td><td>{level.name}</td><td>{level.size:,}</td></tr>"
        for place, level in reversed(list(enumerate(about.levels, start=1)))
    )
    return f'<table class="recovery"><tbody>{rows}</tbody></table>'


def _codebook(about: datasets.Description) -> str:
    rows = "".join(f"<tr><td><code>{c.name}</code></td><td>{c.kind}</td><td>{c.says}</td></tr>" for c in about.columns)
    head = "<thead><tr><th>column</th><th>kind</th><th>what it is</th></tr></thead>"
    return f'<table class="recovery">{head}<tbody>{rows}</tbody></table>'


def _provenance(about: datasets.Description) -> str:
    facts = {"Source": about.source, "License": about.licence, "Citation": about.citation, "Rebuilt": about.rebuilt}
    rows = "".join(f"<tr><td>{what}</td><td>{says}</td></tr>" for what, says in facts.items())
    return f'<table class="recovery"><tbody>{rows}</tbody></table>'


def packed(name: str) -> bytes:
    """A zip of the table as CSV and its codebook as text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(f"{name}.csv", datasets.load(name).to_csv(index=False))
        bundle.writestr(f"{name}_codebook.txt", codebook(name))
    return out.getvalue()


def codebook(name: str) -> str:
    """The codebook as plain text: title, story, levels, one line a column, source, license, citation."""
    about = datasets.describe(name)
    levels = [f"  level {place}: {level.name} ({level.size:,})" for place, level in enumerate(about.levels, start=1)]
    columns = [f"  {c.name} ({c.kind}): {c.says}" for c in about.columns]
    tail = [f"Source: {about.source}", f"License: {about.licence}", f"Citation: {about.citation}"]
    parts = [about.title, about.story, "Levels", *levels, "Columns", *columns, *about.notes, *tail]
    return "\n".join(parts) + "\n"
