"""Addresses of figures."""

from django.urls import path

from monitoring.views import deliveries, figures, importing, topics

app_name = "monitoring"
urlpatterns = [
    path("regios/<slug:slug>/cijfers/", figures.figures, name="figures"),
    path("regios/<slug:slug>/cijfers/inlezen/", importing.start, name="import-start"),
    path("regios/<slug:slug>/cijfers/inlezen/<int:pk>/", importing.show, name="import"),
    path("regios/<slug:slug>/cijfers/inlezen/<int:pk>/bevestigen/", importing.confirm, name="import-confirm"),
    path("regios/<slug:slug>/cijfers/inlezen/<int:pk>/onderwerpen/", importing.topics, name="import-topics"),
    path("regios/<slug:slug>/cijfers/inlezen/<int:pk>/weghalen/", importing.delete, name="import-delete"),
    path("regios/<slug:slug>/cijfers/inlezen/<int:pk>/aanbieden/", importing.offer, name="import-offer"),
    path("regios/<slug:slug>/cijfers/inlezen/<int:pk>/terugsturen/", importing.send_back, name="import-send-back"),
    path("cijfers/aangeboden/", importing.offered, name="offered"),
    path("regios/<slug:slug>/cijfers/aanleveringen/", deliveries.deliveries, name="deliveries"),
    path("regios/<slug:slug>/cijfers/aanleveringen/<int:pk>/vrijgeven/", deliveries.release, name="release"),
    path("regios/<slug:slug>/cijfers/aanleveringen/<int:pk>/intrekken/", deliveries.withdraw, name="withdraw"),
    path("regios/<slug:slug>/cijfers/aanleveringen/<int:pk>/apart/", deliveries.set_aside, name="set-aside"),
    path("regios/<slug:slug>/cijfers/onderwerpen/", topics.topics, name="topics"),
    path("regios/<slug:slug>/cijfers/onderwerpen/<int:pk>/", topics.topic, name="topic"),
    path("regios/<slug:slug>/cijfers/onderwerpen/<int:pk>/samenvoegen/", topics.merge, name="topic-merge"),
    path("regios/<slug:slug>/cijfers/<slug:indicator>/", figures.indicator, name="indicator"),
    path("regios/<slug:slug>/cijfers/<slug:indicator>/<slug:area>/<slug:kind>.svg", figures.chart, name="chart"),
    path("regios/<slug:slug>/cijfers.csv", figures.figures_csv, name="csv"),
    path("regios/<slug:slug>/cijfers.csv-metadata.json", figures.figures_file, {"kind": "uitleg"}, name="data-about"),
    path("regios/<slug:slug>/cijfers.xlsx", figures.figures_file, {"kind": "xlsx"}, name="data-xlsx"),
    path("regios/<slug:slug>/cijfers-excel.csv", figures.figures_file, {"kind": "excel"}, name="data-excel"),
]
