"""A long line of an equation in rows: broken before a sign, so that it fits beside a picture and on a phone."""

import re

# In em, as KaTeX sets them: a letter or a digit, a point, one below or above the line, a sign with the space around it.
LETTER, POINT, SMALL, SIGN = 0.52, 0.28, 0.4, 1.2
ROOM = 13.5
COLOR, COMMAND, BELOW = re.compile(r"\\textcolor\{[^}]*\}"), re.compile(r"\\[a-z]+"), re.compile(r"[_^](\{[^}]*\}|.)")


def rows(line: str) -> list[str]:
    """`line` is "left &= right": the first row holds both, the next ones go on under the right side."""
    first, *rest = _pieces(line)
    made, filled = [first], width(first)
    for piece in rest:
        if filled + width(piece) > ROOM:
            made.append(rf"&\quad {piece}")
            filled = 1 + width(piece)
        else:
            made[-1] += f" {piece}"
            filled += width(piece)
    return made


def width(text: str) -> float:
    """About how wide a piece of LaTeX is set, in em."""
    text = COLOR.sub("", text.replace(r"\,", "").replace(r"\;", "").replace("&", ""))
    text = COMMAND.sub("x", text)
    small = sum(len(match.strip("{}")) for match in BELOW.findall(text))
    plain = re.sub(r"[{}\s]", "", BELOW.sub("", text))
    signs = len(re.findall(r"(?<![=(])[+=-]", plain))  # A minus after "=" or "(" belongs to its number.
    points = len(re.findall(r"[.,]", plain))
    return LETTER * (len(plain) - signs - points) + POINT * points + SMALL * small + SIGN * signs


def _pieces(line: str) -> list[str]:
    """The line cut before each sign that stands in no brackets; the first piece keeps the left side."""
    depth, begin, pieces = 0, 0, list[str]()
    past_relation = line.index("&") + len("&= ")
    for place, letter in enumerate(line):
        depth += (letter in "({[") - (letter in ")}]")
        if depth == 0 and place > past_relation and letter in "+=-" and line[place - 1] == line[place + 1] == " ":
            pieces.append(line[begin : place - 1])
            begin = place
    return [*pieces, line[begin:]]
