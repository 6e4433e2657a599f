"""Which address leads to which door."""

from django.urls import include, path

urlpatterns = [path("accounts/", include("allauth.urls"))]
