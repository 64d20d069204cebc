"""The cache that all processes share: Redis, and the database for as long as Redis is away.

Limits are counted in it. Without this, nobody could sign in while Redis restarts.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

TABLE = "cache"  # made by a migration, also where Redis is in use
WAIT = 2  # seconds for Redis
MAX_ENTRIES = 100_000  # what is thrown out of a full table are limits too: nobody fills it in their time
PAUSE = 5  # seconds in which Redis is not asked after it gave no answer: one page asks for ten things

_paused: dict[str, float] = {}  # until when (time.monotonic), by server; of this process


def _or_in_the_database(name: str) -> Callable[..., Any]:
    def method(self: "RedisOrDatabaseCache", *args: Any, **options: Any) -> Any:
        if time.monotonic() >= _paused.get(self.server, 0):
            try:
                return getattr(RedisCache, name)(self, *args, **options)
            except RedisError as problem:  # away, silent, or it refuses to write (a full disk, a standby)
                _paused[self.server] = time.monotonic() + PAUSE
                logger.warning("redis is away: the cache is in the database for now (%s)", type(problem).__name__)
        return getattr(self.database, name)(*args, **options)

    return method


class RedisOrDatabaseCache(RedisCache):
    """As Django's for Redis; what Redis does not answer is done in the table."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        self.server = server
        self.database = DatabaseCache(TABLE, {**params, "OPTIONS": {"MAX_ENTRIES": MAX_ENTRIES}})
        waits = {"socket_connect_timeout": WAIT, "socket_timeout": WAIT}
        super().__init__(server, {**params, "OPTIONS": {**waits, **params.get("OPTIONS", {})}})

    add = _or_in_the_database("add")
    get = _or_in_the_database("get")
    set = _or_in_the_database("set")
    touch = _or_in_the_database("touch")
    delete = _or_in_the_database("delete")
    has_key = _or_in_the_database("has_key")
    incr = _or_in_the_database("incr")
    get_many = _or_in_the_database("get_many")
    set_many = _or_in_the_database("set_many")
    delete_many = _or_in_the_database("delete_many")
