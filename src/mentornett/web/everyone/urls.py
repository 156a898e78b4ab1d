"""Addresses of this area."""

from django.urls import URLPattern

app_name = "everyone"
urlpatterns: list[URLPattern] = []
