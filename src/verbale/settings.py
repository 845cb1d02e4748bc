"""Django's settings: the store's and the pages', from the environment (``environment.py`` says which variables)."""

from __future__ import annotations

from verbale import environment

_given = environment.read()

SECRET_KEY = _given.secret_key
DEBUG = _given.debug
ALLOWED_HOSTS = list(_given.hosts)
CSRF_TRUSTED_ORIGINS = list(_given.origins)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "verbale.store",
]
DATABASES = {"default": environment.django_database(_given.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
