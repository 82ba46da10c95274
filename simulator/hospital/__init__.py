"""A demo hospital's queue system: its booking page for patients, and the desk where its people work."""
