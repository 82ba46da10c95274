<?php
$http = array(
    'method' => 'GET',
    'header' => "Authorization: Bearer mc_test_your_key",
    'ignore_errors' => true,
    'timeout' => 10,
);
$answer = file_get_contents('https://connect.example/api/v4/nightly-calls?date=2026-12-24', false, stream_context_create(array('http' => $http)));
if ($answer === false) {
    exit(1);
}
echo $http_response_header[0], "\n", $answer, "\n";
