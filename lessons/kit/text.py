"""Sentences as templates: `@slots` for numbers, `#symbols` for parameters; filled, never joined."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SLOT = re.compile(r"@([A-Za-z_]\w*)")
MINUS = "\N{MINUS SIGN}"


class UnfilledSlotError(ValueError):
    """A sentence names a number that nobody gave it."""


def number(value: Any, digits: int = 2) -> str:
    """`value` as a reader wants it: fixed digits, thousands apart, a true minus, no minus zero."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return f"{value:,}".replace("-", MINUS)
    if value is None or value != value:
        return "not estimable"
    text = f"{value:,.{digits}f}"
    return text.lstrip("-") if float(text.replace(",", "")) == 0 else text.replace("-", MINUS)


def brief(value: float) -> str:
    """What a slider was set to, as it shows there: decimals only where there are some."""
    return number(value, 0 if value == round(value) else 2)


def percent(share: float) -> str:
    """A share of one in percent, whole; what is only near none or all of it is not called 0 or 100 %."""
    said = number(100 * share, 0)
    if said == "0" and share > 0:
        return "less than 1 %"
    if said == "100" and share < 1:
        return "more than 99 %"
    return f"{said} %"


def factor(value: float | str, digits: int = 2) -> "Words":
    """A number that multiplies another: in brackets where it is negative."""
    said = number(value, digits)
    return sentence("(@value)", value=said) if said.startswith(MINUS) else said


@dataclass(frozen=True)
class Text:
    """A sentence and what fills it: a number, words, or another Text for each @slot of the template."""

    template: str
    slots: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __str__(self) -> str:
        return fill(self.template, self.slots)

    def __add__(self, other: "Words") -> "Text":
        """Two sentences, one after the other, each still a template of its own."""
        return sentence("@first @then", first=self, then=other)


Words = str | Text


def sentence(template: str, /, **slots: Any) -> Text:
    """`sentence("The ICC is @icc.", icc=.2)`."""
    return Text(template, slots)


def listed(items: Sequence[Words]) -> Words:
    """Items one after the other, parted by semicolons."""
    first, *rest = items
    return sentence("@first; @rest", first=first, rest=listed(rest)) if rest else first


def fill(template: str, slots: Mapping[str, Any]) -> str:
    """`template` with each @slot replaced; raises UnfilledSlotError for one that nothing fills."""

    def one(match: re.Match[str]) -> str:
        name = match[1]
        if name not in slots:
            raise UnfilledSlotError(f"Nothing fills @{name} in: {template[:60]}")
        value = slots[name]
        return str(value) if isinstance(value, Text) else number(value)

    return SLOT.sub(one, template)


def templates(words: Words) -> tuple[str, ...]:
    """The templates that a text is made of: its own, and those of the texts that fill its slots."""
    if isinstance(words, str):
        return (words,)
    inner = (one for value in words.slots.values() if isinstance(value, str | Text) for one in templates(value))
    return (words.template, *inner)


SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def spelled(count: int) -> str:
    """A small count as prose has it: two, nine; 13 and above in digits."""
    return SPELLED[count] if count < len(SPELLED) else number(count)


def signed(value: float) -> Text:
    """A number that says its sign: plus 3.10, minus 2.00; nothing is plus 0.00."""
    said = number(value)
    return sentence("minus @size", size=said[1:]) if said.startswith(MINUS) else sentence("plus @size", size=said)


def span(low: float, high: float) -> Text:
    """From the smallest to the largest: -1.20 to 4.10; where two digits do not tell them apart, 3.00 everywhere."""
    least, most = number(low), number(high)
    return sentence("@low everywhere", low=least) if least == most else sentence("@low to @high", low=least, high=most)
