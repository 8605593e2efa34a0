"""``python -m dispatcher`` is the same as ``dispatcher``."""

from dispatcher.cli.main import run

if __name__ == "__main__":
    run()
