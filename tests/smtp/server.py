"""A mail server for tests: keeps every message in a folder, refuses who is to be refused, and says on which port it listens.

    server.py FOLDER PORT [CERTIFICATE KEY]

With a certificate it speaks only after STARTTLS.
"""

import pathlib
import socket
import ssl
import sys
import threading

from aiosmtpd.controller import Controller

folder, port, *files = sys.argv[1:]
folder = pathlib.Path(folder)


class Keeps:
    """What becomes of a message."""

    def __init__(self):
        self.busy = set()
        self.moved = set()
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return f"550 5.1.1 <{address}> there is no such mailbox"
        if address.startswith("moved@") and address not in self.moved:
            self.moved.add(address)
            return f"551 5.1.6 <{address}> has moved"
        if address.startswith("busy@") and address not in self.busy:
            self.busy.add(address)
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        secret = "private" if session.ssl else "open"
        path = folder / f"{self.count:04}-{secret}.eml"
        new = path.with_suffix(".new")
        new.write_bytes(envelope.content)
        new.rename(path)
        return "250 OK"


context = None
if files:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
if port == "0":
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
controller = Controller(
    Keeps(), hostname="127.0.0.1", port=int(port), tls_context=context, require_starttls=bool(context)
)
controller.start()
print(f"listening {port}", flush=True)
threading.Event().wait()
