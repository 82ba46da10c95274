curl -sS -X PATCH 'https://connect.example/api/v4/bookings/A-1' \
  -H 'Authorization: Bearer mc_test_your_key' \
  -H 'Content-Type: application/json' \
  -d '{
  "appointment_at": "2026-12-24T13:30"
}'
