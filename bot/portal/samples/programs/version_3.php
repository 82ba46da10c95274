<?php
// A version-3 client as it has run for years; only $base is new. PHP 5.6 and newer.
$base = 'https://connect.example/v3/mc3_your_key/test';  // without /test once the hospital is live

$queue = array(
    'userId' => '5bedb40574d0504752f2173f',
    'hospitalName' => 'โรงพยาบาลของท่าน',
    'origin' => 'กระทรวงสาธารณสุข',
    'queueNumber' => 'จุดคัดกรอง คิวที่ 201',
    'patientName' => 'นาย โตมร โตมานานแล้ว',
    'appointmentDate' => '2026-12-24',
    'appointmentTime' => 'เวลานัดหมาย 09:00-09:15 น. กรุณามาก่อนเวลา 10 นาที',
    'detailsLink' => 'http://pth.ddns.net/',
    'currentQueueLink' => 'http://pth.ddns.net/',
);
$http = array(
    'method' => 'POST',
    'header' => 'Content-Type: application/json',
    'content' => json_encode($queue),
    'ignore_errors' => true,
    'timeout' => 10,
);
$answer = file_get_contents($base . '/api/queue', false, stream_context_create(array('http' => $http)));
if ($answer === false) {
    exit(1);
}
echo $http_response_header[0], "\n", $answer, "\n";
