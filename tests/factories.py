"""Rows for tests: plain functions with sensible defaults; every field can be given by name.

A factory makes what it needs around it (a region for a programme, a line for an action) unless that is given.
Many-to-many sets are given as lists: `action(leads=[organisation()])`.
"""

import datetime
import itertools
from decimal import Decimal
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from accounts.models import User
from actions.models import (
    Action,
    ActionLine,
    Asked,
    Cost,
    Document,
    Goal,
    Moment,
    Participation,
    Programme,
    ProgressRound,
    ProgressUpdate,
    Theme,
    Topic,
)
from decisions.models import Addition, Adoption, Promise, RouteStep
from evaluations.models import Evaluation
from jobs.models import Job
from monitoring.models import Delivery, Figure, Indicator, Source
from municipalities import services as access_services
from municipalities.models import Assignment, Membership, Municipality, Organisation, Region

LONG_AGO = datetime.date(2000, 1, 1)
PASSWORD = "een-lang-wachtwoord"
numbers = itertools.count(1)
SECRECY = {
    "secret_ground": "artikel 87 Gemeentewet",
    "secret_body": "het college",
    "secret_on": datetime.date(2026, 3, 3),
}


def region(**fields: Any) -> Region:
    """A region with a programme kind; `kind="veilig_thuis"` makes a Veilig Thuis region (give it a `code`)."""
    number = next(numbers)
    defaults = {"kind": Region.Kind.PROGRAMME, "slug": f"regio-{number}", "name": f"Regio {number}"}
    return Region.objects.create(**defaults | fields)


def municipality(*regions: Region, **fields: Any) -> Municipality:
    """A municipality; a member of the regions given."""
    number = next(numbers)
    name = fields.get("name", f"Gemeente {number}")
    defaults = {
        "code": f"GM{number % 10_000:04}",
        "slug": f"gemeente-{number}",
        "name": name,
        "name_cbs": name,
        "province": "Limburg",
        "valid_from": LONG_AGO,
    }
    made = Municipality.objects.create(**defaults | fields)
    for place in regions:
        Membership.objects.create(region=place, municipality=made, valid_from=LONG_AGO)
    return made


def organisation(**fields: Any) -> Organisation:
    """A partner organisation in a region."""
    fields.setdefault("region", None)
    fields["region"] = fields["region"] or region()
    return Organisation.objects.create(**{"name": f"Organisatie {next(numbers)}"} | fields)


def programme(**fields: Any) -> Programme:
    """A public programme of a region, this year and the next three."""
    number = next(numbers)
    sets = _take(fields, "veilig_thuis_regions", "partners")
    year = timezone.localdate().year
    defaults = {
        "slug": f"programma-{number}",
        "title": f"Programma {number} tegen huiselijk geweld en kindermishandeling",
        "short_title": f"Programma {number}",
        "first_year": year,
        "last_year": year + 3,
        "dated": datetime.date(year, 1, 1),
    }
    fields["region"] = fields.get("region") or region()
    return _with_sets(Programme.objects.create(**defaults | _facts(fields) | fields), sets)


def document(*, participants: list[Municipality] | None = None, **fields: Any) -> Document:
    """A public plan document of a programme, with the municipalities that take part."""
    number = next(numbers)
    fields["programme"] = fields.get("programme") or programme()
    defaults = {"key": f"document-{number}", "title": f"Document {number}", "kind": Document.Kind.PLAN}
    made = Document.objects.create(**defaults | _facts(fields) | fields)
    for participant in participants or []:
        Participation.objects.create(document=made, municipality=participant)
    return made


def adoption(**fields: Any) -> Adoption:
    """Where a body of a municipality stands with a document; planned unless a state is given."""
    fields["document"] = fields.get("document") or document()
    fields["municipality"] = fields.get("municipality") or municipality()
    defaults = {"body": Adoption.Body.COUNCIL, "state": Adoption.State.PLANNED}
    return Adoption.objects.create(**defaults | fields)


def route_step(**fields: Any) -> RouteStep:
    """A step of the route of a document: the council decides, without a plan, unless told otherwise."""
    fields["document"] = fields.get("document") or document()
    return RouteStep.objects.create(**{"body": Adoption.Body.COUNCIL} | fields)


def addition(**fields: Any) -> Addition:
    """A published local addition of a municipality beside a programme; `released_at=None` makes a concept."""
    fields["municipality"] = fields.get("municipality") or municipality()
    fields["programme"] = fields.get("programme") or programme()
    return Addition.objects.create(**{"title": f"Aanvulling {next(numbers)}", "released_at": timezone.now()} | fields)


def moment(**fields: Any) -> Moment:
    """A moment of a programme that everybody sees, today and once."""
    fields["programme"] = fields.get("programme") or programme()
    defaults = {"title": f"Moment {next(numbers)}", "starts_on": timezone.localdate()}
    return Moment.objects.create(**defaults | fields)


