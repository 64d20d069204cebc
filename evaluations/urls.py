"""Addresses of evaluations."""

from django.urls import path

from evaluations import views

app_name = "evaluations"
urlpatterns = [
    path("regios/<slug:slug>/evaluaties/", views.evaluation_list, name="list"),
    path("regios/<slug:slug>/evaluaties/nieuw/", views.create, name="create"),
    path("regios/<slug:slug>/evaluaties/<int:pk>/", views.evaluation, name="evaluation"),
    path("regios/<slug:slug>/evaluaties/<int:pk>/pdf/", views.report, name="pdf"),
    path("regios/<slug:slug>/evaluaties/<int:pk>/bewerken/", views.edit, name="edit"),
    path("regios/<slug:slug>/evaluaties/<int:pk>/maken/", views.make, name="make"),
    path("regios/<slug:slug>/evaluaties/<int:pk>/wie-mag-dit-zien/", views.classify, name="classify"),
]
