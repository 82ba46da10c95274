"""Are the ports free?"""

import errno
import socket

from demo.place import Place
from demo.trouble import Trouble


def claim(place: Place) -> None:
    """Raises Trouble when a port cannot be had."""
    for name, port in (("WEB_PORT", place.web_port), ("SIMULATOR_PORT", place.simulator_port)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                probe.listen()
            except OSError as error:
                raise Trouble(_why(name, port, error)) from error


def _why(name: str, port: int, error: OSError) -> str:
    if error.errno == errno.EACCES:
        return (
            f"Port {port} needs more rights than you have: choose one above 1023 with {name}=8010 make demo."
        )
    return f"Port {port} is in use: end what uses it, or choose another with {name}={port + 10} make demo."
