"""Starts 이음: the window, or a command without it (``python main.py --help``)."""

from desktop.app import main

if __name__ == "__main__":
    main()
