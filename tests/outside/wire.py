"""A stretch of wire in front of a server, that can be cut, held and slow."""

import asyncio
import threading


class Wire:
    """Passes on what comes over connections to `port`, at a port of its own."""

    def __init__(self, port):
        self.to = port
        # Seconds by which every piece is late.
        self.late = 0.0
        # Connections that were broken, pieces that were late, and connections or pieces that were held.
        self.broken = self.delayed = self.held = 0
        self._refuses = False
        self._pairs = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.port = self._do(self._listen())

    def _do(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _listen(self):
        # Whether requests, and whether answers, are passed on.
        self._open = {True: asyncio.Event(), False: asyncio.Event()}
        for gate in self._open.values():
            gate.set()
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        return self._server.sockets[0].getsockname()[1]

    async def _connected(self, *near):
        if self._refuses:
            self.broken += 1
            return near[1].transport.abort()
        try:
            far = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:
            return near[1].transport.abort()
        pair = (near[1], far[1])
        self._pairs.add(pair)
        await asyncio.gather(self._pass_on(near[0], far[1], True), self._pass_on(far[0], near[1], False))
        self._pairs.discard(pair)
        return self._break(pair)

    async def _pass_on(self, source, sink, is_request):
        try:
            while piece := await source.read(65536):
                if not self._open[is_request].is_set():
                    self.held += 1
                    await self._open[is_request].wait()
                if self.late:
                    self.delayed += 1
                    await asyncio.sleep(self.late)
                sink.write(piece)
                await sink.drain()
            sink.write_eof()
        except (OSError, RuntimeError):
            sink.transport.abort()
            source.feed_eof()

    @staticmethod
    def _break(pair):
        for end in pair:
            end.transport.abort()

    def cut(self, refuse=False):
        """Breaks every connection; with `refuse`, new ones are broken, too, until it is mended."""

        async def cut():
            self._refuses = refuse
            self.broken += len(self._pairs)
            for pair in list(self._pairs):
                self._break(pair)

        self._do(cut())

    def hold(self, requests=True, answers=True):
        """Nothing is passed on, in these directions, until it is mended; then all of it is."""

        async def hold():
            for is_request, wanted in ((True, requests), (False, answers)):
                if wanted:
                    self._open[is_request].clear()

        self._do(hold())

    def mend(self):
        async def mend():
            self._refuses, self.late = False, 0.0
            for gate in self._open.values():
                gate.set()

        self._do(mend())

    def close(self):
        async def close():
            self._server.close()
            for pair in list(self._pairs):
                self._break(pair)

        self._do(close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
