"""The Celery application. The broker carries only the id of a job; the row in the database is the truth."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regiovisie.settings")

app = Celery("regiovisie")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="worker")  # what a worker does besides its tasks
app.autodiscover_tasks(related_name="beat")  # what comes back
