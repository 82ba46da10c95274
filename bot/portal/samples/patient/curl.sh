curl -sS -X POST 'https://connect.example/api/v4/sandbox/patients' \
  -H 'Authorization: Bearer mc_test_your_key' \
  -H 'Content-Type: application/json' \
  -d '{
  "display_name": "สมหญิง ใจดี"
}'
