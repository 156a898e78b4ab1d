"""Addresses of this area."""

from django.urls import URLPattern, path

from mentornett.web.municipality import team

app_name = "municipality"
urlpatterns: list[URLPattern] = [
    # teams and people
    path("team/", team.teams, name="teams"),
]
