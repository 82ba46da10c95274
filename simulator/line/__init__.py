"""LINE's side: the Messaging API under the same paths as at LINE."""
