"""Addresses of work in the background."""

from django.urls import path

from jobs import views

app_name = "jobs"
urlpatterns = [
    path("taken/<uuid:key>/", views.detail, name="detail"),
    path("taken/<uuid:key>/opnieuw/", views.retry, name="retry"),
]
