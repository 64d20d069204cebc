"""Every page, in every role that sees it, on a phone and on a desk: axe, no sideways scrolling, help first."""

import io
import re
import uuid

import pikepdf
import pytest
from django.urls import get_resolver, resolve

from tests.browser.judging import judge, width_beyond_window
from tests.test_security import names

WIDTHS = [320, 1280]

# The words between braces stand for rows of the portal; `PLACES` finds them.
PUBLIC = [
    "/",
    "/gemeenten/?q=roer",
    "/gemeenten/{example_municipality}/",
    "/regios/voorbeeldregio/",
    "/regios/voorbeeldregio/jaar/",
    "/regios/voorbeeldregio/plan/",
    "/regios/voorbeeldregio/cijfers/",
    "/regios/voorbeeldregio/cijfers/ontvangen-meldingen/",
    "/regios/voorbeeldregio/kosten/",
    "/regios/voorbeeldregio/kosten/verdeling/",
    "/regios/voorbeeldregio/besluiten/",
    "/regios/voorbeeldregio/toezeggingen/",
    "/gemeenten/{council}/toezeggingen/",
    "/toezeggingen/{promise}/",
    "/regios/voorbeeldregio/evaluaties/",
    "/acties/{example_action}/",
    "/onderwerpen/",
    "/onderwerpen/{topic}/",
    "/vergelijken/",
    "/over/",
    "/uw-browser/",
    "/wie-mag-wat/",
    "/toegankelijkheid/",
    "/toegankelijkheid/melden/",
    "/toegankelijkheid/gemeld/",
    "/bestaat-niet/",
]
PAGES = {
    "visitor": [
        *PUBLIC,
        "/gemeenten/",
        "/gemeenten/?q=bestaat-niet",
        "/gemeenten/venlo/",
        "/gemeenten/hoeksche-waard/",
        "/gemeenten/hoeksche-waard/aanvullingen/",
        "/regios/noord-en-midden-limburg/",
        "/regios/zuid-holland-zuid/",
        "/regios/zuid-limburg/",
        "/regios/groningen/",
        "/regios/zuid-limburg/?programma=zuid-limburg-2019-2022",
        "/regios/voorbeeldregio/plan/?weergave=tijdlijn",
        "/regios/voorbeeldregio/plan/?weergave=volledig",
        "/regios/voorbeeldregio/plan/?q=meldcode",
        "/regios/noord-en-midden-limburg/plan/",
        "/regios/zuid-holland-zuid/plan/",
        "/regios/zuid-limburg/plan/",
        "/regios/zuid-limburg/plan/?programma=zuid-limburg-2019-2022",
        "/regios/groningen/plan/",
        "/regios/noord-en-midden-limburg/cijfers/",
        "/regios/zuid-holland-zuid/cijfers/",
        "/regios/voorbeeldregio/cijfers/ontvangen-meldingen/?gemeente=GM9903",
        "/regios/zuid-limburg/cijfers/meldingen-kindermishandeling/?gemeente=GM0917",
        "/regios/groningen/cijfers/vervolgmeldingen-procent/",
        "/regios/noord-en-midden-limburg/kosten/",
        "/regios/zuid-limburg/besluiten/",
        "/regios/groningen/besluiten/",
        "/acties/{nml_action}/",
        "/acties/{zhz_action}/",
        "/regios/voorbeeldregio/toegang/",
        "/inloggen/login/",
        "/inloggen/signup/",
        "/inloggen/inactive/",
        "/inloggen/confirm-email/",
        "/inloggen/confirm-email/onbekend/",
        "/inloggen/password/reset/",
        "/inloggen/password/reset/done/",
        "/inloggen/password/reset/key/1-onbekend/",
        "/inloggen/password/reset/key/done/",
    ],
    "owner": [
        *PUBLIC,
        "/mijn/",
        "/acties/{own_action}/",
        "/acties/{own_action}/voortgang/",
        "/acties/{own_action}/bewerken/",
        "/inloggen/email/",
    ],
    "policy_officer": [
        *PUBLIC,
        "/mijn/",
        "/regios/voorbeeldregio/cijfers/inlezen/",
        "/regios/voorbeeldregio/cijfers/inlezen/{figure_import}/",
        "/regios/voorbeeldregio/cijfers/aanleveringen/",
        "/regios/voorbeeldregio/cijfers/onderwerpen/",
        "/regios/voorbeeldregio/evaluaties/nieuw/",
        "/regios/voorbeeldregio/evaluaties/{evaluation}/",
        "/regios/voorbeeldregio/evaluaties/{evaluation}/bewerken/",
        "/regios/voorbeeldregio/evaluaties/{evaluation}/wie-mag-dit-zien/",
        "/taken/{job}/",
        "/inloggen/password/change/",
    ],
    "leader": [
        *PUBLIC,
        "/mijn/",
        "/regios/voorbeeldregio/plan/nieuw/",
        "/regios/voorbeeldregio/plan/raster/",
        "/regios/voorbeeldregio/plan/vrijgeven/",
        "/regios/voorbeeldregio/plan/aandacht/",
        "/regios/voorbeeldregio/toezeggingen/nieuw/",
        "/regios/voorbeeldregio/toezeggingen/inlezen/",
        "/toezeggingen/{promise}/antwoord/",
        "/regios/voorbeeldregio/programma/",
        "/regios/voorbeeldregio/programma/gegevens/",
        "/regios/voorbeeldregio/programma/lijnen/",
        "/regios/voorbeeldregio/programma/doelen/",
        "/regios/voorbeeldregio/programma/documenten/nieuw/",
        "/regios/voorbeeldregio/programma/documenten/{document}/deelnemers/",
        "/regios/voorbeeldregio/programma/lijnen/{line}/",
        "/regios/voorbeeldregio/programma/lijnen/{line}/weghalen/",
        "/regios/voorbeeldregio/programma/nieuw/",
        "/regios/voorbeeldregio/programma/nieuw/{programme_draft}/",
        "/regios/voorbeeldregio/uitvragen/",
        "/regios/voorbeeldregio/uitvragen/nieuw/",
        "/regios/voorbeeldregio/organisaties/",
        "/regios/voorbeeldregio/organisaties/{organisation}/",
        "/regios/voorbeeldregio/organisaties/{organisation}/samenvoegen/?met={other_organisation}",
        "/regios/voorbeeldregio/besluiten/invullen/",
        "/regios/voorbeeldregio/besluiten/visie/route/",
        "/regios/voorbeeldregio/besluiten/adviezen/nieuw/",
        *(
            f"/regios/voorbeeldregio/besluiten/adviezen/{{advice}}/{page}"
            for page in ("", "verwijderen/", "geschiedenis/")
        ),
        "/regios/voorbeeldregio/besluiten/afspraken/nieuw/",
        *(
            f"/regios/voorbeeldregio/besluiten/afspraken/{{commitment}}/{page}"
            for page in ("", "verwijderen/", "geschiedenis/")
        ),
        "/regios/voorbeeldregio/kosten/dekking/",
        "/regios/voorbeeldregio/kosten/verdeling/nieuw/",
        *(
            f"/regios/voorbeeldregio/kosten/verdeling/{{share_key}}/{page}"
            for page in ("", "verwijderen/", "geschiedenis/")
        ),
        "/regios/voorbeeldregio/plan/inlezen/",
        "/regios/voorbeeldregio/plan/inlezen/{import}/",
        "/regios/voorbeeldregio/plan/inlezen/{import}/kolommen/",
        "/regios/voorbeeldregio/plan/inlezen/{import}/rij/1-3/",
        "/regios/voorbeeldregio/plan/inlezen/{import}/rijen/",
        "/regios/voorbeeldregio/plan/inlezen/{import}/namen/",
        "/acties/{example_action}/bewerken/",
        "/acties/{example_action}/voortgang/",
        "/acties/{example_action}/verplaatsen/",
        "/acties/{example_action}/wie-mag-dit-zien/",
        "/acties/{example_action}/afsluiten/",
        "/acties/{example_action}/verwijderen/",
        "/regios/voorbeeldregio/toegang/",
        "/regios/voorbeeldregio/toegang/{asked}/bevestigen/",
        "/mijn/rollen/",
        "/regios/voorbeeldregio/toegang/nalopen/",
        "/inloggen/2fa/",
        "/inloggen/sessies/",
        "/inloggen/logout/",
    ],
    "administrator": [
        "/regios/voorbeeldregio/spoor/",
        *PUBLIC,
        "/mijn/",
        "/regios/voorbeeldregio/toegang/",
        "/regios/voorbeeldregio/toegang/{assignment}/beeindigen/",
        "/regios/noord-en-midden-limburg/toegang/",
        "/regios/voorbeeldregio/toegang/regels/",
        "/regios/voorbeeldregio/toegang/regels/nieuw/",
        "/toegang/",
        "/toegang/{portal_role}/beeindigen/",
        "/regios/voorbeeldregio/toegang/nagelopen/",
        "/gemeenten/{council}/toegang/",
        "/inloggen/reauthenticate/",
    ],
    "veilig_thuis": [
        "/mijn/",
        "/regios/voorbeeldregio/cijfers/",
        "/regios/voorbeeldregio/cijfers/inlezen/",
        "/regios/voorbeeldregio/cijfers/aanleveringen/",
        "/regios/voorbeeldregio/cijfers/aanleveringen/{delivery}/vrijgeven/",
        "/regios/voorbeeldregio/cijfers/aanleveringen/{delivery}/intrekken/",
    ],
    "griffier": [
        "/gemeenten/{council}/toegang/",
        "/gemeenten/{council}/toezeggingen/",
        "/gemeenten/{council}/toezeggingen/nieuw/",
        "/gemeenten/{council}/toezeggingen/inlezen/",
        "/toezeggingen/inlezen/{promise_import}/",
        "/toezeggingen/{promise}/",
        "/toezeggingen/{promise}/wijzigen/",
        "/toezeggingen/{promise}/afdoen/",
        "/toezeggingen/{promise}/heropenen/",
    ],
    "figure_keeper": [
        "/onderwerpen/nieuw/",
        "/onderwerpen/{topic}/wijzigen/",
        "/onderwerpen/{topic}/samenvoegen/",
        "/mijn/",
        "/cijfers/aangeboden/",
        "/regios/voorbeeldregio/cijfers/inlezen/{figure_import}/",
        "/regios/voorbeeldregio/cijfers/onderwerpen/{figure_topic}/",
    ],
    "superuser": ["/regios/voorbeeldregio/cijfers/aanleveringen/"],
}
ANSWERS = {"/bestaat-niet/": 404, "/acties/{own_action}/bewerken/": 403}
MESSAGES = {404: "404 (Not Found)", 403: "403 (Forbidden)"}

