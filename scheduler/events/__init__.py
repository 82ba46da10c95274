"""What hospitals are told of what happens to their bookings."""
