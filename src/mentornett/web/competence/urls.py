"""Addresses of this area."""

from django.urls import URLPattern

app_name = "competence"

urlpatterns: list[URLPattern] = []
