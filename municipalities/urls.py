"""Addresses of access management."""

from django.urls import path

from municipalities import views

app_name = "municipalities"
urlpatterns = [
    path("regios/<slug:slug>/toegang/", views.access, name="access"),
    path("regios/<slug:slug>/toegang/<int:pk>/bevestigen/", views.decide, name="confirm-access"),
    path("regios/<slug:slug>/toegang/<int:pk>/beeindigen/", views.end, name="end-access"),
    path("toegang/", views.portal_access, name="portal-access"),
    path("toegang/<int:pk>/beeindigen/", views.end_portal, name="end-portal-access"),
]
