"""A question as a phone shows it: words without markup, and what may be answered."""

import json
import re
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Self

from lessons.kit import PredictChoice
from lessons.kit.blocks.predict import Predict
from lessons.kit.glossary.symbols import GLOSSARY

SYMBOL = re.compile(r"#(\w+)")
MARKS = str.maketrans("", "", "*`")


@dataclass(frozen=True)
class Asked:
    """`options`: (code, words) of a choice; of a number they are empty, and it lies between `low` and `high`.

    `vote`: 2 when neighbors have talked it over and answer again.
    """

    name: str
    text: str
    options: tuple[tuple[str, str], ...] = ()
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0
    unit: str = ""
    vote: int = 1

    def accepts(self, raw: str) -> str | None:
        """The answer as it is kept; None for what is none."""
        if self.options:
            return raw if raw in dict(self.options) else None
        try:
            value = float(raw)
        except ValueError:
            return None
        return f"{value:.6g}" if self.low <= value <= self.high else None

    @property
    def ballot(self) -> str:
        """What answers belong to: the same question with other numbers in it is another one."""
        return f"{self.name}~{sha256(self.to_json().encode()).hexdigest()[:8]}"

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        told = json.loads(text)
        return cls(**told | {"options": tuple((code, words) for code, words in told["options"])})


def asked_of(block: Predict, page: str, order: tuple[str, ...]) -> Asked:
    """A prediction of the lesson `page`; `order`: its codes as the wall shows them."""
    name, text = f"{page}/{block.name}", plain(str(block.ask))
    if isinstance(block, PredictChoice):
        return Asked(name, text, tuple((code, plain(str(block.options[code][0]))) for code in order))
    return Asked(name, text, (), block.low, block.high, block.step, block.unit)


def plain(text: str) -> str:
    """Symbols as their words, and no marks of emphasis."""
    return SYMBOL.sub(lambda m: GLOSSARY[m[1]].words if m[1] in GLOSSARY else m[1], text).translate(MARKS)
