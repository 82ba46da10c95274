curl -sS -X POST 'https://connect.example/api/v4/queue-calls' \
  -H 'Authorization: Bearer mc_test_your_key' \
  -H 'Content-Type: application/json' \
  -d '{
  "booking_ref": "A-1",
  "queues_ahead": 3,
  "room": "ห้องตรวจ 5"
}'
