"""What the worker can do: a handler per kind of job, and work that comes back every so many seconds.

Apps fill the registry in `AppConfig.ready`. A handler or function may be given as its dotted path: then the web
process does not load what only the worker uses (WeasyPrint, for one).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from django.utils.module_loading import import_string

if TYPE_CHECKING:  # the registry is filled before the models are ready
    from jobs.models import Job
    from jobs.progress import Progress

Handler = Callable[["Job", "Progress"], None]
Function = Callable[[], object]
Target = TypeVar("Target")


@dataclass(frozen=True)
class Periodic:
    """Work that comes back; it may run in every worker, so it must do no harm when it runs twice at once."""

    name: str
    seconds: float
    function: Function | str


_handlers: dict[str, Handler | str] = {}
_previews: set[str] = set()
_periodic: dict[str, Periodic] = {}


def register(kind: str, handler: Handler | str, *, has_preview: bool = False) -> None:
    """Say who does the jobs of a kind. The handler may be run twice for one job; it writes in `progress.result()`.

    `has_preview`: the page of the result is there without one too, and shows what the job would do now.
    """
    _handlers[kind] = handler
    if has_preview:
        _previews.add(kind)


def has_preview(kind: str) -> bool:
    """Whether the page of the result of this kind shows a preview as long as there is no result."""
    return kind in _previews


def every(name: str, seconds: float, function: Function | str) -> None:
    """Say what a worker does every so many seconds, first of all when it starts."""
    _periodic[name] = Periodic(name, seconds, function)


def knows(kind: str) -> bool:
    """Whether a handler is registered for a kind."""
    return kind in _handlers


def handler(kind: str) -> Handler:
    """The handler of a kind. Raises KeyError when there is none."""
    return _resolved(_handlers[kind])


def periodic() -> list[Periodic]:
    """All work that comes back."""
    return list(_periodic.values())


def named(name: str) -> Periodic:
    """The work that comes back under a name. Raises KeyError when there is none."""
    return _periodic[name]


def function(work: Periodic) -> Function:
    """What to call for work that comes back."""
    return _resolved(work.function)


def _resolved(target: Target | str) -> Target:
    return cast(Target, import_string(target)) if isinstance(target, str) else target
