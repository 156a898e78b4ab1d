"""Addresses of this area."""

from django.urls import URLPattern

app_name = "municipality"
urlpatterns: list[URLPattern] = []