ACTION_OF = """SELECT actions_action.id FROM actions_action
    JOIN actions_programme ON actions_programme.id = actions_action.programme_id
    JOIN municipalities_region ON municipalities_region.id = actions_programme.region_id
    WHERE municipalities_region.slug = ? AND actions_action.released_at IS NOT NULL
    ORDER BY actions_programme.first_year DESC, actions_action.id"""
PLACES = {
    "example_action": (ACTION_OF, "voorbeeldregio"),
    "nml_action": (ACTION_OF, "noord-en-midden-limburg"),
    "zhz_action": (ACTION_OF, "zuid-holland-zuid"),
    "own_action": (
        """SELECT action_id FROM actions_action_leads
        JOIN municipalities_assignment USING (organisation_id)
        JOIN accounts_user ON accounts_user.id = municipalities_assignment.user_id
        WHERE accounts_user.email = ? ORDER BY action_id DESC""",
        "trekker@voorbeeld.example",
    ),
    "example_municipality": ("SELECT slug FROM municipalities_municipality WHERE fictitious = ?", 1),
    "council": ("SELECT slug FROM municipalities_municipality WHERE name LIKE ?", "Voorbeeldstad%"),
    "promise_import": ("SELECT id FROM decisions_promiseimport WHERE name = ?", "Geplakte tabel"),
    "promise": ("SELECT id FROM decisions_promise WHERE text = ?", "Evaluatie om te bekijken"),
    "topic": ("SELECT slug FROM actions_topic WHERE slug >= ? ORDER BY slug", ""),
    "assignment": (
        """SELECT municipalities_assignment.id FROM municipalities_assignment
        JOIN municipalities_region ON municipalities_region.id = municipalities_assignment.region_id
        WHERE municipalities_region.slug = ? AND role = 'leader'""",
        "voorbeeldregio",
    ),
    "asked": ("SELECT id FROM municipalities_assignment WHERE awaits = ?", 1),
    "portal_role": ("SELECT id FROM municipalities_assignment WHERE role = ?", "figure_keeper"),
    "advice": ('SELECT id FROM decisions_advice WHERE "by" = ?', "Spiegelgroep ervaringsdeskundigen"),
    "commitment": ("SELECT id FROM decisions_commitment WHERE title = ?", "Intentieverklaring Samen veilig"),
    "share_key": ("SELECT id FROM decisions_sharekey WHERE kind = ?", "inhabitants"),
    "organisation": (
        "SELECT id FROM municipalities_organisation WHERE name = ?",
        "Politie Voorbeeldregio (fictief)",
    ),
    "other_organisation": (
        "SELECT id FROM municipalities_organisation WHERE name = ?",
        "GGD Voorbeeldregio (fictief)",
    ),
    "document": (
        """SELECT actions_document.id FROM actions_document
        JOIN actions_programme ON actions_programme.id = actions_document.programme_id
        JOIN municipalities_region ON municipalities_region.id = actions_programme.region_id
        WHERE municipalities_region.slug = ? ORDER BY actions_programme.first_year DESC, position""",
        "voorbeeldregio",
    ),
    "line": (
        """SELECT actions_actionline.id FROM actions_actionline
        JOIN actions_programme ON actions_programme.id = actions_actionline.programme_id
        JOIN municipalities_region ON municipalities_region.id = actions_programme.region_id
        WHERE municipalities_region.slug = ? ORDER BY first_year DESC, number""",
        "voorbeeldregio",
    ),
    "programme_draft": ("SELECT id FROM actions_programmedraft WHERE name = ?", "Nieuw plan om te bekijken.csv"),
    "evaluation": ("SELECT id FROM evaluations_evaluation WHERE title = ?", "Tussenstand in de browser"),
    "import": (
        "SELECT id FROM actions_planimport WHERE name = ? AND applied_at IS NULL",
        "Werkplan om te bekijken.csv",
    ),
    "figure_import": (
        "SELECT figure_import_id FROM monitoring_figureimportfile WHERE name = ?",
        "84852NED om te bekijken.csv",
    ),
    "delivery": ("SELECT id FROM monitoring_delivery WHERE file_name = ?", "Aantallen om te bekijken.csv"),
    "figure_topic": ("SELECT id FROM monitoring_indicator WHERE slug = ?", "ontvangen-meldingen"),
    "job": ("SELECT key FROM jobs_job WHERE kind = ? ORDER BY id DESC", "evaluation-pdf"),
}

