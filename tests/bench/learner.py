"""Learners without a browser: websocket sessions that speak Streamlit's protocol. Run as a process of its own.

Arguments: address, number of learners, seconds. Prints the milliseconds of every step as JSON.
"""

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PAGE = "random_slopes"
PANEL = "frogpond_panel"
PATIENCE = 60
# What a reader at the top of the page has in view: the first step, with its charts, and the second.
SEEN = [0, 1]


@dataclass
class Learner:
    """One session on the lesson: what it must know to move a slider."""

    socket: Any
    panel: str = ""
    fragment: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    drawn: float = -1

    async def open(self) -> None:
        await self._say(BackMsg())
        await self._hear(0)
        if not self.panel:
            raise RuntimeError("The page of the lesson showed no panel.")

    async def step(self, seq: int) -> float:
        """Move the slope variance a step; milliseconds until the server has finished."""
        self.values["tau11"] = round(0.25 * random.randint(0, 64), 2)
        message = BackMsg()
        message.rerun_script.fragment_id = self.fragment
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self.panel
        state.json_value = json.dumps({"state": {"seq": seq, "values": self.values, "released": False, "seen": SEEN}})
        start = time.perf_counter()
        await self._say(message)
        await self._hear(seq)
        return 1000 * (time.perf_counter() - start)

    async def _say(self, message: BackMsg) -> None:
        message.rerun_script.page_name = PAGE
        message.rerun_script.context_info.timezone = "UTC"
        message.rerun_script.context_info.color_scheme = "light"
        await self.socket.send(message.SerializeToString())

    async def _hear(self, seq: int) -> None:
        """Read until the script has finished and the panel says that message `seq` has been drawn."""
        async with asyncio.timeout(PATIENCE):
            while True:
                heard = ForwardMsg()
                heard.ParseFromString(await self.socket.recv())
                kind = heard.WhichOneof("type")
                if kind == "delta":
                    self._note(heard.delta)
                elif kind == "script_finished" and self.drawn >= seq:
                    return

    def _note(self, delta: Any) -> None:
        component = delta.new_element.bidi_component
        if component.component_name.endswith(PANEL):
            self.panel, self.fragment = component.id, delta.fragment_id
            told = json.loads(component.json)
            self.values, self.drawn = told["values"], told["ack"]


async def learn(address: str, number: int, n_learners: int, seconds: float) -> list[float]:
    """Open the lesson, then one step a second; the learners start spread over a second."""
    url = address.replace("http", "ws") + "/_stcore/stream"
    async with websockets.connect(url, subprotocols=["streamlit"], max_size=None, ping_interval=None) as socket:
        learner = Learner(socket)
        await learner.open()
        READY.append(number)
        while len(READY) < n_learners:
            await asyncio.sleep(0.05)
        await asyncio.sleep(number / n_learners)
        found: list[float] = []
        for k in range(int(seconds)):
            due = time.perf_counter() + 1
            found.append(await learner.step(k + 1))
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
        return found


READY: list[int] = []


async def main() -> None:
    address, n_learners, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    steps = await asyncio.gather(*(learn(address, k, n_learners, seconds) for k in range(n_learners)))
    # The first step of each is left out: it is still busy with the others' opening.
    print(json.dumps([each for found in steps for each in found[1:]]))


if __name__ == "__main__":
    asyncio.run(main())
