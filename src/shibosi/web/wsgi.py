"""What a server process runs."""

from django.core.wsgi import get_wsgi_application

from shibosi.settings import start_django

start_django()
application = get_wsgi_application()
