"""Addresses of the portal; Dutch paths (design section 6)."""

from django.contrib import admin
from django.urls import include, path

from regiovisie.placeholder import soon

urlpatterns = [
    path("", soon, name="home"),
    path("regios/<slug:slug>/", soon, name="region"),
    path("gemeenten/", soon, name="municipality-search"),
    path("gemeenten/<slug:slug>/", soon, name="municipality"),
    path("mijn/", soon, name="my-page"),
    path("over/", soon, name="about"),
    path("toegankelijkheid/", soon, name="accessibility"),
    path("gezondheid/levend", soon, name="health-live"),
    path("gezondheid/gereed", soon, name="health-ready"),
    path("", include("actions.urls")),
    path("", include("monitoring.urls")),
    path("", include("evaluations.urls")),
    path("", include("municipalities.urls")),
    path("", include("jobs.urls")),
    path("inloggen/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
]
