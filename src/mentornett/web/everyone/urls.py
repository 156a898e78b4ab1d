"""Addresses of this area."""

from django.urls import URLPattern, path

from mentornett.web.everyone import appearance, now, profile

app_name = "everyone"
urlpatterns: list[URLPattern] = [
    path("na/", now.now, name="now"),
    path("meg/", profile.profile, name="profile"),
    path("meg/sprak/", appearance.language, name="language"),
    path("meg/farger/", appearance.colour_scheme, name="colour_scheme"),
]
