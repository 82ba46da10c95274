curl -sS -X GET 'https://connect.example/api/v4/nightly-calls?date=2026-12-24' \
  -H 'Authorization: Bearer mc_test_your_key'
