from django.urls import path

from mentornett.web.demo import pages

app_name = "demo"

urlpatterns = [
    path("komponenter/", pages.components, name="components"),
]
