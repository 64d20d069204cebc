"""Addresses of decisions."""

from django.urls import path

from decisions.views import advices, commitments, decisions, keeping_promises, promises

ADVICES = "regios/<slug:slug>/besluiten/adviezen/"
COMMITMENTS = "regios/<slug:slug>/besluiten/afspraken/"
app_name = "decisions"
urlpatterns = [
    path("regios/<slug:slug>/besluiten/", decisions.decisions, name="decisions"),
    path("gemeenten/<slug:slug>/toezeggingen/", promises.of_council, name="promises-of-council"),
    path("gemeenten/<slug:slug>/toezeggingen/nieuw/", keeping_promises.add_for_council, name="promise-add-council"),
    path("regios/<slug:slug>/toezeggingen/", promises.of_region, name="promises-of-region"),
    path("regios/<slug:slug>/toezeggingen/nieuw/", keeping_promises.add_in_region, name="promise-add-region"),
    path("toezeggingen/<int:pk>/", promises.promise, name="promise"),
    path("toezeggingen/<int:pk>/wijzigen/", keeping_promises.edit, name="promise-edit"),
    path("toezeggingen/<int:pk>/antwoord/", keeping_promises.answer, name="promise-answer"),
    path("toezeggingen/<int:pk>/afdoen/", keeping_promises.close, name="promise-close"),
    path("toezeggingen/<int:pk>/heropenen/", keeping_promises.reopen, name="promise-reopen"),
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
]