# Addresses without a page to look at, and what the table of pages holds of them otherwise
NO_PAGE = {
    "year-feed",
    *(f"decisions:{data}-{kind}" for data in ("data", "promise-data") for kind in ("csv", "xlsx", "excel", "about")),
    "decisions:addition-add",  # for the contact of a municipality: test_tasks
    "decisions:addition-edit",
    "decisions:addition-remove",
    "decisions:addition-history",
    "decisions:addition-undo",
    "decisions:advice-undo",
    "decisions:commitment-undo",
    "municipalities:trace",  # as the page of a region, below
    "municipalities:trace-file",
    "municipalities:region-trace-file",
    "decisions:share-undo",
    "actions:classify-document",  # as that of an action
    "actions:grid-undo",
    "actions:cover-undo",
    "decisions:steps-undo",
    "decisions:row",
    "decisions:since",
    "actions:costs-csv",
    "actions:costs-about",
    "actions:costs-xlsx",
    "actions:csv",
    "actions:data-xlsx",
    "actions:data-excel",
    "actions:data-about",
    "actions:release-undo",
    "actions:named-place",
    "actions:programme-remove",
    "actions:programme-drop",
    "actions:kept-undo",
    "kept-form",  # test_signed_out
    "actions:round",  # test_rounds
    "actions:answer",
    "municipalities:claim-rule",  # as claim-rule-add; the demonstration has no provider
    "municipalities:claim-rule-remove",
    "municipalities:confirm-portal-access",  # the page of confirm-access, for the whole portal
    "session-left",  # test_session
    "codes-kept",  # a button of test_second_step
    "openid_connect_login",  # tests/municipalities/test_identity.py
    "openid_connect_callback",
    "monitoring:data-xlsx",
    "monitoring:data-excel",
    "monitoring:data-about",
    "monitoring:import-offer",
    "monitoring:import-send-back",
    "actions:export",
    "actions:export-file",
    "monitoring:csv",
    "monitoring:chart",
    "monitoring:import-confirm",
    "monitoring:import-delete",
    "monitoring:import-topics",
    "monitoring:set-aside",
    "monitoring:topic-merge",
    "components",  # test_components
    "country-map",
    "health-live",
    "health-ready",
    "evaluations:pdf",
    "evaluations:make",
    "decisions:promise-classify",  # as that of an action
    "actions:undo",
    "actions:topic-undo",
    "municipalities:end-council-access",  # the page of end-access, for one municipality
    "decisions:promise-undo",
    "decisions:promise-import-confirm",
    "decisions:promise-import-undo",
    "actions:import-confirm",
    "actions:import-leave-out",
    "actions:import-choose",
    "actions:import-choose-all",
    "actions:import-answer",
    "actions:import-accept",
    "actions:import-fill",
    "actions:import-table",
    "actions:import-undo",
    "actions:import-delete",
    "actions:import-feedback",
    "jobs:retry",
    "account_confirm_login_code",  # not in use
    "account_set_password",  # who has a password goes on to change it
    "mfa_list_webauthn",  # the page of the other second steps
    "mfa_add_webauthn",  # these need a passkey: test_passkey
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_authenticate",  # these need a second step: test_second_step
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}


