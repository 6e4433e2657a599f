"""Which address leads to which door."""

from django.urls import include, path

from shibosi.api import health
from shibosi.api.service import api
from shibosi.mcp import http

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("mcp", http.door),
    path("metrics", health.metrics),
    path("", include("shibosi.pages.urls")),
]
handler400 = "shibosi.pages.errors.wrong_request"
handler403 = "shibosi.pages.errors.forbidden"
handler404 = "shibosi.pages.errors.not_there"
handler500 = "shibosi.pages.errors.broken"
