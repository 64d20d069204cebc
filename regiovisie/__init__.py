"""The project: settings, addresses and the dashboards that read from all apps."""

from regiovisie.celery import app as celery_app

__all__ = ["celery_app"]
