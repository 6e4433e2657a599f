"""Words of the console for templates: {{ finding|headed }}, {{ finding.severity|severity }}."""

from django import template

from shibosi.console import saying, working

register = template.Library()
for name in ("sentence", "headed", "remedy", "rule", "severity", "dossier", "document", "case"):
    register.filter(name, getattr(saying, name))
for name in ("job", "interval", "progress", "content"):
    register.filter(name, getattr(working, name))
