"""Addresses of this area."""

from django.urls import URLPattern

app_name = "programme"

urlpatterns: list[URLPattern] = []
