"""From one program on the terminal to the next: what is typed meanwhile is not thrown away."""

from __future__ import annotations

import asyncio
import signal

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver


class HandoverDriver(LinuxDriver):
    """Reads no more when it is told so, and then leaves what is typed in the terminal for whoever reads next."""

    _is_over = False

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

    def _sigcont_application(self, *told: object) -> None:
        """Whoever is stopped by SIGSTOP had no time to leave the terminal, and a shell may have used it since. Leave it
        now, so that it is not taken over twice, with two threads that read and our own settings to go back to."""
        if self._auto_restart and not self._must_signal_resume and self._key_thread is not None:
            self.suspend_application_mode()
        super()._sigcont_application(*told)


async def stop_reading(app: App[None]) -> None:
    """Read no more keys; those that come wait in the terminal."""
    driver = app._driver
    if isinstance(driver, HandoverDriver):
        await asyncio.to_thread(driver.stop_reading)
