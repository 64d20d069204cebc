"""Addresses of plans and actions."""

from django.urls import path

from regiovisie.placeholder import soon

app_name = "actions"
urlpatterns = [
    path("regios/<slug:slug>/plan/", soon, name="plan"),
    path("regios/<slug:slug>/plan/nieuw/", soon, name="add"),
    path("regios/<slug:slug>/plan/vrijgeven/", soon, name="release"),
    path("regios/<slug:slug>/kosten/", soon, name="costs"),
    path("regios/<slug:slug>/besluiten/", soon, name="decisions"),
    path("regios/<slug:slug>/acties.csv", soon, name="csv"),
    path("acties/<int:pk>/", soon, name="action"),
    path("acties/<int:pk>/bewerken/", soon, name="edit"),
    path("acties/<int:pk>/voortgang/", soon, name="progress"),
    path("acties/<int:pk>/verplaatsen/", soon, name="move"),
    path("acties/<int:pk>/afsluiten/", soon, name="close"),
    path("onderwerpen/", soon, name="topics"),
    path("onderwerpen/<slug:slug>/", soon, name="topic"),
]
