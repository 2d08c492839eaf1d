"""A reader without a browser: a websocket session that sees every control of the page and uses it as a browser would.

Unlike a learner of the bench it answers, commits, solves and downloads, and it does not wait for an answer before it
does the next thing, unless it is told to.
"""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

PANEL = "frogpond_panel"
EVENTS = "events"
LOOK_EVERY = 0.5
PATIENCE, SLOWER, LAST_PATIENCE = 3.0, 4, 60.0
IN_A_STEP = {"Commit my guess", "Skip", "Hint", "Another hint", "Show a solution", "Check", "Next picture"}


@dataclass
class Control:
    """One widget as the page drew it last, and the fragment that it belongs to."""

    kind: str
    proto: Any
    fragment: str


@dataclass
class Reader:
    """What a browser knows of a page: its controls, what they say, and which panel message was drawn."""

    socket: Any
    page: str
    query: str = ""
    script: str = ""
    controls: dict[str, Control] = field(default_factory=dict)
    said: dict[str, WidgetState] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    seq: int = 0
    drawn: float = -1
    finished: float = -1
    runs: int = 0
    blocks: set[str] = field(default_factory=set)
    drawn_now: Counter[str] = field(default_factory=Counter)
    frames: int = 0
    received: int = 0
    pace: float = 0.0
    late: int = 0
    exceptions: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    saved: list[str] = field(default_factory=list)

    async def listen(self) -> None:
        """Take in everything the server says, until the socket closes."""
        async for raw in self.socket:
            self.frames, self.received = self.frames + 1, self.received + len(raw)
            message = ForwardMsg()
            message.ParseFromString(raw)
            kind = message.WhichOneof("type")
            if kind == "delta":
                self._note(message.delta)
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "navigation":
                self.script = message.navigation.page_script_hash
            elif kind == "script_finished":
                self.runs, self.finished = self.runs + 1, self.drawn
            self.heard.set()

    async def until(self, true: Callable[[], bool], patience: float) -> bool:
        """Whether it came true within `patience` seconds."""
        end = time.monotonic() + patience
        while not true():
            self.heard.clear()
            try:
                await asyncio.wait_for(self.heard.wait(), max(0.0, end - time.monotonic()))
            except TimeoutError:
                return true()
        return True

    async def open(self, patience: float = 60) -> None:
        """Ask for the page, and wait for its panel; then keep progress as a browser that has none."""
        await self.say("")
        if not await self.until(lambda: self.drawn >= 0 and self.runs > 0, patience):
            raise RuntimeError(f"The page {self.page} showed no panel.")
        await self.keep_progress()

    async def answered(self, number: int) -> bool:
        """Whether the panel's message was drawn; as the panel does, it asks for a clean page when it has no answer.

        Streamlit drops what a finished script still has to say when the next one begins before it was sent.
        """
        if await self.until(lambda: self.drawn >= number, max(PATIENCE, SLOWER * self.pace)):
            return True
        self.late += 1
        await self.press_named("Draw the page again")
        return await self.until(lambda: self.drawn >= number, LAST_PATIENCE)

    async def keep_progress(self, text: str = "") -> None:
        """What a browser answers to the store of progress: the record it holds."""
        store = self.component("frogpond_progress")
        if store is not None:
            await self.set(store, "json_value", json.dumps({"stored": {"text": text, "at": time.time()}}))

    async def move(self, values: dict[str, Any], released: bool = False, seen: list[int] | None = None) -> int:
        """A message of the panel; returns its number."""
        self.panel_says(values, released, seen)
        await self.say(self.controls[self.panel].fragment)
        return self.seq

    def panel_says(self, values: dict[str, Any], released: bool = False, seen: list[int] | None = None) -> None:
        """Move the panel's controls without a message: the next one, whatever it is for, says where they stand."""
        self.seq += 1
        state = {"seq": self.seq, "values": values, "released": released, "seen": seen}
        self.said[self.panel] = WidgetState(id=self.panel, json_value=json.dumps({"state": state}))

    @property
    def panel(self) -> str:
        found = self.component(PANEL)
        assert found is not None, "the page has no panel"
        return found

    def component(self, name: str) -> str | None:
        """The id of a component of ours, once it has been drawn."""
        drawn = (key for key, proto in self.of("bidi_component") if proto.component_name.endswith(name))
        return next(drawn, None)

    def sees(self, label: str) -> bool:
        """Whether a button of this name has been drawn."""
        return any(proto.label == label for _, proto in self.of("button"))

    async def press_named(self, label: str) -> None:
        """Press a button by its name."""
        await self.press(next(key for key, proto in self.of("button") if proto.label == label))

    async def tend(self) -> None:
        """What our components do by themselves: look again at what is being made, and save what is there."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            await self._tend()

    async def _tend(self) -> None:
        for key in list(self.waiting):
            self.waiting.discard(key)
            await self.fire(key, "look", time.time())
        for key in list(self.files):
            self.files.discard(key)
            told = json.loads(self.controls[key].proto.json)
            if told["number"] not in self.saved:
                self.saved.append(told["number"])
                await self.fire(key, "saved", told["number"])

    async def act(self, dice: random.Random) -> None:
        """Answer a question, or press one of the buttons that a lesson's steps have."""
        radios = self.of("radio")
        buttons = [key for key, proto in self.of("button") if proto.label in IN_A_STEP and not proto.disabled]
        if radios and dice.random() < 0.5:
            key, proto = dice.choice(radios)
            await self.set(key, "string_value", dice.choice(list(proto.options)))
        elif buttons:
            await self.press(dice.choice(buttons))

    async def set(self, key: str, kind: str, value: Any) -> None:
        """A control that keeps its value: a radio button, a slider, the panel."""
        state = WidgetState(id=key)
        if kind.endswith("array_value"):
            getattr(state, kind).data.extend(value)
        else:
            setattr(state, kind, value)
        self.said[key] = state
        await self.say(self.controls[key].fragment)

    async def press(self, key: str) -> None:
        await self.say(self.controls[key].fragment, WidgetState(id=key, trigger_value=True))

    async def fire(self, key: str, event: str, value: Any) -> None:
        """What a component says once."""
        payload = json.dumps([{"event": event, "value": value}])
        trigger = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{key}__{EVENTS}", json_trigger_value=payload)
        await self.say(self.controls[key].fragment, trigger)

    async def say(self, fragment: str, *triggers: WidgetState) -> None:
        """Every message carries all that the controls say, as a browser's does."""
        message = BackMsg()
        run = message.rerun_script
        # A browser asks for a page by name once; from then on it says which script it is on.
        run.page_name, run.page_script_hash = ("", self.script) if self.script else (self.page, "")
        run.fragment_id, run.query_string = fragment, self.query
        run.widget_states.widgets.extend([*self.said.values(), *triggers])
        run.context_info.timezone = "UTC"
        run.context_info.color_scheme = "light"
        await self.socket.send(message.SerializeToString())

    def _note(self, delta: Any) -> None:
        self.blocks.add(delta.add_block.id)
        self.drawn_now[delta.fragment_id] += 1
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.exceptions.append(element.exception.message)
        if kind == "html" or (kind == "markdown" and element.markdown.allow_html):
            self.html.append(element.html.body if kind == "html" else element.markdown.body)
        proto = getattr(element, kind) if kind else None
        if proto is not None and getattr(proto, "id", ""):
            self.controls[proto.id] = Control(kind, proto, delta.fragment_id)
        if kind == "bidi_component" and proto.component_name.endswith("frogpond_pulse"):
            self.waiting.add(proto.id)
        if kind == "bidi_component" and proto.component_name.endswith("frogpond_save"):
            self.files.add(proto.id)
        if kind == "bidi_component" and PANEL in proto.component_name:
            told = json.loads(proto.json)
            # Trees from before the structure was one text have its parts side by side.
            self.told = told | json.loads(told.get("structure", "{}"))
            self.drawn = self.told["ack"]

    def of(self, kind: str) -> list[tuple[str, Any]]:
        return [(key, c.proto) for key, c in self.controls.items() if c.kind == kind]


Life = Callable[[Reader], Awaitable[None]]


async def read(address: str, page: str, life: Life, query: str = "", opening: Life | None = None) -> Reader:
    """Open the page in a session of its own, live there, and leave."""
    url = address.replace("http", "ws") + "/_stcore/stream"
    async with websockets.connect(url, subprotocols=["streamlit"], max_size=None, ping_interval=None) as socket:
        reader = Reader(socket, page, query)
        itself = [asyncio.create_task(reader.listen()), asyncio.create_task(reader.tend())]
        try:
            await (opening(reader) if opening else reader.open())
            await life(reader)
        finally:
            for task in itself:
                task.cancel()
    return reader


def anywhere(reader: Reader, dice: random.Random | None = None) -> dict[str, Any]:
    """Values for every control, each somewhere on its scale."""
    dice = dice or random.Random()
    values = dict(reader.told["values"])
    for control in reader.told["controls"]:
        if control["kind"] == "range":
            steps = round((control["hi"] - control["lo"]) / control["step"])
            values[control["name"]] = round(control["lo"] + dice.randint(0, steps) * control["step"], 6)
        else:
            values[control["name"]] = dice.choice(control["options"])[0]
    return values
