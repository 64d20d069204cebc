"""Addresses of work in the background."""

from django.urls import path

from regiovisie.placeholder import soon

app_name = "jobs"
urlpatterns = [path("taken/<uuid:key>/", soon, name="detail")]
