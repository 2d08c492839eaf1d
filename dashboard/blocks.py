"""How each block of a story is drawn: one `case` a block, and nowhere else."""

from collections.abc import Iterable

import streamlit as st

from dashboard import check, game, hover, looks, notation, state, terms
from dashboard.arrow import Kept, packed, packed_once
from dashboard.challenge import challenge
from dashboard.chips import chip, prose_with_symbols, with_symbols, words_for
from dashboard.drawing import drawing
from dashboard.markup import Html, draw, markup, prose, together
from dashboard.panel import handle, moves
from dashboard.predict import predict
from dashboard.repeats import repeats
from dashboard.spec import built, chart
from dashboard.travel import travel
from lessons.kit import (
    Aside,
    Block,
    Challenge,
    Check,
    Code,
    Controls,
    Drawing,
    Equation,
    Figure,
    Game,
    Lesson,
    Live,
    PredictChoice,
    PredictNumber,
    Printed,
    Printout,
    Prose,
    Range,
    Recovery,
    Repeats,
    Row,
    SecondOpinion,
    SetFound,
    Stage,
    Step,
    Table,
    Takeaways,
    Travel,
    Words,
    fill,
    number,
)
from lessons.kit.columns import Columns, Labels, alike, light, n_rows, rows
from lessons.kit.glossary.notation import written

LATER = "when you let go"
MARK = "\N{INVISIBLE SEPARATOR}"  # Around a control's name, until the text has become Markdown.


def show(block: Block, lesson: Lesson, p: Controls) -> None:
    """Draw one block of a lesson where the script stands; `p` are the controls of this run."""
    page = lesson.slug
    match block:
        case Step():
            heading(block)
            terms.begin()
        case Stage():
            pass  # Its pictures stand beside the words.
        case Prose():
            prose(with_symbols_and_terms(block.text))
        case Live():
            prose(live(block, p), live=True)
        case Figure():
            figure(block, page)
        case Row():
            for column, one in zip(st.columns(list(block.widths), gap="medium"), block.figures, strict=True):
                with column:
                    figure(one, page)
        case Travel():
            draw('<p class="figure-title">@title</p>', title=block.title)
            travel(block, lesson)
        case Drawing():
            drawing(block, lesson)
        case Equation():
            equation(block)
        case Recovery():
            recovery(block, state.moving(lesson))
        case Table():
            plain_table(block)
            caption(block.says)
        case Printout():
            printout(block)
        case Repeats():
            repeats(block, lesson, p, lambda part: show(part, lesson, p))
        case SecondOpinion():
            if st.button("Ask a second program", key=f"opinion-{block.name}"):
                words(block.ask())
        case PredictNumber() | PredictChoice():
            predict(block, page, p)
        case Challenge():
            challenge(block, lesson)
        case Game():
            play(block, page)
        case Aside():
            with st.expander(str(block.title)):
                words(block.text)
        case Code():
            for tab, text in zip(st.tabs(list(block.dialects)), block.dialects.values(), strict=True):
                tab.code(text, wrap_lines=True)  # What scrolls sideways cannot be read by keys alone.
        case Check():
            for question in block.questions:
                check.ask(question, page)
        case Takeaways():
            takeaways(block)


def heading(step: Step) -> None:
    """The title of a step, and a place for its controls: no slider changes either."""
    if step.title:
        st.markdown(f"## {step.title}")
    if step.moves:
        moves(step.moves)


def words(text: Words) -> None:
    """Markdown with `#symbols` in their colors."""
    prose(prose_with_symbols(text))


def with_symbols_and_terms(text: Words) -> Html:
    """The same, with the words of the glossary marked."""
    return prose_with_symbols(text, terms.with_terms)


def live(block: Live, p: Controls) -> Html:
    """The sentence with its numbers; one that a control sets can be moved where it stands."""
    own = {c.name: c for c in p.controls() if isinstance(c, Range) and block.numbers.get(c.name) == getattr(p, c.name)}
    marked = {name: f"{MARK}{name}{MARK}" for name in own}
    said = prose_with_symbols(fill(block.text, block.numbers | marked))
    for name, control in own.items():
        said = Html(said.replace(marked[name], handle(control, getattr(p, name))))
    return said


def caption(text: Words, figure: str = "") -> None:
    says = with_symbols(text)
    if figure:
        draw('<p class="says" data-says="@figure">@says</p>', figure=figure, says=says)
    else:
        draw('<p class="says">@says</p>', says=says)


