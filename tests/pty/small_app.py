"""A console of one field and nothing else, to be hung up on, stalled and broken by the tests.

    python -m tests.pty.small_app DRAFT LOG PULSE [SECONDS]

DRAFT takes the text when the end comes, LOG the faults; to the descriptor PULSE goes a "." for each turn of the
event loop, an "S" for a save and what a child program says of its signals. An event
loop that stands still for SECONDS ends it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.drivers.linux_driver import LinuxDriver
from textual.widgets import Input, Static

from dispatcher.console.terminal import net
from dispatcher.console.terminal.fatal import Faults, NoTracebacks
from dispatcher.console.terminal.handover import HandoverDriver
from dispatcher.console.terminal.hangup import Hangup
from dispatcher.console.terminal.lost import watch_loop

SECRET = "Frau Bonnard, codeword Kranich"
_SAY_MASK = "import signal, sys; sys.stdout.write(f'<{sorted(signal.pthread_sigmask(signal.SIG_BLOCK, ()))}>')"


class Small(NoTracebacks, App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "noise", priority=True),
        Binding("f3", "fault", priority=True),
        Binding("f4", "worker_fault", priority=True),
        Binding("f5", "task_fault", priority=True),
        Binding("f6", "thread_fault", priority=True),
        Binding("f7", "child", priority=True),
        Binding("f8", "deaf", priority=True),
        Binding("f9", "end", priority=True),
        Binding("ctrl+t", "stop_while_writing", priority=True),
    ]

    def __init__(self, draft: Path, faults: Faults, pulse: int, hangup: Hangup) -> None:
        super().__init__(ansi_color=True)
        self.driver_class = HandoverDriver
        self.draft, self.faults, self.pulse, self.hangup = draft, faults, pulse, hangup
        self.text = ""
        self.tasks: set[asyncio.Task[None]] = set()
        self.turn = 0
        net.install(self)

    def on_mount(self) -> None:
        if len(sys.argv) > 4:
            ask = asyncio.get_running_loop().call_soon_threadsafe
            watch_loop(ask, lambda: self.hangup.end(self.faults.note_standstill()), float(sys.argv[4]))

    def compose(self) -> ComposeResult:
        yield Input(id="text")
        yield Static("ready", id="noise", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.text = event.value
        self.query_one("#noise", Static).update(f"kept {len(self.text)}")

    def save(self) -> None:
        self.draft.write_text(self.text, encoding="utf-8")
        os.write(self.pulse, b"S")

    def action_noise(self) -> None:
        self.set_interval(0.01, self.paint)

    def paint(self) -> None:
        self.turn += 1
        os.write(self.pulse, b".")
        signs = "".join(chr(33 + (self.turn * 7 + i * i) % 90) for i in range(self.size.width * 20))
        self.query_one("#noise", Static).update(f"noise {signs}")

    def action_fault(self) -> None:
        customer = SECRET
        raise ValueError(f"bad {customer}")

    def action_worker_fault(self) -> None:
        self.run_worker(self.action_fault, thread=True)

    def action_task_fault(self) -> None:
        customer = SECRET

        async def lost() -> None:
            try:
                raise KeyError(customer)
            finally:
                self.query_one("#noise", Static).update("task ended")

        task = asyncio.create_task(lost())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        logging.getLogger("elsewhere").error("could not call %s", customer)

    def action_thread_fault(self) -> None:
        thread = threading.Thread(target=self.action_fault)
        thread.start()
        thread.join()
        self.query_one("#noise", Static).update("thread ended")

    def action_child(self) -> None:
        with self.hangup.as_before():
            child = subprocess.run([sys.executable, "-c", _SAY_MASK], check=True, capture_output=True)
        os.write(self.pulse, child.stdout)

    def action_deaf(self) -> None:
        """Never comes back to the event loop."""
        self.query_one("#noise", Static).update("deaf")
        self.call_after_refresh(threading.Event().wait)

    def action_stop_while_writing(self) -> None:
        """The signal finds the program where it hands something to the thread that writes."""
        driver = self._driver
        assert isinstance(driver, LinuxDriver)
        assert driver._writer_thread is not None
        with driver._writer_thread._queue.mutex:
            os.kill(os.getpid(), signal.SIGTSTP)

    def action_end(self) -> None:
        self.exit()


def main() -> None:
    draft, log, pulse = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    hangup = Hangup()
    faults = Faults(log)
    faults.install()
    app = Small(draft, faults, pulse, hangup)
    hangup.watch(app.save, lambda code: app.exit(return_code=code))
    app.run()
    sys.exit(app.return_code)


if __name__ == "__main__":
    main()
