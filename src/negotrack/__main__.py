"""Run negotrack as `python -m negotrack`."""

from negotrack.cli.main import main

if __name__ == "__main__":
    main()
