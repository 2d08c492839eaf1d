"""Sixty and more texts that a browser may hold where a record of progress should be."""

import json
from typing import Any

from dashboard.progress.record import ChoiceMade, GuessMade, Record, to_json

TODAY = 20_000.0
GOOD = (
    Record()
    .visit("icc", 10)
    .answer("icc/x", False, 10)
    .guess("icc/g", GuessMade(10, 2.0, 3.0, 0.0, 10.0, {"tau00": "4"}))
    .choose("icc/h", ChoiceMade(10, "more", {"tau00": "4"}))
    .give("icc/x", ("0a1b2c3d",), 10)
    .solve("icc/c", 11)
)
TEXT = to_json(GOOD)


def but(**changes: Any) -> str:
    return json.dumps({**json.loads(TEXT), **changes})


def guess(**changes: Any) -> str:
    return but(guesses={"icc/g": {**json.loads(TEXT)["guesses"]["icc/g"], **changes}})


def choice(**changes: Any) -> str:
    return but(choices={"icc/h": {**json.loads(TEXT)["choices"]["icc/h"], **changes}})


def given(**changes: Any) -> str:
    return but(given={"icc/x": {**json.loads(TEXT)["given"]["icc/x"], **changes}})


def answers(*tries: Any) -> str:
    return but(answers={"icc/x": list(tries)})


TRY = {"day": 1, "right": True}
HOSTILE: dict[str, str] = {
    # Cut off, or never a record.
    **{f"cut at {share} %": TEXT[: len(TEXT) * share // 100] for share in (5, 25, 50, 75, 99)},
    "one letter": "x",
    "a space": " ",
    "null": "null",
    "a number": "7",
    "a list": "[]",
    "an empty object": "{}",
    "two records": TEXT + TEXT,
    "a byte order mark": "\ufeff" + TEXT,
    "zeros": "\x00" * 100,
    "HTML": "<script>alert(1)</script>",
    "another program's": '{"format": "anki", "version": 1}',
    # Deep and large.
    "fifty thousand brackets": "[" * 50_000,
    "fifty thousand braces": '{"a":' * 50_000,
    "deep answers": TEXT.replace('"answers": {', '"answers": {"icc/y": ' + "[" * 40_000 + "]" * 40_000 + ", "),
    "a megabyte": "x" * 1_000_000,
    "many visits": but(visited={f"l{k}": 1 for k in range(9_000)}),
    "many tries": answers(*[TRY] * 5_000),
    "a long name": but(visited={"x" * 100_000: 1}),
    "a number of many digits": but().replace('"day": 10', '"day": ' + "9" * 5_000),
    "a large whole number": TEXT.replace('"since": 0.0', '"since": 1' + "0" * 400),
    # Versions.
    "a newer version": but(version=2),
    "a far newer version": but(version=10**9),
    "an older version": but(version=0),
    "a version in words": but(version="1"),
    "no version": json.dumps({k: v for k, v in json.loads(TEXT).items() if k != "version"}),
    "a version that is a list": but(version=[1]),
    # Clocks.
    "since the far future": but(since=1e11),
    "since beyond": but(since=1e300),
    "since not a number": TEXT.replace('"since": 0.0', '"since": NaN'),
    "since infinity": TEXT.replace('"since": 0.0', '"since": Infinity'),
    "since before time": but(since=-1e12),
    "since true": but(since=True),
    "since null": but(since=None),
    "a visit next year": but(visited={"icc": TODAY + 365}),
    "a visit in words": but(visited={"icc": "today"}),
    "solved never": but(solved={"icc/c": None}),
    # Answers.
    "no tries": answers(),
    "tries that are no list": but(answers={"icc/x": {"day": 1}}),
    "a try that is null": answers(None),
    "a try without a day": answers({"right": True}),
    "a try that is 1": answers({"day": 1, "right": 1}),
    "a try in words": answers("right"),
    "tries that are text": but(answers={"icc/x": "abc"}),
    "answers that are a list": but(answers=[["icc/x", [TRY]]]),
    "answers that are null": but(answers=None),
    # Guesses.
    "an axis of no length": guess(high=0.0),
    "an axis turned round": guess(low=10, high=0),
    "an axis too short to divide by": guess(low=0, high=5e-324),
    "an endless axis": TEXT.replace('"high": 10.0', '"high": Infinity'),
    "a guess far off": guess(guess=1e308),
    "a guess in words": guess(guess="2"),
    "a guess with more": guess(color="red"),
    "a guess that is null": but(guesses={"icc/g": None}),
    "no truth": but(guesses={"icc/g": {"day": 1, "guess": 1, "low": 0, "high": 1}}),
    "settings that are a list": guess(settings=["tau00"]),
    "settings that are text": guess(settings="tau00"),
    "settings that are numbers": guess(settings={"tau00": 4}),
    "settings that are deep": guess(settings={"tau00": {"tau00": "4"}}),
    "settings that are null": guess(settings=None),
    "nine thousand settings": guess(settings={f"s{k}": "1" for k in range(9_000)}),
    "settings that are HTML": guess(settings={"tau00": "<img src=x>"}),
    "a long setting": guess(settings={"tau00": "9" * 1_000}),
    # Choices and answers that stand.
    "a choice that is HTML": choice(code="<b>"),
    "a choice that is a number": choice(code=1),
    "a choice without a code": but(choices={"icc/h": {"day": 1}}),
    "choices that are a list": but(choices=[]),
    "choices that are null": but(choices=None),
    "a part that is HTML": given(parts=["<img src=x>"]),
    "a part that is a number": given(parts=[3]),
    "parts that are text": given(parts="0a1b2c3d"),
    "parts within parts": given(parts=[["0a1b2c3d"]]),
    "nine thousand parts": given(parts=["0a1b2c3d"] * 9_000),
    "an answer that is null": but(given={"icc/x": None}),
    "an answer given in words": given(day="today"),
    # Names.
    "half a character": TEXT.replace('"icc/x"', '"icc/\\ud800"'),
    "half a character, raw": TEXT.replace('"icc/x"', '"icc/\ud800"'),
    "a name that is HTML": but(visited={"<img src=x>": 1}),
    "a name with dots": but(visited={"../../etc": 1}),
    "an empty name": but(visited={"": 1}),
    "a name of three parts": but(solved={"a/b/c": 1}),
    "a name with a line break": but(visited={"icc\n": 1}),
    "__proto__": but(visited={"__proto__": 1, "constructor": 1}),
    "a turned letter": but(visited={"\u202eicc": 1}),
}
