"""Who does what, and what comes back."""

import pytest
from celery.beat import Scheduler

from jobs import registry, services, tasks, worker
from jobs.beat import fill_schedule
from regiovisie.celery import app


def test_a_handler_may_be_a_dotted_path(monkeypatch):
    monkeypatch.setattr(registry, "_handlers", {})
    registry.register("vegen", "jobs.services.sweep")
    assert (registry.knows("vegen"), registry.handler("vegen")) == (True, services.sweep)


def test_an_unknown_kind_has_no_handler():
    with pytest.raises(KeyError):
        registry.handler("bestaat-niet")


def test_every_handler_and_periodic_function_of_the_portal_exists():
    assert all(callable(registry.handler(kind)) for kind in registry._handlers)
    assert all(callable(registry.function(work)) for work in registry.periodic())
    assert "jobs-sweep" in [work.name for work in registry.periodic()]


def test_periodic_work_comes_back_after_its_time(monkeypatch, db):
    calls = []
    monkeypatch.setattr(registry, "_periodic", {})
    registry.every("tien", 10, lambda: calls.append("tien"))
    keeper = worker.Timekeeper()
    for now in (100.0, 105.0, 110.0, 111.0):
        keeper.tick(now)
    assert calls == ["tien", "tien"]


def test_periodic_work_that_fails_does_not_stop_the_rest(monkeypatch, db, caplog):
    calls = []
    monkeypatch.setattr(registry, "_periodic", {})
    registry.every("stuk", 10, lambda: 1 / 0)
    registry.every("heel", 10, lambda: calls.append("heel"))
    worker.Timekeeper().tick(1.0)
    assert (calls, [record.levelname for record in caplog.records]) == (["heel"], ["ERROR"])


def test_beat_sends_all_periodic_work() -> None:
    class Service:
        scheduler = Scheduler(app=app, lazy=True)

    fill_schedule(Service)
    entries = Service.scheduler.schedule
    wanted = {work.name: ("jobs.periodic", (work.name,), work.seconds) for work in registry.periodic()}
    sent = {name: (entry.task, entry.args, entry.schedule.seconds) for name, entry in entries.items() if name in wanted}
    assert "jobs-sweep" in sent
    assert sent == wanted


def test_periodic_task_does_the_work_of_that_name(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setitem(registry._periodic, "proef", registry.Periodic("proef", 60, lambda: done.append("proef")))
    tasks.periodic("proef")
    assert done == ["proef"]
