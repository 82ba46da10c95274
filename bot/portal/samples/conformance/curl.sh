curl -sS -X GET 'https://connect.example/api/v4/conformance?lang=th' \
  -H 'Authorization: Bearer mc_test_your_key'
