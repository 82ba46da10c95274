curl -sS -X GET 'https://connect.example/api/v4/calls?booking_ref=A-1' \
  -H 'Authorization: Bearer mc_test_your_key'