def place(site, word):
    found = site.row(*PLACES[word])
    assert found, f"no {word} in the portal"
    return str(uuid.UUID(found[0])) if word == "job" else str(found[0])


def filled(site, path):
    return re.sub(r"{(\w+)}", lambda match: place(site, match[1]), path)


def test_every_page_of_the_portal_is_looked_at():
    paths = [
        re.sub(r"{job}", "0" * 8 + "-0000-4000-8000-" + "0" * 12, path) for pages in PAGES.values() for path in pages
    ]
    looked_at = set()
    for path in paths:
        path = re.sub(r"{\w+}", "1", path.partition("?")[0])
        if path != "/bestaat-niet/":
            looked_at.add(resolve(path).view_name)
    assert set(names(get_resolver())) - NO_PAGE == looked_at


@pytest.mark.parametrize(("role", "path"), [(role, path) for role, pages in PAGES.items() for path in pages])
def test_page(look_at, complaints, site, evaluation, draft, figures, asked, promised, role, path):
    page = look_at(role, filled(site, path), width=WIDTHS[0])
    status = ANSWERS.get(path, 200)
    assert page.response.status == status
    complaints[:] = [text for text in complaints if MESSAGES.get(status, "-") not in text]  # the browser names these
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        judge(page)


@pytest.fixture(scope="session")
def evaluation(contexts, site):
    """An evaluation whose report is being made, started by the policy officer in the browser."""
    page = contexts("policy_officer").new_page()
    page.goto("/regios/voorbeeldregio/evaluaties/nieuw/")
    page.fill("[name=title]", "Tussenstand in de browser")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    page.close()


