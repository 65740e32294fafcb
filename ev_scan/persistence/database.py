"""The database of the Flask app."""

from typing import TYPE_CHECKING

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine

from ev_scan.persistence.base import Base
from ev_scan.persistence.engines import engine_options, prepared

if TYPE_CHECKING:
    from flask import Flask

db = SQLAlchemy(metadata=Base.metadata)


def connect(app: "Flask", url: str) -> Engine:
    """Use this and not db.init_app: it also brings the settings of the engine. Opens no connection yet."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(url)
    db.init_app(app)
    with app.app_context():
        return prepared(db.engine)
