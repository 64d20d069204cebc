"""Addresses of decisions."""

from django.urls import path

from decisions.views import advices, commitments, decisions

ADVICES = "regios/<slug:slug>/besluiten/adviezen/"
COMMITMENTS = "regios/<slug:slug>/besluiten/afspraken/"
app_name = "decisions"
urlpatterns = [
    path("regios/<slug:slug>/besluiten/", decisions.decisions, name="decisions"),
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
