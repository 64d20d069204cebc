"""Addresses of decisions."""

from django.urls import path

from decisions.views import decisions

app_name = "decisions"
urlpatterns = [
    path("regios/<slug:slug>/besluiten/", decisions.decisions, name="decisions"),
]
