curl -sS -X DELETE 'https://connect.example/api/v4/sandbox' \
  -H 'Authorization: Bearer mc_test_your_key'
