"""Addresses of this area."""

from django.urls import URLPattern, path

from mentornett.web.everyone import appearance, calendar, now, profile

app_name = "everyone"
urlpatterns: list[URLPattern] = [
    path("na/", now.now, name="now"),
    path("meg/", profile.profile, name="profile"),
    path("meg/sprak/", appearance.language, name="language"),
    path("meg/farger/", appearance.colour_scheme, name="colour_scheme"),
    path("meg/kalender/", calendar.calendar, name="calendar"),
    path("meg/kalender/ny/", calendar.make, name="calendar_make"),
    path("meg/kalender/opphev/", calendar.revoke, name="calendar_revoke"),
    path("meg/innsyn/", profile.readings, name="readings"),
    path("meg/gjort/", profile.deeds, name="deeds"),
    path("meg/data/", profile.data, name="data"),
    path("meg/data/<str:form>/", profile.data_file, name="data_file"),
]