@pytest.fixture(scope="session")
def draft(contexts, site):
    """A plan that the project leader reads in and has not confirmed: a new, a changed and a doubtful action."""
    rows = [
        "Actielijn;Nr;Wat;Hoe;Wie;Wanneer;Kosten;Opm. secretaris",
        "1;8.1;Spiegelgroep;Elk kwartaal een bijeenkomst;GGD, i.s.m. gemeenten;Q1-Q2 2026;€ 500 per jaar;ja",
        "1;8.2;Campagne;Posters;Eerste schil; zsm;veel;",
        "1;;Kijken hoe lokale teams aan veiligheid werken;Anders dan eerst;;;;",
        "Totaal;;;;;;€ 500;",
    ]
    page = contexts("leader").new_page()
    page.goto("/regios/voorbeeldregio/plan/inlezen/")
    file = {"name": "Werkplan om te bekijken.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Lezen en nakijken").click()
    page.wait_for_url("**/kolommen/")
    page.goto("/regios/voorbeeldregio/programma/nieuw/")
    page.set_input_files("[name=file]", file | {"name": "Nieuw plan om te bekijken.csv"})
    page.get_by_role("button", name="Bestand lezen").click()
    page.get_by_role("heading", name="Klopt dit programma?").wait_for()
    page.close()


