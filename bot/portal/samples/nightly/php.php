<?php
$body = array(
    'bookings' => array(
        array(
            'connect_id' => '5bedb40574d0504752f2173f',
            'booking_ref' => 'A-1',
            'appointment_at' => '2026-12-24T10:00',
            'queue_number' => 'A042',
            'department' => 'อายุรกรรม',
        ),
    ),
);
$http = array(
    'method' => 'POST',
    'header' => "Authorization: Bearer mc_test_your_key\r\nContent-Type: application/json",
    'content' => json_encode($body),
    'ignore_errors' => true,
    'timeout' => 10,
);
$answer = file_get_contents('https://connect.example/api/v4/reminders', false, stream_context_create(array('http' => $http)));
if ($answer === false) {
    exit(1);
}
echo $http_response_header[0], "\n", $answer, "\n";
