"""Addresses of access management."""

from django.urls import path

from municipalities.views import councils, portal, regions, reviewing, rights, ruling, trace

app_name = "municipalities"
urlpatterns = [
    path("wie-mag-wat/", rights.who_may_what, name="who-may-what"),
    path("mijn/rollen/", rights.my_roles, name="my-roles"),
    path("regios/<slug:slug>/toegang/", regions.access, name="access"),
    path("regios/<slug:slug>/toegang/<int:pk>/bevestigen/", regions.decide, name="confirm-access"),
    path("regios/<slug:slug>/toegang/<int:pk>/beeindigen/", regions.end, name="end-access"),
    path("regios/<slug:slug>/toegang/nalopen/", reviewing.review, name="review"),
    path("regios/<slug:slug>/toegang/nagelopen/", reviewing.reviews, name="reviews"),
    path("gemeenten/<slug:slug>/toegang/", councils.council_access, name="council-access"),
    path("gemeenten/<slug:slug>/toegang/<int:pk>/beeindigen/", councils.end, name="end-council-access"),
    path("regios/<slug:slug>/toegang/regels/", ruling.rules, name="claim-rules"),
    path("regios/<slug:slug>/toegang/regels/nieuw/", ruling.add, name="claim-rule-add"),
    path("regios/<slug:slug>/toegang/regels/<int:pk>/", ruling.edit, name="claim-rule"),
    path("regios/<slug:slug>/toegang/regels/<int:pk>/weghalen/", ruling.remove, name="claim-rule-remove"),
    path("spoor/", trace.show, name="trace"),
    path("spoor/downloaden/<slug:kind>/", trace.export, name="trace-file"),
    path("regios/<slug:slug>/spoor/", trace.show, name="region-trace"),
    path("regios/<slug:slug>/spoor/downloaden/<slug:kind>/", trace.export, name="region-trace-file"),
    path("toegang/", portal.portal_access, name="portal-access"),
    path("toegang/<int:pk>/bevestigen/", portal.decide_portal, name="confirm-portal-access"),
    path("toegang/<int:pk>/beeindigen/", portal.end_portal, name="end-portal-access"),
]
