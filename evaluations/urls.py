"""Addresses of evaluations."""

from django.urls import path

from regiovisie.placeholder import soon

app_name = "evaluations"
urlpatterns = [
    path("regios/<slug:slug>/evaluaties/", soon, name="list"),
    path("regios/<slug:slug>/evaluaties/nieuw/", soon, name="create"),
    path("regios/<slug:slug>/evaluaties/<int:pk>/", soon, name="evaluation"),
    path("regios/<slug:slug>/evaluaties/<int:pk>/pdf/", soon, name="pdf"),
]