def figure(block: Figure, page: str) -> None:
    """The chart by the constant-spec route: the spec is cached, a rerun sends tables only."""
    spec = built(block.chart, looks.now(), tuple(sorted(block.settings.items())))
    tables = tables_of(block, page)
    draw('<p class="figure-title">@title <span>@key</span></p>', title=block.title, key=block.key)
    with st.container(key=f"figure-{block.height}-{block.name}"):
        chart(spec, tables, hover.key(page, block), str(block.title), selects=bool(block.picks))
    caption(block.says, f"{block.height}-{block.name}")


def tables_of(block: Figure, page: str) -> dict[str, bytes]:
    """What is sent to the browser: every table of the chart, and the group under the pointer."""
    own = {"picked": packed(_picked(block, page))} if block.picks else {}
    if block.still is not None:
        return packed_once(Kept((page, block.name, block.still), block.tables)) | own
    return {name: packed(table) for name, table in block.tables.items()} | own


def _picked(block: Figure, page: str) -> Columns:
    """The rows of the group under the pointer, in whichever chart of the same data it is, with a label."""
    table = light(block.tables[block.picks])
    group = hover.group(page, block)
    groups = table["group"]
    some = rows(table, groups.at(group) if group and isinstance(groups, Labels) else slice(0, 0))
    return {**some, "label": alike(f"{block.settings.get('group_word', 'group')} {group}", n_rows(some))}


def play(block: Game, page: str) -> None:
    """A guessing game: the picture, the guess, and the tries so far."""
    dealt = block.round(game.showing(block, page))
    with st.container(key=f"game-{block.name}", border=True):
        figure(dealt.picture, page)
        if game.is_open(block, page):
            game.ask(block, page, dealt)
        else:
            game.reveal(block, page, dealt)
        if game.tries(page, block.name):
            figure(game.history(block, page), page)


def equation(block: Equation) -> None:
    """The model in colored symbols and in this run's numbers, as the chosen textbook writes it; then its variances."""
    look = looks.now()
    st.latex(written(block, notation.now(), lambda code, text: rf"\textcolor{{{look.color(code)}}}{{{text}}}"))
    term = "<span>@chip = <b>@value</b></span>"
    spread = together(markup(term, chip=chip(one.code), value=one.value) for one in block.spread)
    draw('<p class="variances">@spread</p>', spread=spread)


NONE_SET = "none: a variance is zero"


def recovery(block: Recovery, moving: bool) -> None:
    """Set beside found, one line a parameter, in its color; slow intervals wait until the slider is released."""
    draw(
        '<table class="recovery"><thead><tr><th><span class="unseen">symbol</span></th><th>parameter</th><th>set</th>'
        "<th>found</th><th>95 % interval</th></tr></thead><tbody>@rows</tbody></table>",
        rows=together(_set_found(row, moving) for row in block.rows),
    )
    caption(block.says)


def _set_found(row: SetFound, moving: bool) -> Html:
    return markup(
        "<tr><td>@chip</td><td>@words</td><td>@set</td><td class='found'>@found</td><td class='span'>@span</td></tr>",
        chip=chip(row.code),
        words=row.words or words_for(row.code),
        set=number(row.set) if row.set is not None else NONE_SET,
        found=number(row.found) if row.found is not None else row.why,
        span=LATER if row.waits and moving else row.span,
    )


def plain_table(block: Table) -> None:
    """A table as the page draws all of them; where it is wider than a phone, it is scrolled and not the page."""
    draw(
        '<div class="wide" tabindex="0"><table class="recovery"><thead><tr>@head</tr></thead>'
        "<tbody>@body</tbody></table></div>",
        head=together(markup("<th>@name</th>", name=with_symbols(name)) for name in block.head),
        body=together(_cells(row) for row in block.rows),
    )


def _cells(row: Iterable[Words]) -> Html:
    return markup("<tr>@cells</tr>", cells=together(markup("<td>@cell</td>", cell=with_symbols(cell)) for cell in row))


def printout(block: Printout) -> None:
    """What another program prints, and under each part which mark it is."""
    draw('<div class="printout">@parts</div>', parts=together(_printed(part) for part in block.parts))
    caption(block.says)


def _printed(part: Printed) -> Html:
    says = markup("<p>@says</p>", says=with_symbols(part.says)) if part.says else ""
    kind = "lit" if part.lit else ""
    template = '<div class="@kind"><pre tabindex="0">@lines</pre>@says</div>'
    return markup(template, kind=kind, lines=part.printed, says=says)


def takeaways(block: Takeaways) -> None:
    words("\n".join(f"- {sentence}" for sentence in block.sentences))
    if block.references:
        with st.expander("Read more"):
            words("\n".join(f"- {reference}" for reference in block.references))
