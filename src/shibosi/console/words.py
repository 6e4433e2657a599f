"""Words of the console for templates: {{ finding.control|sentence }}, {{ finding.severity|severity }}."""

from django import template

from shibosi.console import saying

register = template.Library()
for name in ("sentence", "remedy", "rule", "severity", "dossier", "document", "case"):
    register.filter(name, getattr(saying, name))
