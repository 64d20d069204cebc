"""What roles and rights are called and mean, in words: the page "Wie mag wat", forms and sentences use these."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from municipalities.access import READS
from municipalities.models import Assignment
from municipalities.rules.rights import GIVES, PROPOSES, Kind

Role = Assignment.Role

# Every role in the order in which pages name them.
KINDS: list[Kind] = [
    (Role.LEADER, "region"),
    (Role.POLICY_OFFICER, "region"),
    (Role.EVALUATOR, "region"),
    (Role.ADMINISTRATOR, "region"),
    (Role.OWNER, "organisation"),
    (Role.DEPUTY, "organisation"),
    (Role.GRIFFIER, "municipality"),
    (Role.CONTACT, "municipality"),
    (Role.COUNCIL_MEMBER, "municipality"),
    (Role.ADMINISTRATOR, "municipality"),
    (Role.VEILIG_THUIS, "region"),
    (Role.FIGURE_KEEPER, "portal"),
    (Role.ADMINISTRATOR, "portal"),
]
PLACES: dict[str, StrOrPromise] = {
    "region": _("de regio"),
    "organisation": _("de organisatie"),
    "municipality": _("de gemeente"),
    "portal": _("het hele portaal"),
}
NAMES: dict[Kind, StrOrPromise] = {
    (Role.ADMINISTRATOR, "region"): _("Beheerder van een regio"),
    (Role.ADMINISTRATOR, "municipality"): _("Beheerder van een gemeente"),
    (Role.ADMINISTRATOR, "portal"): _("Beheerder van het portaal"),
    (Role.VEILIG_THUIS, "region"): _("Veilig Thuis"),
}
SHORT: dict[Kind, StrOrPromise] = {
    (Role.LEADER, "region"): _("bewerkt het plan en geeft vrij"),
    (Role.POLICY_OFFICER, "region"): _("leest ook wat vertrouwelijk is en maakt rapporten"),
    (Role.EVALUATOR, "region"): _("leest van buiten mee wat intern is, tot een laatste dag"),
    (Role.ADMINISTRATOR, "region"): _("geeft en beëindigt toegang"),
    (Role.OWNER, "organisation"): _("meldt de voortgang van de acties van één organisatie"),
    (Role.DEPUTY, "organisation"): _("mag hetzelfde als de trekker"),
    (Role.GRIFFIER, "municipality"): _("houdt besluiten van een gemeente bij en doet toezeggingen af"),
    (Role.CONTACT, "municipality"): _("houdt besluiten en lokale aanvullingen van een gemeente bij"),
    (Role.COUNCIL_MEMBER, "municipality"): _("leest wat intern is voor de raad van een gemeente"),
    (Role.ADMINISTRATOR, "municipality"): _("geeft en beëindigt toegang tot één gemeente"),
    (Role.VEILIG_THUIS, "region"): _("laadt eigen aantallen, geeft ze vrij en trekt ze in"),
    (Role.FIGURE_KEEPER, "portal"): _("laadt cijfers die alle regio's lezen, trekt ze in en houdt de onderwerpen bij"),
    (Role.ADMINISTRATOR, "portal"): _("geeft en beëindigt rollen voor het hele portaal en houdt de onderwerpen bij"),
}


@dataclass(frozen=True)
class Act:
    """One thing that one may do, and the permissions of which any one is enough."""

    words: StrOrPromise
    permissions: frozenset[str]


def _act(words: StrOrPromise, *permissions: str) -> Act:
    return Act(words, frozenset(permissions))


ACTS: list[Act] = [
    _act(_("Lezen wat intern is in de regio"), "read_region"),
    _act(_("Lezen wat intern is voor de raad van de gemeente"), "read_region", "read_municipality"),
    _act(_("Lezen wat vertrouwelijk is"), "report_region"),
    _act(_("Lezen wat geheim is"), "lead_region"),
    _act(_("Vragen en toezeggingen van de eigen raad lezen die vertrouwelijk of geheim zijn"), "close_promises"),
    _act(_("Het plan bewerken en vrijgeven wat anderen melden"), "lead_region"),
    _act(_("Een programma beginnen en zijn gegevens wijzigen"), "lead_region", "administer_region"),
    _act(_("Voortgang melden over acties"), "lead_region", "report_for_organisation"),
    _act(_("Bijhouden wat een gemeente besloot en vroeg"), "lead_region", "keep_decisions"),
    _act(_("Toezeggingen aan de raad afdoen"), "close_promises"),
    _act(_("Lokale aanvullingen van de gemeente bijhouden"), "keep_additions"),
    _act(_("Evaluaties en rapporten maken"), "report_region"),
    _act(_("Precieze aantallen van Veilig Thuis laden, zien, vrijgeven en intrekken"), "keep_counts"),
    _act(_("Cijfers laden en intrekken die alle regio's lezen"), "keep_figures"),
    _act(_("Onderwerpen bijhouden die alle regio's delen"), "keep_topics"),
    _act(_("Het spoor lezen: wie rechten gaf, en wie iets verborgens zag"), "administer_region", "administer_portal"),
    _act(
        _("Mensen toegang geven en hun toegang beëindigen"),
        "lead_region",
        "administer_region",
        "administer_municipality",
        "administer_portal",
    ),
]


def name_of(kind: Kind) -> str:
    """A role by itself: `Projectleider`, `Beheerder van een regio`."""
    return str(NAMES.get(kind) or Role(kind[0]).label)


def permissions_of(kind: Kind) -> frozenset[str]:
    """What a role allows on its kind of place."""
    role, place = kind
    found = Assignment.PORTAL_PERMISSIONS.get(role, ()) if place == "portal" else Assignment.PERMISSIONS.get(kind, ())
    return frozenset(found)


def acts_of(kind: Kind) -> list[str]:
    """What a role lets one do, in words."""
    return [str(act.words) for act in ACTS if act.permissions & permissions_of(kind)]


def writes(kind: Kind) -> bool:
    """Whether a role changes anything: it asks a second step at sign-in."""
    return bool(permissions_of(kind) - READS)


def awaits(kind: Kind) -> bool:
    """Whether a second person confirms a role before it holds."""
    return kind not in Assignment.HOLDS_AT_ONCE


def givers_of(kind: Kind) -> str:
    """Who gives a role, and who only proposes it, in a sentence without a full stop."""
    by_right = {
        "lead_region": gettext("projectleider"),
        "administer_region": gettext("beheerder van de regio"),
        "administer_municipality": gettext("beheerder van de gemeente"),
        "administer_portal": gettext("beheerder van het portaal"),
    }
    gives = [words for right, words in by_right.items() if kind in GIVES[right]]
    proposes = [words for right, words in by_right.items() if kind in PROPOSES.get(right, ())]
    text = gettext(" of ").join(gives)
    if proposes:
        text += gettext("; de %s stelt iemand voor") % gettext(" of ").join(proposes)
    return text


def noun_of(assignment: Assignment) -> str:
    """What somebody is, with where, to end a sentence: `projectleider bent van Noordland`."""
    if assignment.role == Role.VEILIG_THUIS:
        return gettext("de cijfers van %s bijhoudt") % assignment.place_name
    nouns = {Role.CONTACT: gettext("contactpersoon"), Role.ADMINISTRATOR: gettext("beheerder")}
    noun = nouns.get(Role(assignment.role), assignment.role_in_text)
    return gettext("%(role)s bent van %(place)s") % {"role": noun, "place": assignment.place_name}