@pytest.fixture(scope="session")
def figures(contexts, site):
    """Figures that the policy officer reads in: a table of CBS that waits for a click, and counts of Veilig Thuis that
    wait for their release."""
    cbs = [
        '"Veiligheidstaxatie";"Regio\'s";"Perioden";"Ontvangen meldingen (aantal)"',
        '"Totaal";"Nederland";"1e halfjaar 2020*";"   64505"',
        '"Totaal";"Atlantis";"1e halfjaar 2020";"   5"',
    ]
    own = ["Gemeente;Periode;Ontvangen meldingen", *(f"{place};Q3 2026;{count}" for place, count in COUNTS)]
    page = read_in(contexts("policy_officer"), "84852NED om te bekijken.csv", cbs)
    page.get_by_role("button", name="Aanbieden").click()
    page.close()
    page = read_in(contexts("veilig_thuis"), "Aantallen om te bekijken.csv", own)
    page.get_by_role("button", name="Neem").click()
    page.get_by_text("De cijfers zijn overgenomen", exact=True).wait_for()
    page.close()


COUNTS = (("Voorbeeldstad", 7), ("Heideveen", 112), ("Fictiedam", 58))


def read_in(context, name, rows):
    page = context.new_page()
    page.goto("/regios/voorbeeldregio/cijfers/inlezen/")
    page.set_input_files("[name=file]", {"name": name, "mimeType": "text/csv", "buffer": "\n".join(rows).encode()})
    page.get_by_role("button", name="Lezen en nakijken").click()
    page.locator("#overzicht-titel").wait_for()
    return page


@pytest.fixture(scope="session")
def asked(contexts, site):
    """Access that an administrator gave and that waits for a second person."""
    page = contexts("administrator").new_page()
    page.goto("/regios/voorbeeldregio/toegang/")
    page.fill("[name=email]", "nieuw@voorbeeld.example")
    page.fill("[name=name]", "Iemand Nieuw")
    page.check("[name=role][value=policy_officer]")
    page.get_by_role("button", name="Geef toegang").click()
    page.get_by_text("wacht op bevestiging").first.wait_for()
    page.close()


@pytest.fixture(scope="session")
def promised(contexts, site):
    """A promise that the griffier puts on the list."""
    page = contexts("griffier").new_page()
    page.goto(f"/gemeenten/{place(site, 'council')}/toezeggingen/nieuw/")
    page.fill("[name=text]", "Evaluatie om te bekijken")
    page.fill("[name=due_on]", "2026-07-01")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Toegevoegd aan de lijst").first.wait_for()
    page.goto(f"/gemeenten/{place(site, 'council')}/toezeggingen/inlezen/")
    page.fill("[name=paste]", "Nr\tToezegging\tTermijn\tStatus\nT-9\tCijfers delen\tQ3 2026\tbijna")
    page.get_by_role("button", name="Lezen en nakijken").click()
    page.get_by_text("1 nieuw").first.wait_for()
    page.close()


# --- Zoom and print ---


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/regios/voorbeeldregio/",
        "/regios/noord-en-midden-limburg/plan/",
        "/regios/voorbeeldregio/cijfers/",
        "/gemeenten/venlo/",
        "/acties/{nml_action}/",
    ],
)
def test_twice_as_large_and_on_paper(open_page, site, path):
    page = open_page("visitor", filled(site, path), width=640, height=450)  # 1280 by 900 at 200 %
    assert width_beyond_window(page) == 0
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert [page.locator(part).is_visible() for part in (".masthead__nav", ".footer", ".safety")] == [False] * 3
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF-")


COUNCILS = {
    **dict.fromkeys(("voorbeeldstad", "duindorp-aan-zee", "heideveen", "fictiedam", "oefenbroek", "modelwoude"), 2),
    **dict.fromkeys(("venlo", "nederweert", "hoeksche-waard", "dordrecht", "maastricht", "heerlen", "groningen"), 1),
    **dict.fromkeys(("eemsdelta", "amsterdam"), 1),
}


@pytest.mark.parametrize(("slug", "sheets"), COUNCILS.items())
def test_the_council_page_is_one_sheet_of_paper(open_page, slug, sheets):
    """As the browser prints it: A4. The Voorbeeldregio shows every feature, and fills the back of it too."""
    page = open_page("visitor", f"/gemeenten/{slug}/")
    paper = page.pdf(prefer_css_page_size=True)
    with pikepdf.open(io.BytesIO(paper)) as document:
        width, height = (float(side) for side in document.pages[0].mediabox[2:])
        assert (round(width), round(height)) == (595, 842)  # points: A4
        assert len(document.pages) <= sheets
