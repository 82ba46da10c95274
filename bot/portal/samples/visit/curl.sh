curl -sS -X POST 'https://connect.example/api/v4/visits' \
  -H 'Authorization: Bearer mc_test_your_key' \
  -H 'Content-Type: application/json' \
  -d '{
  "booking_ref": "A-1",
  "outcome": "served"
}'
