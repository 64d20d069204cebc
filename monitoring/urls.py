"""Addresses of figures."""

from django.urls import path

from regiovisie.placeholder import soon

app_name = "monitoring"
urlpatterns = [
    path("regios/<slug:slug>/cijfers/", soon, name="figures"),
    path("regios/<slug:slug>/cijfers.csv", soon, name="csv"),
]
