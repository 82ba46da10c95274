"""What LINE tells the service: signed webhooks, delivered again until they are answered."""
