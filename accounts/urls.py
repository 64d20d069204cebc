"""Addresses of signing in that differ from allauth's; the project puts them before allauth's own."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("email/", views.email, name="account_email"),
    path("sessie/", views.session_left, name="session-left"),
    path("2fa/webauthn/", views.passkeys, name="mfa_list_webauthn"),
    path("2fa/noodcodes-bewaard/", views.codes_kept, name="codes-kept"),
    path("via/<slug:provider_id>/", views.identity_login, name="openid_connect_login"),
    path("via/<slug:provider_id>/terug/", views.identity_callback, name="openid_connect_callback"),
    path("sessies/", views.sessions_page, name="sessions"),
    path("getypt/<uuid:key>/", views.kept_form, name="kept-form"),
]
