"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentornett.config.settings")
application = get_wsgi_application()

# All pages are loaded before the first visitor comes, and what is loaded stays: the collector need not walk through it
# again whenever a page reads a whole register.
get_resolver().url_patterns  # noqa: B018 (reading it loads them)
gc.collect()
gc.freeze()
