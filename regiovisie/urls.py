"""Addresses of the portal; Dutch paths (design section 6)."""

from django.contrib import admin
from django.urls import include, path

from regiovisie.views import (
    about,
    accessibility,
    comparing,
    components,
    dashboard,
    health,
    home,
    mine,
    municipality,
    year,
)

handler500 = "regiovisie.views.errors.server_error"
urlpatterns = [
    path("", home.home, name="home"),
    path("kaart.svg", home.country_map, name="country-map"),
    path("regios/<slug:slug>/", dashboard.region, name="region"),
    path("regios/<slug:slug>/jaar/", year.year, name="year"),
    path("regios/<slug:slug>/jaar.ics", year.feed, name="year-feed"),
    path("gemeenten/", municipality.search, name="municipality-search"),
    path("gemeenten/<slug:slug>/", municipality.municipality, name="municipality"),
    path("vergelijken/", comparing.compare, name="compare"),
    path("mijn/", mine.my_page, name="my-page"),
    path("over/", about.about, name="about"),
    path("uw-browser/", about.browser, name="browser"),
    path("toegankelijkheid/", accessibility.statement, name="accessibility"),
    path("toegankelijkheid/melden/", accessibility.report, name="barrier"),
    path("toegankelijkheid/gemeld/", accessibility.reported, name="barrier-reported"),
    path("componenten/", components.show, name="components"),
    path("gezondheid/levend", health.live, name="health-live"),
    path("gezondheid/gereed", health.ready, name="health-ready"),
    path("", include("actions.urls")),
    path("", include("decisions.urls")),
    path("", include("monitoring.urls")),
    path("", include("evaluations.urls")),
    path("", include("municipalities.urls")),
    path("", include("jobs.urls")),
    path("inloggen/", include("accounts.urls")),
    path("inloggen/", include("allauth.account.urls")),
    path("inloggen/2fa/", include("allauth.mfa.urls")),
    path("beheer/", admin.site.urls),
]
