"""The first page: where the doors are."""

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html

from shibosi.kernel.words import language, translate

FORM = (
    '<!doctype html><html lang="{}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Shibosi 市舶司</title><h1>Shibosi 市舶司</h1><p>{}</p>"
    '<ul><li><a href="/api/v1/docs">{}</a></li><li><a href="/api/v1/openapi.json">OpenAPI</a></li>'
    '<li><a href="/accounts/login/">{}</a></li></ul></html>'
)


def page(request: HttpRequest) -> HttpResponse:
    """Links to the API, its description and signing in."""
    about = translate("Shibosi 市舶司: cross-border e-commerce compliance that runs.")
    return HttpResponse(format_html(FORM, language(), about, translate("The API"), translate("Sign in")))
