"""What every test gets: an offscreen Qt unless a real display is asked for."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
