<?php
// The nightly call: sends tomorrow's bookings to MOPH Connect. PHP 5.6 and newer, no extension needed.
//
//   php nightly.php bookings.csv
//
// bookings.csv is what your system writes shortly before, UTF-8, its first line the names of the fields:
//   connect_id,booking_ref,appointment_at,queue_number,department,location,note
// Or let read_bookings() ask your database: each row an array with these names.
// Ends with 0 when everything was taken, with 1 when something was not: then it says what, and it may run again.

define('ADDRESS', 'https://connect.example/api/v4/reminders');
define('KEY', 'mc_test_your_key');
define('A_CALL', 1000);  // bookings
define('TRIES', 5);

function read_bookings($path)
{
    $file = fopen($path, 'r');
    if ($file === false) {
        exit(1);
    }
    $names = fgetcsv($file, 0, ',', '"', '\\');
    if (!is_array($names)) {
        fwrite(STDERR, "$path is empty\n");
        exit(1);
    }
    $names[0] = preg_replace('/^\xEF\xBB\xBF/', '', $names[0]);  // Excel puts a mark in front
    $bookings = array();
    while (($row = fgetcsv($file, 0, ',', '"', '\\')) !== false) {
        if (count($row) !== count($names)) {
            if ($row !== array(null)) {
                fwrite(STDERR, 'wrong number of columns after ' . count($bookings) . " bookings of $path\n");
                exit(1);
            }
            continue;  // an empty line
        }
        $bookings[] = array_filter(array_combine($names, $row), 'strlen');
    }
    return $bookings;
}

// The status and the answer; status 0 when nobody answered. Sending the same again is always safe.
function send($body)
{
    $http = array(
        'method' => 'POST',
        'header' => 'Authorization: Bearer ' . KEY . "\r\nContent-Type: application/json",
        'content' => $body,
        'ignore_errors' => true,
        'timeout' => 60,
    );
    for ($try = 1; ; $try++) {
        $answer = @file_get_contents(ADDRESS, false, stream_context_create(array('http' => $http)));
        $status = $answer === false ? 0 : (int) substr($http_response_header[0], 9, 3);
        if ($try === TRIES || ($status > 0 && $status < 500 && $status !== 429)) {
            return array($status, (string) $answer);
        }
        $wait = 5 * $try;
        foreach ($answer === false ? array() : $http_response_header as $line) {
            if (stripos($line, 'Retry-After:') === 0) {
                $wait = max(1, (int) trim(substr($line, 12)));
            }
        }
        sleep($wait);
    }
}

if ($argc !== 2) {
    fwrite(STDERR, "php nightly.php bookings.csv\n");
    exit(1);
}
$taken = 0;
$refused = 0;
foreach (array_chunk(read_bookings($argv[1]), A_CALL) as $bookings) {
    $body = json_encode(array('bookings' => $bookings));
    if ($body === false) {
        fwrite(STDERR, "not UTF-8: save the file as UTF-8\n");
        exit(1);
    }
    list($status, $answer) = send($body);
    $read = json_decode($answer, true);
    if ($status !== 200 || !isset($read['results'])) {
        fwrite(STDERR, "the call failed with status $status, $answer\n");
        $refused += count($bookings);
        continue;
    }
    foreach ($read['results'] as $result) {
        if ($result['status'] < 400) {
            $taken++;
            continue;
        }
        $refused++;
        $problem = json_encode($result['problem'], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
        fwrite(STDERR, "{$result['booking_ref']}: {$result['status']} $problem\n");
    }
}
echo date('Y-m-d H:i:s'), " taken $taken, not taken $refused\n";
exit($refused > 0 ? 1 : 0);
