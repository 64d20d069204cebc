"""What a programme consists of and people keep: one row of a table per kind, for the pages that change all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from actions.models import ActionLine, Document, FundingSource, Goal, Moment, Note, Phase, Programme, Theme, Topic
from municipalities.models import Organisation

Words = StrOrPromise


def _in_region(programme: Programme) -> Q:
    return Q(region=programme.region_id)


def _of_programme(programme: Programme) -> Q:
    return Q(programme=programme)


@dataclass(frozen=True)
class Kind:
    """One kind of thing. `fields` are those that its form asks, its many-to-many sets apart."""

    slug: str  # in addresses
    model: type[Model]
    this: Words  # with its article: "deze lijn"
    new: Words
    many: Words
    about: Words  # what it is for, under the heading of its list
    fields: tuple[str, ...]
    sets: tuple[str, ...] = ()
    within: Callable[[Programme], Q] = _of_programme  # which rows belong to a programme
    siblings: tuple[str, ...] | None = None  # rows that share these stand in one order; None: it has no order
    moves: tuple[str, ...] = ()  # what hangs under it and can go to another one: "Model.field"
    named_by: str = "title"  # the field that says what it is
    can_be_added: bool = True  # and removed

    @property
    def rows(self) -> Any:
        """All rows of this kind."""
        return self.model._default_manager.all()

    def rows_of(self, programme: Programme) -> Any:
        """The rows of this kind in a programme."""
        return self.rows.filter(self.within(programme))

    def new_in(self, programme: Programme) -> Any:
        """A row of this kind in a programme, not saved yet."""
        return self.model(**({"programme": programme} if "programme" in self.places else {"region": programme.region}))

    def field(self, name: str) -> "Field[Any, Any]":
        """A field of the model."""
        found: Field[Any, Any] = self.model._meta.get_field(name)  # type: ignore[assignment]
        return found

    @property
    def places(self) -> set[str]:
        """Which of programme and region its rows have themselves."""
        return {"programme", "region"} & {field.name for field in self.model._meta.concrete_fields}

    @property
    def hangs(self) -> tuple[str, ...]:
        """Under what of a programme its rows can hang; empty: they belong to the whole of it."""
        return tuple(name for name in ("line", "theme") if name in self.has)

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields that its form asks, as a row holds them: `line_id` for `line`."""
        return tuple(self.field(name).attname for name in self.fields)

    @property
    def told(self) -> tuple[str, ...]:
        """The fields that the history tells: all that people can know, whether the form asks them or not."""
        silent = {"id", "programme", "key", "slug", "region", "version"}
        return tuple(field.name for field in self.model._meta.concrete_fields if field.name not in silent)

    @property
    def has(self) -> set[str]:
        """The names of all its fields."""
        return {field.name for field in self.model._meta.get_fields()}


HANGING = ("Goal.line", "Note.line", "Goal.theme", "Note.theme")

