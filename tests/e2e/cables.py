"""Lines between a hall and one of its programs that can be cut, held up, or made to swallow what is sent."""

import socket
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "rehearsal"))
from house import House, free_port  # noqa: E402


class Cable:
    """A TCP line to the hall that can be cut; made to swallow what is sent while both ends believe in it; or held up, and
    then it delivers later, as TCP does after an interruption."""

    def __init__(self, port, to_port):
        self.to_port = to_port
        self.cut = False
        self.swallows = False
        self.flows = threading.Event()
        self.flows.set()
        self.ends = set()
        self.listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                here, _ = self.listener.accept()
            except OSError:
                return
            try:
                if self.cut:
                    raise OSError
                there = socket.create_connection(("127.0.0.1", self.to_port), timeout=2)
                there.settimeout(None)
            except OSError:  # nobody is there: as a refused connection
                here.close()
                continue
            self.ends |= {here, there}
            for pair in ((here, there), (there, here)):
                threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, source, target):
        try:
            while data := source.recv(65536):
                self.flows.wait()
                if not self.swallows:
                    target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()
            self.ends.discard(end)

    def drop(self):
        """Ends every connection that is open."""
        for end in list(self.ends):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class CabledHouse(House):
    """A house of which one device reaches the hall by two cables only."""

    def __init__(self, out, device, *binaries):
        super().__init__(out, *binaries)
        port, hall_port = free_port(), int(self.endpoint.rsplit(":", 1)[1])
        self.commands, self.updates = Cable(port, hall_port), Cable(port + 1, hall_port + 1)
        self.device = device
        self.cabled_endpoint = f"tcp://127.0.0.1:{port}"

    @property
    def cables(self):
        return self.commands, self.updates

    def _line(self, device):
        line = super()._line(device)
        return [self.cabled_endpoint if device == self.device and word == self.endpoint else word for word in line]
