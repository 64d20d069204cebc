"""A mail server for tests: keeps what it gets, and answers as it is told."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as sending takes. `answers` gives another answer to a command, by its first word."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.received: list[str] = []
        self.answers: dict[str, str] = {}
        self.commands: list[str] = []
        self.slow: dict[str, float] = {}  # seconds before it answers a command


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.say("220 test")
        while line := self.rfile.readline().decode().strip():
            word = line.split(maxsplit=1)[0].upper()
            self.server.commands.append(word)
            time.sleep(self.server.slow.get(word, 0))
            if word == "DATA" and word not in self.server.answers:
                self.say("354 go on")
                text = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
                self.server.received.append(text)
                word = "END"
            self.say(self.server.answers.get(word, "221 bye" if word == "QUIT" else "250 ok"))
            if word == "QUIT":
                return

    def say(self, text: str) -> None:
        with suppress(OSError):  # whoever was killed does not listen
            self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server(settings: Any) -> Iterator[MailServer]:
    """A server that the outbox sends to."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        settings.EMAIL_TIMEOUT = 5
        yield server
        server.shutdown()
