"""What gunicorn writes about itself, without addresses and without what somebody asked for."""

import sys
from typing import Any

from gunicorn.glogging import Logger


class ServerLog(Logger):
    """gunicorn names who sent a malformed request and repeats what stood in it; we promise not to keep either."""

    def warning(self, msg: object, *args: Any, **kwargs: Any) -> None:
        if str(msg).startswith("Invalid request"):
            msg, args = "refused a malformed request", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: object, *args: Any, **kwargs: Any) -> None:
        error = sys.exc_info()[0]
        super().error("a request failed in the server: %s", error.__name__ if error else "unknown cause")
