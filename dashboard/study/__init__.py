"""`frogpond study`: a study without a browser."""
