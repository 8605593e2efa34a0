"""From one program on the terminal to the next: what is typed meanwhile is not thrown away."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress

from textual.app import App

from dispatcher.console.terminal.keeper import hold
from dispatcher.console.terminal.reading import ReadingDriver


class HandoverDriver(ReadingDriver):
    """Reads no more when it is told so, and then leaves what is typed in the terminal for whoever reads next."""

    _is_over = _has_terminal = _leaves_terminal = False

    def stop_reading(self) -> None:
        """End the thread that reads; what it has read is posted when this returns. Not on the event loop."""
        self._is_over = True
        self.exit_event.set()
        if self._key_thread is not None:
            self._key_thread.join()
            self._key_thread = None
        self.exit_event.clear()

    def disable_input(self) -> None:
        """The stock driver empties the terminal's queue here."""
        if not self._is_over:
            super().disable_input()
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._disable_mouse_support()

    # --- stopped and gone on ---

    def start_application_mode(self) -> None:
        """What takes the terminal over; nobody may do so where another job has it."""
        start: Callable[[], None] = super().start_application_mode
        start()
        self._has_terminal = not self._must_signal_resume
        hold(is_held=self._has_terminal)

    def stop_application_mode(self) -> None:
        """What leaves it."""
        self._has_terminal = False
        super().stop_application_mode()
        self._leaves_terminal = True

    def close(self) -> None:
        """Everything is written, what leaves the terminal too. After a fault at the start nothing leaves it."""
        super().close()
        if self._leaves_terminal:
            self._leaves_terminal = False
            hold(is_held=False)

    def _sigtstp_application(self, *told: object) -> None:
        """A signal finds the program anywhere, also where it holds what the thread needs that writes: whoever left the
        terminal there waited for that thread for ever. So it is left by the event loop, which holds nothing."""
        try:
            self._loop.call_soon_threadsafe(self._stop)
        except RuntimeError:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *told: object) -> None:
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._go_on)

    def _stop(self) -> None:
        if self._auto_restart and self._has_terminal:
            self.suspend_application_mode()
            self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        """Whoever is stopped by SIGSTOP had no time to leave the terminal, and a shell may have used it since. Leave it
        now, so that it is not taken over twice, with two threads that read and our own settings to go back to. Who had
        left it for good does not come back."""
        if not self._auto_restart or not (self._has_terminal or self._must_signal_resume):
            return
        if self._has_terminal:
            self.suspend_application_mode()
        self.resume_application_mode()


async def stop_reading(app: App[None]) -> None:
    """Read no more keys; those that come wait in the terminal."""
    driver = app._driver
    if isinstance(driver, HandoverDriver):
        await asyncio.to_thread(driver.stop_reading)
