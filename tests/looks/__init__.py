"""Pictures for the eye: `python -m tests.looks FOLDER`."""
