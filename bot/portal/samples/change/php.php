<?php
$body = array(
    'appointment_at' => '2026-12-24T13:30',
);
$http = array(
    'method' => 'PATCH',
    'header' => "Authorization: Bearer mc_test_your_key\r\nContent-Type: application/json",
    'content' => json_encode($body),
    'ignore_errors' => true,
    'timeout' => 10,
);
$answer = file_get_contents('https://connect.example/api/v4/bookings/A-1', false, stream_context_create(array('http' => $http)));
if ($answer === false) {
    exit(1);
}
echo $http_response_header[0], "\n", $answer, "\n";
