curl -sS -X POST 'https://connect.example/api/v4/sandbox/clock' \
  -H 'Authorization: Bearer mc_test_your_key' \
  -H 'Content-Type: application/json' \
  -d '{
  "advance": "P1D"
}'
