"""Evaluations of a programme and the report made from them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from actions.models import Programme
from actions.models.base import Viewer
from municipalities.access import access
from municipalities.models.places import Grants


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Evaluations, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """Evaluations of programmes that a user may see: finished and public ones, or all for readers of the region."""
        visible = self.filter(programme__in=Programme.objects.visible_to(user))
        if access(user).everywhere:
            return visible
        finished = Q(is_public=True) & ~Q(pdf="")
        return visible.filter(finished | Q(programme__region_id__in=access(user).regions("read_region")))


class Evaluation(models.Model):
    """A report on a programme, as public as it is said to be. A job makes its PDF, which is a private file."""

    JOB = "evaluation-pdf"  # the kind of the jobs that make the PDF
    FOLDER = "evaluaties/"  # in the media folder

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="evaluations"
    )
    title = models.CharField(_("titel"), max_length=200)
    introduction = models.TextField(_("inleiding"), blank=True, max_length=10_000)
    conclusion = models.TextField(_("conclusie"), blank=True, max_length=10_000)
    is_public = models.BooleanField(_("openbaar"), default=False)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("gemaakt door"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    pdf = models.FileField(_("pdf"), upload_to=FOLDER, blank=True)
    rendered_at = models.DateTimeField(_("pdf gemaakt op"), null=True, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of this evaluation."""
        return reverse("evaluations:evaluation", args=[self.programme.region.slug, self.pk])

    @property
    def file_name(self) -> str:
        """What the PDF is called when somebody keeps it: ASCII, without anything that a disk could misread."""
        return f"{slugify(self.title)[:80] or 'evaluatie'}.pdf"

    @property
    def size(self) -> int | None:
        """The size of the PDF in bytes; None when there is none, also when its file is gone."""
        try:
            return self.pdf.size if self.pdf else None
        except FileNotFoundError:
            return None

    def grants(self, permission: str) -> Grants:
        """Rights on an evaluation come from the region of its programme."""
        places = {"change_evaluation": "report_region", "read_evaluation": "read_region"}
        return [(places[permission], self.programme.region)] if permission in places else []
