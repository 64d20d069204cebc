"""What every kind of file that comes in has: who gave it, what became of it, and what was read of it."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Protocol

from django.conf import settings
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from jobs.models import Job, JobQuerySet


class FileRow(Protocol):
    """The row of one file: what comes in itself, or one of several."""

    file: FieldFile
    name: str

    def save(self, *, update_fields: Sequence[str] | None = None) -> None:
        """Write it."""


class Incoming(models.Model):
    """Something that somebody reads in from files: nothing of it counts until `applied_at`."""

    READ_JOB: ClassVar[str]  # the kind of the jobs that read large files, for the preview
    WRITE_JOB: ClassVar[str]  # of those that take over what was confirmed
    FOLDER: ClassVar[str]  # in the media folder, which nobody reads without a view

    refused = models.CharField(_("waarom niet gelezen"), max_length=500, blank=True)  # by the job that reads it
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("gemaakt door"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    applied_at = models.DateTimeField(_("overgenomen op"), null=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("overgenomen door"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    outcome = models.JSONField(_("uitkomst"), default=dict)

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """The page: how far the reading is, the preview, or what came of it."""
        raise NotImplementedError

    def file_rows(self) -> Sequence[FileRow]:
        """The rows of its files."""
        raise NotImplementedError

    def readings(self) -> "models.QuerySet[Any]":
        """What was read of its files, as long as that is kept: one row (a `KeptReading`), or none."""
        raise NotImplementedError

    def keep_reading(self, values: Mapping[str, Any]) -> None:
        """Keep what was read, for the next look at it; `values` are those of `jobs.incoming.kept.Packing`."""
        self.readings().update_or_create(incoming=self, defaults=values)

    def job_title(self, kind: str) -> str:
        """What a job of a kind is called, for who started it."""
        raise NotImplementedError

    def jobs(self) -> JobQuerySet:
        """The jobs on these files, newest first."""
        return Job.objects.filter(kind__in=(self.READ_JOB, self.WRITE_JOB), subject_id=self.pk)

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed and removed: not taken over, and no job is at it."""
        return not self.applied_at and not self.jobs().unfinished().exists()

    @property
    def is_complete(self) -> bool:
        """Whether it can be confirmed: it brings something, and no question is open."""
        return True


class KeptReading(models.Model):
    """What was read of files, so that they are parsed once: as private as the files, and gone with them.

    Each kind has one `incoming`, the row of what came in.
    """

    key = models.CharField(_("hoe er is gelezen"), max_length=64)  # another one: to be read in another way
    format = models.CharField(_("vorm"), max_length=16)  # jobs.incoming.kept.Packing.format
    reading = models.BinaryField(_("lezing"))

    class Meta:
        abstract = True
