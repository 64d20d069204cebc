"""Whether figures may be loaded here by whom: their source, whose they are, and the areas that they are about."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from accounts.models import User
from actions.models import Programme
from monitoring.imports.deliveries import DeliveryPlan
from monitoring.imports.sources import NoSource
from monitoring.models import Source
from monitoring.rules.areas import areas_of
from monitoring.rules.rights import counted_by, keeps_figures
from municipalities.access import access
from municipalities.models import Merger, Region

OWN_LEVELS = ("veilig_thuis", "municipality")
WHOSE = gettext_lazy("Het bestand {name} zegt niet van wie de cijfers zijn. Kies de bron en lees het opnieuw in.")
ELSEWHERE = gettext_lazy("Deze cijfers zijn van {name}. Dat hoort niet bij deze regio. Lees ze in bij de eigen regio.")
CBS_AS_OWN = gettext_lazy("Dit is een tabel van CBS en geen opgave van Veilig Thuis. Kies ‘Herken het zelf’.")
ONLY_VEILIG_THUIS = gettext_lazy(
    "Dit lijken eigen aantallen van Veilig Thuis. Die laadt en ziet alleen Veilig Thuis zelf, met de rol Veilig Thuis."
)
NOT_FOR_YOU = gettext_lazy(
    "Dit zijn geen eigen aantallen van Veilig Thuis. Een tabel van CBS leest een beleidsmedewerker van de regio in."
)
APART = gettext_lazy("Lees eigen aantallen van Veilig Thuis en andere cijfers apart in.")
OTHER_AREAS = gettext_lazy(
    "Deze cijfers gaan ook over gebieden buiten de regio. Haal die rijen uit het bestand en lees het opnieuw in."
)


def check(plans: Sequence[DeliveryPlan], programme: Programme, by: User) -> Region | None:
    """Refuses figures without a source, of others than who loads them, and of another region; gives whose exact counts
    they are, if they are such. Raises NoSource.
    """
    for plan in plans:
        _check(plan, programme, by)
    whose = {plan.source.veilig_thuis for plan in plans if plan.source}
    if len(whose) > 1:
        raise NoSource(APART)
    return whose.pop() if whose else None


def check_chosen(source: Source, programme: Programme, by: User) -> None:
    """Refuses, before anything is read, exact counts from who does not keep them. Raises NoSource."""
    if source.veilig_thuis and source.veilig_thuis not in counted_by(by, programme):
        raise NoSource(ONLY_VEILIG_THUIS)


def _check(plan: DeliveryPlan, programme: Programme, by: User) -> None:
    if plan.source is None:
        raise NoSource(WHOSE.format(name=plan.file.name) if not plan.file.own or _counts(by) else ONLY_VEILIG_THUIS)
    if not plan.source.is_exact:
        _check_public(plan, plan.source, programme, by)
        return
    if plan.source.veilig_thuis not in programme.veilig_thuis_regions.all() and _counts(by):
        raise NoSource(ELSEWHERE.format(name=plan.source.publisher or plan.source.title))
    if plan.source.veilig_thuis not in counted_by(by, programme):
        raise NoSource(ONLY_VEILIG_THUIS)
    if not plan.file.own:
        raise NoSource(CBS_AS_OWN)
    _check_areas(plan, programme, also=plan.source.veilig_thuis)


def _check_areas(plan: DeliveryPlan, programme: Programme, *, also: Region | None = None) -> None:
    """Refuses figures about areas outside the region: those belong to the counts and sources of others."""
    own = {code for code, area in areas_of(programme).items() if area.level in OWN_LEVELS}
    if also:
        own |= {also.code, *also.memberships.values_list("municipality__code", flat=True)}
    outside = {figure.area for figure in plan.figures} - own
    if outside - set(
        Merger.objects.filter(new__code__in=own, old__code__in=outside).values_list("old__code", flat=True)
    ):
        raise NoSource(OTHER_AREAS)


def _check_public(plan: DeliveryPlan, source: Source, programme: Programme, by: User) -> None:
    """Tables that all regions read come from an officer or a cijferbeheerder; a region's own source stays in it."""
    if not (by.has_perm("actions.report_programme", programme) or keeps_figures(by)):
        raise NoSource(NOT_FOR_YOU)
    if source.is_shared:
        return
    if source.programme is None or source.programme.region_id != programme.region_id:
        raise NoSource(ELSEWHERE.format(name=source.publisher or source.title))
    _check_areas(plan, programme)


def _counts(user: User) -> bool:
    """Whether somebody keeps the counts of any Veilig Thuis."""
    return bool(access(user).regions("keep_counts"))
