"""What an action costs and who pays. Amounts in euros, as Decimal; unknown is not zero."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models.action import Action
from actions.models.base import Published, Recorded
from actions.models.programme import Programme
from reading import vocabulary

NOT_NEGATIVE = [MinValueValidator(Decimal(0), message=_("Een bedrag kan niet negatief zijn."))]


class CostQuerySet(models.QuerySet["Cost"]):
    """Costs, in the words of the portal."""

    def with_amount(self) -> Self:
        """Costs that are an amount or a range; the others say why there is none."""
        return self.filter(kind=Cost.Kind.AMOUNT)


def has_amount() -> Exists:
    """The condition that the plan states an amount for an action: for a query of actions."""
    return Exists(Cost.objects.with_amount().filter(action=OuterRef("pk")))


class Cost(Recorded):
    """One cost of an action: an amount or range, or the reason why there is none."""

    Kind = vocabulary.CostKind

    Per = vocabulary.Per

    Nature = vocabulary.Nature

    Stage = vocabulary.Stage

    action = models.ForeignKey(Action, verbose_name=_("actie"), on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(_("soort"), max_length=20, choices=Kind, default=Kind.AMOUNT)
    amount = models.DecimalField(
        _("bedrag"), max_digits=12, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    amount_max = models.DecimalField(
        _("hoogste bedrag"), max_digits=12, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    total = models.DecimalField(
        _("totaal zoals opgeschreven"), max_digits=12, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    per = models.CharField(_("per"), max_length=10, choices=Per, default=Per.UNSTATED)
    year = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True)
    nature = models.CharField(_("structureel of incidenteel"), max_length=12, choices=Nature, blank=True)
    stage = models.CharField(_("stadium"), max_length=10, choices=Stage, default=Stage.ESTIMATED)
    approximate = models.BooleanField(_("ongeveer"), default=False)
    text = models.CharField(_("zoals opgeschreven"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    objects = CostQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kosten")
        verbose_name_plural = _("kosten")
        ordering = ["action_id", "position", "pk"]  # by "action" Django finds a loop in the orderings
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="amount", amount__isnull=False)
                | (~Q(kind="amount") & Q(amount__isnull=True, amount_max__isnull=True)),
                name="cost_amount_only_when_stated",
            ),
            models.CheckConstraint(
                condition=Q(amount_max__isnull=True) | Q(amount_max__gte=F("amount")), name="cost_range_in_order"
            ),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="cost_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount or ''}".strip()

    @property
    def has_amount(self) -> bool:
        """Whether it is an amount or a range; otherwise its kind says why there is none."""
        return self.kind == self.Kind.AMOUNT


class FundingSourceQuerySet(models.QuerySet["FundingSource"]):
    """Funding sources, in the words of the portal."""

    def known_from(self, actions: Iterable[Action]) -> Self:
        """Sources that the plan itself names, or that pay for one of these actions; not what hidden actions name, nor
        what they named before.
        """
        paying = Funding.objects.filter(source=OuterRef("pk"))
        budgets = FundingBudget.objects.filter(source=OuterRef("pk"))
        of_the_plan = Q(published=True) & (~Exists(paying) | Exists(budgets))
        return self.filter(of_the_plan | Exists(paying.filter(cost__action__in=actions)))


class FundingSource(Published, Recorded):
    """Where money comes from (DUVO, projectenpool, Wmo). With its budgets it forms the cover plan (dekkingsplan)."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="funding_sources"
    )
    name = models.CharField(_("naam"), max_length=160)
    text = models.TextField(_("toelichting"), blank=True)

    objects = FundingSourceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("dekkingsbron")
        verbose_name_plural = _("dekkingsbronnen")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="funding_source_once"),
        ]

    def __str__(self) -> str:
        return self.name


class FundingBudget(Recorded):
    """What a funding source has for a year, in euros; how sure that is, where somebody said so."""

    class Stage(models.TextChoices):
        EXPECTED = "expected", _("verwacht")
        GRANTED = "granted", _("toegekend")

    source = models.ForeignKey(
        FundingSource, verbose_name=_("dekkingsbron"), on_delete=models.CASCADE, related_name="budgets"
    )
    year = models.PositiveSmallIntegerField(_("jaar"))
    amount = models.DecimalField(_("bedrag"), max_digits=12, decimal_places=2, validators=NOT_NEGATIVE)
    stage = models.CharField(_("stadium"), max_length=10, choices=Stage, blank=True)
    approximate = models.BooleanField(_("ongeveer"), default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgetten")
        ordering = ["source", "year"]
        constraints = [
            models.UniqueConstraint(fields=["source", "year"], name="funding_budget_once_per_year"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.year}"


class Funding(Recorded):
    """A cost is paid from a source: in full when no amount is given."""

    cost = models.ForeignKey(Cost, verbose_name=_("kosten"), on_delete=models.CASCADE, related_name="fundings")
    source = models.ForeignKey(
        FundingSource, verbose_name=_("dekkingsbron"), on_delete=models.PROTECT, related_name="fundings"
    )
    amount = models.DecimalField(
        _("bedrag"), max_digits=12, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("dekking")
        verbose_name_plural = _("dekking")

    def __str__(self) -> str:
        return str(self.source)

    def clean(self) -> None:
        """Refuse a source of another programme than that of the action."""
        super().clean()
        if self.cost_id and self.source_id and self.source.programme_id != self.cost.action.programme_id:
            raise ValidationError({"source": _("Deze bron hoort bij een ander programma dan de actie.")})
