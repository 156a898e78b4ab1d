from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "mentornett.web.demo"
    label = "web_demo"
