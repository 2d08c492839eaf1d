"""A claim as a reader draws it: nodes that can be put in other places, and arrows between them."""

from collections.abc import Mapping
from dataclasses import dataclass

from lessons.kit.text import Words

Place = tuple[float, float]


@dataclass(frozen=True)
class Node:
    """A variable: its letter, what it stands for, and the places it can take, in [0, 1] from left and from top.

    control: the control that says where it is. places: its options -> where each is; says: the same in words. at: the
    option chosen now. quiet: options in which it is no part of the claim.
    """

    letter: str
    words: Words
    control: str
    at: str
    places: Mapping[str, Place]
    says: Mapping[str, Words]
    quiet: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrow:
    """From the node with one letter to the node with another, or to the middle of the arrow `start` `end`, as in "xy".

    code: the symbol in whose ink it is drawn.
    """

    start: str
    end: str
    code: str


@dataclass(frozen=True)
class Drawing:
    """Two levels, the upper one first, with nodes and arrows; `says` reads it out. A moved node moves its control."""

    name: str
    levels: tuple[Words, Words]
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    says: Words
