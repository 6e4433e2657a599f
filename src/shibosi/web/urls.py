"""Which address leads to which door."""

from django.urls import include, path

from shibosi.api import health
from shibosi.api.service import api
from shibosi.mcp import http
from shibosi.web import root

urlpatterns = [
    path("", root.page),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("mcp", http.door),
    path("metrics", health.metrics),
]
