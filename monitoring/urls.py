"""Addresses of figures."""

from django.urls import path

from monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("regios/<slug:slug>/cijfers/", views.figures, name="figures"),
    path("regios/<slug:slug>/cijfers/<slug:indicator>/", views.indicator, name="indicator"),
    path("regios/<slug:slug>/cijfers/<slug:indicator>/<slug:area>/<slug:kind>.svg", views.chart, name="chart"),
    path("regios/<slug:slug>/cijfers.csv", views.figures_csv, name="csv"),
]