def promise(**fields: Any) -> Promise:
    """A public, open promise to the council of a municipality; without a due day."""
    fields["programme"] = fields.get("programme") or programme()
    fields["municipality"] = fields.get("municipality") or municipality(fields["programme"].region)
    return Promise.objects.create(**{"text": f"Toezegging {next(numbers)}"} | fields)


def line(**fields: Any) -> ActionLine:
    """A line of a programme, numbered on."""
    fields["programme"] = fields.get("programme") or programme()
    number = fields["programme"].lines.count() + 1
    return ActionLine.objects.create(**{"number": number, "title": f"Lijn {number}"} | fields)


def theme(**fields: Any) -> Theme:
    """A theme of a programme; give `line` to hang it under a line."""
    number = next(numbers)
    if fields.get("line"):
        fields.setdefault("programme", fields["line"].programme)
    fields["programme"] = fields.get("programme") or programme()
    return Theme.objects.create(**{"key": f"thema-{number}", "title": f"Thema {number}"} | fields)


def progress_round(**fields: Any) -> ProgressRound:
    """A round of a programme that was opened today, for three weeks."""
    fields["programme"] = fields.get("programme") or programme()
    today = timezone.localdate()
    defaults = {"title": "Voortgang", "period": "2026H2", "sender": "De projectleider", "opens_on": today}
    return ProgressRound.objects.create(**defaults | {"closes_on": today + datetime.timedelta(days=21)} | fields)


def asked(*organisations: Organisation, **fields: Any) -> Asked:
    """Somebody without an account who was asked in a round about the actions of these organisations."""
    number = next(numbers)
    fields["round"] = fields.get("round") or progress_round()
    made = Asked.objects.create(**{"name": f"Vraag {number}", "email": f"vraag-{number}@voorbeeld.example"} | fields)
    made.organisations.set(organisations)
    return made


def topic(**fields: Any) -> Topic:
    """A topic that regions share."""
    number = next(numbers)
    return Topic.objects.create(**{"slug": f"onderwerp-{number}", "title": f"Onderwerp {number}"} | fields)


def goal(**fields: Any) -> Goal:
    """A goal of an action, a line or a programme."""
    for holder in ("action", "theme", "line"):
        if fields.get(holder):
            fields.setdefault("programme", fields[holder].programme)
    fields["programme"] = fields.get("programme") or programme()
    return Goal.objects.create(**{"text": f"Doel {next(numbers)}"} | fields)


def action(**fields: Any) -> Action:
    """A public action that the project leader released, of unknown status; `released_at=None` makes a concept."""
    number = next(numbers)
    sets = _take(fields, "leads", "partners", "municipalities", "topics")
    if not fields.get("line"):
        fields["line"] = line(programme=fields.get("programme"))
    fields.setdefault("programme", fields["line"].programme)
    now = timezone.now()
    defaults = {"what": f"Actie {number}", "position": number, "released_at": now, "updated_at": now}
    return _with_sets(Action.objects.create(**defaults | _facts(fields) | fields), sets)


def cost(**fields: Any) -> Cost:
    """A cost of an action: 1,000 euros once, unless another kind is given."""
    fields["action"] = fields.get("action") or action()
    defaults: dict[str, Any] = {"kind": Cost.Kind.AMOUNT}
    if fields.get("kind", Cost.Kind.AMOUNT) == Cost.Kind.AMOUNT:
        defaults |= {"amount": Decimal("1000.00"), "per": Cost.Per.ONCE}
    return Cost.objects.create(**defaults | fields)


def update(**fields: Any) -> ProgressUpdate:
    """A released progress update of an action; `released_at=None` makes a concept."""
    fields["action"] = fields.get("action") or action()
    defaults = {"on": timezone.localdate(), "status": "running", "text": "Gestart.", "released_at": timezone.now()}
    return ProgressUpdate.objects.create(**defaults | fields)


def source(**fields: Any) -> Source:
    """Where figures come from."""
    number = next(numbers)
    return Source.objects.create(**{"key": f"bron-{number}", "title": f"Bron {number}", "publisher": "CBS"} | fields)


def indicator(**fields: Any) -> Indicator:
    """An indicator that counts something, with its interpretation."""
    number = next(numbers)
    fields["source"] = fields.get("source") or source()
    defaults = {
        "slug": f"indicator-{number}",
        "title": f"Indicator {number}",
        "unit": Indicator.Unit.COUNT,
        "interpretation": "Meer meldingen kan meer geweld zijn, of beter signaleren.",
        "relation": Indicator.Relation.ALONE,
        "position": number,
    }
    return Indicator.objects.create(**defaults | fields)


def figure(**fields: Any) -> Figure:
    """A current, final figure of 100 for the whole country in 2023; `value=None` needs a `reason`."""
    fields["indicator"] = fields.get("indicator") or indicator()
    if not fields.get("delivery"):
        where = fields["indicator"].source
        fields["delivery"] = Delivery.objects.get_or_create(source=where, title="Levering")[0]
    defaults = {"area_code": "NL01", "period": "2023", "value": Decimal(100), "status": Figure.Status.FINAL}
    exact = fields["delivery"].source.is_exact and not fields.get("disclosed")
    if exact:
        defaults |= {"is_current": False, "exact": True}
    return Figure.objects.create(**defaults | fields)


