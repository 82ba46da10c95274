"""Waking everybody who waits for something to change."""

import asyncio


class Signal:
    """`ring` wakes all who `wait` at that moment; nothing is remembered for those who come later."""

    def __init__(self) -> None:
        self._event: asyncio.Event | None = None

    def ring(self) -> None:
        if self._event is not None:
            self._event.set()
            self._event = None

    async def wait(self, seconds: float) -> bool:
        """True if it rang within that time."""
        if self._event is None:
            self._event = asyncio.Event()
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        return True
