"""`python -m shibosi`: the command line."""

from shibosi.cli.main import main

if __name__ == "__main__":
    main()
