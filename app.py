"""Entry of a checkout: `flask run`, `gunicorn app:app`."""

from ev_scan.factory import create_app

app = create_app()
