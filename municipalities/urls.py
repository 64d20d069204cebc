"""Addresses of access management."""

from django.urls import path

from regiovisie.placeholder import soon

app_name = "municipalities"
urlpatterns = [path("regios/<slug:slug>/toegang/", soon, name="access")]
