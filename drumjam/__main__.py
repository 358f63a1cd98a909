"""`python -m drumjam` is the command `drumjam`."""

import sys

from drumjam.cli import main

if __name__ == "__main__":
    sys.exit(main())
