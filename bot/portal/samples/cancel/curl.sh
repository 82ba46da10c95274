curl -sS -X POST 'https://connect.example/api/v4/bookings/A-1/cancel' \
  -H 'Authorization: Bearer mc_test_your_key'
