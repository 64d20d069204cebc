"""Addresses of figures."""

from django.urls import path

from monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("regios/<slug:slug>/cijfers/", views.figures, name="figures"),
    path("regios/<slug:slug>/cijfers.csv", views.figures_csv, name="csv"),
]
