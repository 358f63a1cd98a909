"""The page of devices: what is on it, apart from the frame around it."""
