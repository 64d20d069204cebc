"""What tests of all addresses share: the names that there are, and the whole text of an answer."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.signals import request_finished
from django.db import close_old_connections
from django.urls import URLResolver, get_resolver


def names(resolver: Any = None, prefix: str = "") -> Iterator[str]:
    """The names of all addresses but those of the back office, which have a rule of their own."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if not isinstance(pattern, URLResolver):
            yield f"{prefix}{pattern.name}"
        elif pattern.namespace != "admin":
            yield from names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def close(answer: Any) -> None:
    """Close the file of an answer; the connection to the database stays, as the client itself sees to otherwise."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def body_of(answer: Any) -> bytes:
    """What an answer holds; a file is read, and closed again."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    close(answer)
    return bytes(body)


def text_of(answer: Any) -> str:
    """All text of an answer, that of a zipped file too."""
    body = body_of(answer)
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return body.decode("utf-8", "replace")
