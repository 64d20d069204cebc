"""Evaluations of a programme and the report made from them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from actions.models import Action, Classification, Classified, Document, Programme
from actions.models.base import READING, Viewer, classified_for, read_through
from actions.models.classified import SECRET_HAS_GROUND
from monitoring.models import Delivery
from municipalities.access import access
from municipalities.models.places import Grants


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Evaluations, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """What a user may read by classification, of programmes that they may see.

        What is public, everybody reads once it has its file; until then it is for readers of the region.
        """
        visible = self.filter(programme__in=Programme.objects.visible_to(user))
        if access(user).everywhere:
            return visible
        finished = ~Q(pdf="") | Q(programme__region_id__in=access(user).regions("read_region"))
        readable = classified_for(user, region="programme__region_id")
        return visible.filter(readable, ~Q(classification=Classification.PUBLIC) | finished)

    def public(self) -> Self:
        """What everybody may read, of a programme that they may see."""
        return self.filter(classification=Classification.PUBLIC).exclude(pdf="")

    def holding(self, delivery: Delivery) -> Self:
        """Reports with figures of a delivery; also those of which is not known what they hold and that may."""
        source = delivery.source
        programmes = Programme.objects.all()
        if source.veilig_thuis:
            programmes = programmes.filter(veilig_thuis_regions=source.veilig_thuis)
        elif source.programme:
            programmes = programmes.filter(pk=source.programme.pk)
        certain = Q(pk__in=delivery.evaluations.values("pk"))
        return self.exclude(pdf="").filter(certain | Q(contents_known=False, programme__in=programmes))

    def close(self, delivery: Delivery, *, by: User) -> int:
        """Close these reports because of a delivery that tells too much; gives how many were open."""
        return self.filter(closed_at=None).update(closed_at=timezone.now(), closed_by=by, closed_for=delivery)


class Evaluation(Classified):
    """A report on a programme, as public as it is said to be. A job makes its PDF, which is a private file."""

    JOB = "evaluation-pdf"  # the kind of the jobs that make the PDF
    FOLDER = "evaluaties/"  # in the media folder

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="evaluations"
    )
    title = models.CharField(_("titel"), max_length=200)
    introduction = models.TextField(_("inleiding"), blank=True, max_length=10_000)
    conclusion = models.TextField(_("conclusie"), blank=True, max_length=10_000)
    classification = models.CharField(
        _("classificatie"), max_length=15, choices=Classification, default=Classification.INTERNAL
    )
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("gemaakt door"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    pdf = models.FileField(_("pdf"), upload_to=FOLDER, blank=True)
    rendered_at = models.DateTimeField(_("pdf gemaakt op"), null=True, blank=True)
    # What the file holds, kept when it is made: to call it back, and to give it only to who may still see all of it.
    contents_known = models.BooleanField(_("inhoud is bijgehouden"), default=False)  # no: made before this was kept
    deliveries = models.ManyToManyField(
        Delivery, verbose_name=_("cijfers uit aanleveringen"), related_name="evaluations", blank=True, editable=False
    )
    actions = models.ManyToManyField(
        Action, verbose_name=_("acties in het rapport"), related_name="evaluations", blank=True, editable=False
    )
    documents = models.ManyToManyField(
        Document, verbose_name=_("documenten in het rapport"), related_name="evaluations", blank=True, editable=False
    )
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("gesloten door"), on_delete=models.SET_NULL, null=True, blank=True,
        related_name="+", editable=False,
    )  # fmt: skip
    closed_for = models.ForeignKey(
        Delivery, verbose_name=_("gesloten om"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        editable=False,
    )  # fmt: skip

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        ordering = ["-created_at", "-pk"]
        constraints = [SECRET_HAS_GROUND]

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

    @property
    def shown_classification(self) -> str:
        """What it is stamped with: while it has no file, what will be public counts as internal."""
        return self.classification if self.pdf or not self.is_public else Classification.INTERNAL

    @property
    def _hides_something(self) -> bool:
        unfinished = "classification" in self.__dict__ and self.__dict__.get("pdf", True) == ""
        return unfinished or super()._hides_something

    def read_through(self) -> Grants:
        """Why somebody may read this evaluation: nothing when everybody may."""
        kinds = (self.classification, self.programme.classification)
        return read_through(kinds, self.programme.region, released=bool(self.pdf))

    def offered_to(self, user: Viewer) -> list[Classification]:
        """The classifications that somebody may give it: those under which they could still read it."""
        rights, region = access(user), self.programme.region
        return [each for each in Classification if each not in READING or rights.allows(READING[each], region)]

    def grants(self, permission: str) -> Grants:
        """Rights on an evaluation come from the region of its programme."""
        places = {
            "change_evaluation": "report_region",
            "read_evaluation": "read_region",
            "read_closed_evaluation": "lead_region",
        }
        if permission not in places:
            return []
        found: list[tuple[str, models.Model | None]] = [(places[permission], self.programme.region)]
        if permission == "read_closed_evaluation":
            found += [("keep_counts", each) for each in self.programme.veilig_thuis_regions.all()]
        return found

    def is_closed_for(self, user: Viewer) -> bool:
        """Whether the report was called back, and somebody is not one of those who may still read it."""
        return self.closed_at is not None and not user.has_perm("evaluations.read_closed_evaluation", self)

    def is_outdated_for(self, user: Viewer) -> bool:
        """Whether the file holds something that somebody may not see (any more).

        Of what is not known: whether something that was public when it was made is now hidden; the history says it.
        """
        actions = self.actions.all()
        if not self.contents_known:
            then = Action.history.as_of(self.rendered_at or timezone.now())
            public = then.filter(programme=self.programme_id, classification="public", released_at__isnull=False)
            actions = Action.objects.filter(pk__in=[each.pk for each in public])
        documents = self.documents.exclude(pk__in=Document.objects.visible_to(user).values("pk"))
        return documents.exists() or actions.exclude(pk__in=Action.objects.visible_to(user).values("pk")).exists()
