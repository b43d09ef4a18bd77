"""The small app that the tests serve: ``python -m tests.serving.app PORT [PASSWORDS]``."""

import os
import sys
from pathlib import Path

import panel as pn

from clusterdash.serving import decide, logs, options
from clusterdash.serving.guard import Guarded
from clusterdash.serving.sessions import Sessions


def start() -> pn.Template:
    page = pn.Template("{% extends base %}{% block contents %}<p>start</p>{% endblock %}")
    if "break" in pn.state.session_args:
        raise RuntimeError("broken on purpose")
    return page


def sorry(name: str) -> pn.Template:
    page = pn.Template("{% extends base %}{% block contents %}<p>{{ id }}</p>{% endblock %}")
    page.add_variable("id", f"Error {name}")
    return page


def headers() -> pn.Template:
    page = pn.Template("{% extends base %}{% block contents %}<p>{{ seen }}</p>{% endblock %}")
    page.add_variable("seen", f"SEEN {sorted(pn.state.headers)} {sorted(pn.state.cookies)} SEEN")
    return page


class Taken(Guarded):
    def get(self) -> None:
        if self.get_query_argument("break", ""):
            raise RuntimeError("broken on purpose")
        self.finish("a file")


def main(port: int, passwords: Path | None) -> None:
    access = decide(
        os.environ,
        port=port,
        password_file=passwords,
        origins=() if passwords is None else (f"127.0.0.1:{port}",),
    )
    logs.configure()
    Sessions().watch()
    pn.extension()
    logs.started(access, "test", "0" * 64)
    pages = {"/": logs.reported(start, sorry), "/clusters": headers, "/embed": headers}
    told = options(access, edition="test 1", routes=tuple(pages))
    told["extra_patterns"].append(("/file/x", Taken, {}))
    pn.serve(
        pages,
        **told,
        check_unused_sessions_milliseconds=200,
        unused_session_lifetime_milliseconds=200,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
