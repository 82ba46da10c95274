"""Stand-in for the outside world: LINE's Messaging API, a patient's phone and a hospital's booking site.

It speaks HTTP only and imports nothing of the service. See `simulator/README.md`.
"""
