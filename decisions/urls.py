"""Addresses of decisions."""

from django.urls import path

from decisions.views import (
    additions,
    advices,
    commitments,
    decisions,
    keeping_promises,
    opendata,
    promises,
    reading_promises,
    row,
    shares,
    since,
    steps,
)

SHARES = "regios/<slug:slug>/kosten/verdeling/"

ADVICES = "regios/<slug:slug>/besluiten/adviezen/"
COMMITMENTS = "regios/<slug:slug>/besluiten/afspraken/"
ADDITIONS = "gemeenten/<slug:slug>/aanvullingen/"
app_name = "decisions"
urlpatterns = [
    path("regios/<slug:slug>/besluiten/", decisions.decisions, name="decisions"),
    path("regios/<slug:slug>/besluiten/invullen/", steps.grid, name="steps"),
    path("regios/<slug:slug>/besluiten/invullen/ongedaan/", steps.undo, name="steps-undo"),
    path("gemeenten/<slug:slug>/toezeggingen/", promises.of_council, name="promises-of-council"),
    path("gemeenten/<slug:slug>/toezeggingen/nieuw/", keeping_promises.add_for_council, name="promise-add-council"),
    path("regios/<slug:slug>/toezeggingen/", promises.of_region, name="promises-of-region"),
    path("regios/<slug:slug>/toezeggingen/nieuw/", keeping_promises.add_in_region, name="promise-add-region"),
    path("gemeenten/<slug:slug>/toezeggingen/inlezen/", reading_promises.start_council, name="promise-read-council"),
    path("regios/<slug:slug>/toezeggingen/inlezen/", reading_promises.start_region, name="promise-read-region"),
    path("toezeggingen/inlezen/<int:pk>/", reading_promises.show, name="promise-import"),
    path("toezeggingen/inlezen/<int:pk>/bevestigen/", reading_promises.confirm, name="promise-import-confirm"),
    path("toezeggingen/inlezen/<int:pk>/ongedaan/", reading_promises.undo, name="promise-import-undo"),
    path("toezeggingen/<int:pk>/", promises.promise, name="promise"),
    path("toezeggingen/<int:pk>/wijzigen/", keeping_promises.edit, name="promise-edit"),
    path("toezeggingen/<int:pk>/antwoord/", keeping_promises.answer, name="promise-answer"),
    path("toezeggingen/<int:pk>/afdoen/", keeping_promises.close, name="promise-close"),
    path("toezeggingen/<int:pk>/heropenen/", keeping_promises.reopen, name="promise-reopen"),
    path("toezeggingen/<int:pk>/wie-mag-dit-zien/", keeping_promises.classify, name="promise-classify"),
    path("toezeggingen/<int:pk>/ongedaan/", keeping_promises.undo, name="promise-undo"),
    path(f"{ADVICES}nieuw/", advices.add, name="advice-add"),
    path(f"{ADVICES}<int:pk>/", advices.edit, name="advice-edit"),
    path(f"{ADVICES}<int:pk>/verwijderen/", advices.remove, name="advice-remove"),
    path(f"{ADVICES}<int:pk>/ongedaan/", advices.undo, name="advice-undo"),
    path(f"{ADVICES}<int:pk>/geschiedenis/", advices.history, name="advice-history"),
    path(f"{COMMITMENTS}nieuw/", commitments.add, name="commitment-add"),
    path(f"{COMMITMENTS}<int:pk>/", commitments.edit, name="commitment-edit"),
    path(f"{COMMITMENTS}<int:pk>/verwijderen/", commitments.remove, name="commitment-remove"),
    path(f"{COMMITMENTS}<int:pk>/ongedaan/", commitments.undo, name="commitment-undo"),
    path(f"{COMMITMENTS}<int:pk>/geschiedenis/", commitments.history, name="commitment-history"),
    path(SHARES, shares.shares, name="shares"),
    path(f"{SHARES}nieuw/", shares.add, name="share-add"),
    path(f"{SHARES}<int:pk>/", shares.edit, name="share-edit"),
    path(f"{SHARES}<int:pk>/verwijderen/", shares.remove, name="share-remove"),
    path(f"{SHARES}<int:pk>/ongedaan/", shares.undo, name="share-undo"),
    path(f"{SHARES}<int:pk>/geschiedenis/", shares.history, name="share-history"),
    path(ADDITIONS, additions.show_all, name="additions"),
    path(f"{ADDITIONS}nieuw/", additions.add, name="addition-add"),
    path(f"{ADDITIONS}<int:pk>/", additions.edit, name="addition-edit"),
    path(f"{ADDITIONS}<int:pk>/verwijderen/", additions.remove, name="addition-remove"),
    path(f"{ADDITIONS}<int:pk>/ongedaan/", additions.undo, name="addition-undo"),
    path(f"{ADDITIONS}<int:pk>/geschiedenis/", additions.history, name="addition-history"),
    path("regios/<slug:slug>/besluiten/<slug:key>/sinds-vaststelling/", since.since_adoption, name="since"),
    path("regios/<slug:slug>/besluiten/<slug:place>/", row.row, name="row"),
    path("regios/<slug:slug>/besluiten.csv", opendata.comma, {"data": "besluiten"}, name="data-csv"),
    path("regios/<slug:slug>/besluiten.xlsx", opendata.file, {"data": "besluiten", "kind": "xlsx"}, name="data-xlsx"),
    path(
        "regios/<slug:slug>/besluiten-excel.csv",
        opendata.file,
        {"data": "besluiten", "kind": "excel"},
        name="data-excel",
    ),
    path(
        "regios/<slug:slug>/besluiten.csv-metadata.json",
        opendata.file,
        {"data": "besluiten", "kind": "uitleg"},
        name="data-about",
    ),
    path("regios/<slug:slug>/toezeggingen.csv", opendata.comma, {"data": "toezeggingen"}, name="promise-data-csv"),
    path(
        "regios/<slug:slug>/toezeggingen.xlsx",
        opendata.file,
        {"data": "toezeggingen", "kind": "xlsx"},
        name="promise-data-xlsx",
    ),
    path(
        "regios/<slug:slug>/toezeggingen-excel.csv",
        opendata.file,
        {"data": "toezeggingen", "kind": "excel"},
        name="promise-data-excel",
    ),
    path(
        "regios/<slug:slug>/toezeggingen.csv-metadata.json",
        opendata.file,
        {"data": "toezeggingen", "kind": "uitleg"},
        name="promise-data-about",
    ),
]
