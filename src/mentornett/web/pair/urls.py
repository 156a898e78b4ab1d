"""Addresses of this area."""

from django.urls import URLPattern

app_name = "pair"

urlpatterns: list[URLPattern] = []
