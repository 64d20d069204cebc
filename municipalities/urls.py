"""Addresses of access management."""

from django.urls import path

from municipalities.views import portal, regions, rights

app_name = "municipalities"
urlpatterns = [
    path("wie-mag-wat/", rights.who_may_what, name="who-may-what"),
    path("mijn/rollen/", rights.my_roles, name="my-roles"),
    path("regios/<slug:slug>/toegang/", regions.access, name="access"),
    path("regios/<slug:slug>/toegang/<int:pk>/bevestigen/", regions.decide, name="confirm-access"),
    path("regios/<slug:slug>/toegang/<int:pk>/beeindigen/", regions.end, name="end-access"),
    path("toegang/", portal.portal_access, name="portal-access"),
    path("toegang/<int:pk>/bevestigen/", portal.decide_portal, name="confirm-portal-access"),
    path("toegang/<int:pk>/beeindigen/", portal.end_portal, name="end-portal-access"),
]
