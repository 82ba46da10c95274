"""What a patient can do with her phone. Each deed answers with the status that the service's webhook gave."""
