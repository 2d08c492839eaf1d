"""The `frogpond` command: serve the dashboard on this machine."""

import argparse
import sys
from importlib.metadata import version
from pathlib import Path

APP = Path(__file__).with_name("app.py")


def main() -> None:
    """Parse the command line and serve until stopped."""
    parser = argparse.ArgumentParser(prog="frogpond", description="Learn multilevel models by moving them.")
    parser.add_argument("--port", type=int, default=8501, help="where to serve (default: %(default)s)")
    parser.add_argument("--version", action="version", version=f"frogpond {version('frogpond')}")
    options = parser.parse_args()
    serve(options.port)


def serve(port: int) -> None:
    from streamlit.web import cli

    sys.argv = ["streamlit", "run", str(APP), "--server.port", str(port)]
    sys.exit(cli.main())


if __name__ == "__main__":
    main()
