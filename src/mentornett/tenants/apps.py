from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "mentornett.tenants"
    label = "tenants"
