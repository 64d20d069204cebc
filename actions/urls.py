"""Addresses of plans and actions."""

from django.urls import path

from actions.views import (
    action,
    edit,
    exports,
    importing,
    money,
    opendata,
    placing,
    plan,
    progress,
    release,
    starting,
    topics,
)

app_name = "actions"
urlpatterns = [
    path("regios/<slug:slug>/plan/", plan.plan, name="plan"),
    path("regios/<slug:slug>/plan/nieuw/", edit.add, name="add"),
    path("regios/<slug:slug>/plan/vrijgeven/", release.release, name="release"),
    path("regios/<slug:slug>/plan/vrijgeven/ongedaan-maken/", release.undo, name="release-undo"),
    path("regios/<slug:slug>/plan/downloaden/<slug:kind>/", exports.export, name="export"),
    path("downloads/<int:pk>/", exports.download, name="export-file"),
    path("regios/<slug:slug>/plan/inlezen/", importing.start, name="import-start"),
    path("regios/<slug:slug>/plan/inlezen/<int:pk>/", importing.show, name="import"),
    path("regios/<slug:slug>/plan/inlezen/<int:pk>/kolommen/", importing.columns, name="import-columns"),
    path("regios/<slug:slug>/plan/inlezen/<int:pk>/bevestigen/", importing.confirm, name="import-confirm"),
    path("regios/<slug:slug>/plan/inlezen/<int:pk>/ongedaan-maken/", importing.undo, name="import-undo"),
    path("regios/<slug:slug>/plan/inlezen/<int:pk>/weghalen/", importing.delete, name="import-delete"),
    path("regios/<slug:slug>/plan/inlezen/<int:pk>/opmerkingen.xlsx", importing.feedback, name="import-feedback"),
    path("regios/<slug:slug>/plan/inlezen/<int:pk>/rij/<int:table>-<int:number>/", importing.row, name="import-row"),
    path(
        "regios/<slug:slug>/plan/inlezen/<int:pk>/rij/<int:table>-<int:number>/overnemen/",
        importing.leave_out,
        name="import-leave-out",
    ),
    path("regios/<slug:slug>/programma/", starting.programme, name="programme"),
    path("regios/<slug:slug>/programma/weghalen/", starting.remove, name="programme-remove"),
    path("regios/<slug:slug>/programma/nieuw/", starting.begin, name="programme-begin"),
    path("regios/<slug:slug>/programma/nieuw/<int:pk>/", starting.create, name="programme-new"),
    path("regios/<slug:slug>/programma/nieuw/<int:pk>/weghalen/", starting.drop, name="programme-drop"),
    path("regios/<slug:slug>/kosten/", money.costs, name="costs"),
    path("regios/<slug:slug>/acties.csv", opendata.actions_csv, name="csv"),
    path("regios/<slug:slug>/acties.csv-metadata.json", opendata.actions_file, {"kind": "uitleg"}, name="data-about"),
    path("regios/<slug:slug>/acties.xlsx", opendata.actions_file, {"kind": "xlsx"}, name="data-xlsx"),
    path("regios/<slug:slug>/acties-excel.csv", opendata.actions_file, {"kind": "excel"}, name="data-excel"),
    path("acties/<int:pk>/", action.action, name="action"),
    path("acties/<int:pk>/bewerken/", edit.edit, name="edit"),
    path("acties/<int:pk>/ongedaan-maken/", edit.undo, name="undo"),
    path("acties/<int:pk>/voortgang/", progress.progress, name="progress"),
    path("acties/<int:pk>/verplaatsen/", placing.move, name="move"),
    path("acties/<int:pk>/afsluiten/", placing.close, name="close"),
    path("onderwerpen/", topics.topics, name="topics"),
    path("onderwerpen/<slug:slug>/", topics.topic, name="topic"),
]