KINDS = (
    Kind(
        slug="over",
        model=Programme,
        this=_("dit programma"),
        new=_("Nieuw programma"),
        many=_("programma: titel, jaren en samenvatting"),
        about=_("Wat het programma van zichzelf zegt: titel, jaren, samenvatting, bron, evaluatie en partners."),
        fields=(
            *("title", "short_title", "first_year", "last_year", "line_word", "summary", "dated", "dated_precision"),
            *("dated_note", "source_note", "evaluation_note", "evaluation_every_years", "predecessor"),
        ),
        sets=("veilig_thuis_regions", "partners"),
        within=lambda programme: Q(pk=programme.pk),
        can_be_added=False,
    ),
    Kind(
        slug="documenten",
        model=Document,
        this=_("dit document"),
        new=_("Nieuw document"),
        many=_("documenten"),
        about=_("De stukken van het programma: regiovisie, plan, oplegger, raadsvoorstel."),
        fields=(
            *("title", "kind", "first_year", "last_year", "period_note", "decided_by", "answerable"),
            *("portfolio_holder", "stated_classification", "annexes", "consequences", "dated", "dated_precision"),
            *("source_note", "link", "mandate"),
        ),
        siblings=("programme_id",),
    ),
    Kind(
        slug="lijnen",
        model=ActionLine,
        this=_("deze lijn"),
        new=_("Nieuwe lijn"),
        many=_("lijnen"),
        about=_("De hoofdlijnen van het programma, met het nummer uit het document. Elke actie staat in een lijn."),
        fields=("number", "title", "text", "national", "source_note", "published"),
        moves=("Action.line", "Home.line", "Theme.line", "Goal.line", "Note.line"),
    ),
    Kind(
        slug="themas",
        model=Theme,
        this=_("dit thema"),
        new=_("Nieuw thema"),
        many=_("thema's"),
        about=_("Een thema of stap, in een lijn of los daarvan."),
        fields=("title", "line", "text", "source_note", "published"),
        sets=("topics",),
        siblings=("line_id",),
        moves=("Action.theme", "Home.theme", "Goal.theme", "Note.theme"),
    ),
    Kind(
        slug="doelen",
        model=Goal,
        this=_("dit doel"),
        new=_("Nieuw doel"),
        many=_("doelen"),
        about=_("Wat de regio wil bereiken. Doelen van één actie wijzigt u bij die actie."),
        fields=("text", "level", "line", "theme", "parent", "source_note"),
        within=lambda programme: Q(programme=programme, action=None),
        siblings=("line_id", "theme_id"),
        named_by="text",
        moves=("Goal.parent",),
    ),
    Kind(
        slug="notities",
        model=Note,
        this=_("deze notitie"),
        new=_("Nieuwe notitie"),
        many=_("notities"),
        about=_("Wat het plan zegt en geen doel of actie is: aandacht, achtergrond, definities, landelijk beleid."),
        fields=("kind", "title", "text", "line", "theme", "source_note"),
        siblings=("line_id", "theme_id"),
    ),
    Kind(
        slug="fasen",
        model=Phase,
        this=_("deze fase"),
        new=_("Nieuwe fase"),
        many=_("fasen"),
        about=_("De stappen van het programma in de tijd, in maanden."),
        fields=("title", "starts", "ends", "ends_text", "text"),
        siblings=("programme_id",),
    ),
    Kind(
        slug="momenten",
        model=Moment,
        this=_("dit moment"),
        new=_("Nieuw moment"),
        many=_("momenten van het jaar"),
        about=_("Wat op een vaste dag of in een week valt: kadernota, begroting, overleg, een landelijke week."),
        fields=("title", "kind", "starts_on", "ends_on", "repeats", "text", "internal"),
    ),
    Kind(
        slug="dekkingsbronnen",
        model=FundingSource,
        this=_("deze dekkingsbron"),
        new=_("Nieuwe dekkingsbron"),
        many=_("dekkingsbronnen"),
        about=_("Waar het geld vandaan komt. De bedragen per jaar staan bij Kosten en dekking."),
        fields=("name", "text", "published"),
        moves=("Funding.source",),
        named_by="name",
    ),
    Kind(
        slug="organisaties",
        model=Organisation,
        this=_("deze organisatie"),
        new=_("Nieuwe organisatie"),
        many=_("organisaties"),
        about=_("Wie acties trekt of meedoet in de regio. Naam wijzigen en samenvoegen gaan apart."),
        fields=("name", "kind", "municipality", "ended_on"),
        within=_in_region,
        named_by="name",
    ),
)

# Shared by all regions, and of no programme: kept on pages of its own (actions.views.topics).
TOPIC = Kind(
    slug="onderwerpen",
    model=Topic,
    this=_("dit onderwerp"),
    new=_("Nieuw onderwerp"),
    many=_("onderwerpen"),
    about=_("Wat alle regio's hetzelfde noemen, zodat zij te vergelijken zijn."),
    fields=("title", "text"),
    within=lambda programme: Q(),
)

BY_SLUG = {kind.slug: kind for kind in KINDS}