def user(**fields: Any) -> User:
    """Somebody who can sign in with PASSWORD and has no rights."""
    number = next(numbers)
    defaults = {"email": f"persoon-{number}@voorbeeld.example", "name": f"Persoon {number}", "password": PASSWORD}
    return User.objects.create_user(**defaults | fields)


def superuser(*, second_step: bool = True, **fields: Any) -> User:
    """Somebody who may do everything, with the extra code that the back office asks."""
    made = user(is_staff=True, is_superuser=True, **fields)
    if second_step:
        TOTP.activate(made, generate_totp_secret())
    return made


def leader(place: Region, **fields: Any) -> User:
    """The project leader of a region."""
    return _with_access(user(**fields), Assignment.Role.LEADER, place)


def policy_officer(place: Region, **fields: Any) -> User:
    """A policy officer of a region."""
    return _with_access(user(**fields), Assignment.Role.POLICY_OFFICER, place)


def owner(place: Organisation, **fields: Any) -> User:
    """Somebody who reports progress for an organisation."""
    return _with_access(user(**fields), Assignment.Role.OWNER, place)


def deputy(place: Organisation, **fields: Any) -> User:
    """Somebody who reports progress for an organisation when its owner is away."""
    return _with_access(user(**fields), Assignment.Role.DEPUTY, place)


def griffier(place: Municipality, **fields: Any) -> User:
    """The griffier of a municipality: keeps what its council decided, asked and was promised."""
    return _with_access(user(**fields), Assignment.Role.GRIFFIER, place)


def contact(place: Municipality, **fields: Any) -> User:
    """The contact of a municipality: keeps its decisions and local additions."""
    return _with_access(user(**fields), Assignment.Role.CONTACT, place)


def council_member(place: Municipality, **fields: Any) -> User:
    """A council member, who reads what is for the council of the municipality only."""
    return _with_access(user(**fields), Assignment.Role.COUNCIL_MEMBER, place)


def evaluator(place: Region, **fields: Any) -> User:
    """Somebody from outside who evaluates, and reads what is internal to the region."""
    until = timezone.localdate() + datetime.timedelta(days=365)
    return _with_access(user(**fields), Assignment.Role.EVALUATOR, place, until=until)


def administrator(place: Region, **fields: Any) -> User:
    """Somebody who gives access in a region."""
    return _with_access(user(**fields), Assignment.Role.ADMINISTRATOR, place)


def veilig_thuis(place: Region, **fields: Any) -> User:
    """Somebody of Veilig Thuis, for its region (of kind veilig_thuis)."""
    return _with_access(user(**fields), Assignment.Role.VEILIG_THUIS, place)


def figure_keeper(**fields: Any) -> User:
    """Somebody who keeps the figures that all regions read."""
    return _with_access(user(**fields), Assignment.Role.FIGURE_KEEPER, None)


def portal_administrator(**fields: Any) -> User:
    """Somebody who gives the roles for the whole portal."""
    return _with_access(user(**fields), Assignment.Role.ADMINISTRATOR, None)


def _with_access(person: User, role: str, place: Any, **dates: datetime.date) -> User:
    access_services.give_access(person, role=role, place=place, **dates)
    return User.objects.get(pk=person.pk)  # without the access that was read before


def classified(classification: str) -> dict[str, Any]:
    """A classification with the facts that belong to what is secret."""
    return {"classification": classification} | (SECRECY if classification == "secret" else {})


def _facts(fields: dict[str, Any]) -> dict[str, Any]:
    return classified(fields.pop("classification", "public"))


def _take(fields: dict[str, Any], *names: str) -> dict[str, Any]:
    """Remove the many-to-many sets from the fields and return them."""
    return {name: fields.pop(name) for name in names if name in fields}


def _with_sets(made: Any, sets: dict[str, Any]) -> Any:
    for name, members in sets.items():
        getattr(made, name).set(members)
    return made


# --- Jobs and evaluations ---


def job(**fields: Any) -> Job:
    """A job that waits, of a kind that nobody handles."""
    fields["created_by"] = fields.get("created_by") or user()
    defaults = {"kind": "niemand-doet-dit", "title": f"Taak {next(numbers)}", "queued_at": timezone.now()}
    return Job.objects.create(**defaults | fields)


def evaluation(**fields: Any) -> Evaluation:
    """An evaluation of a programme that is not public and has no PDF yet."""
    fields["programme"] = fields.get("programme") or programme()
    return Evaluation.objects.create(**{"title": f"Evaluatie {next(numbers)}"} | fields)


# --- Figures ---


def delivery(**fields: Any) -> Delivery:
    """A delivery of a source."""
    fields["source"] = fields.get("source") or source()
    return Delivery.objects.create(**{"title": f"Levering {next(numbers)}"} | fields)
