<?php
// A shop in PHP that takes cards by the card server: `php -S localhost:8000 shop.php`. No card number ever comes here.
$cards = getenv('CARD_SERVER_URL') ?: 'http://localhost:8080';
$shop = getenv('SHOP_URL') ?: 'http://localhost:8000';
$db = new PDO('sqlite:' . (getenv('DATABASE') ?: 'shop.sqlite'));
$db->exec('create table if not exists orders (reference text primary key, total text not null, paid integer not null default 0)');
$db->exec('create table if not exists requests (id text primary key, at integer not null)');

function is_genuine(string $body, string $id, string $timestamp, string $signatures, string $key): bool {
    if ($id === '' || !preg_match('/^\d{1,12}$/D', $timestamp) || abs(time() - (int) $timestamp) > 300) return false;
    $secret = base64_decode(preg_replace('/^whsec_/', '', $key));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $secret, true));
    $fits = false;
    foreach (explode(' ', $signatures) as $given) $fits = hash_equals($expected, $given) || $fits;
    return $fits;
}
function find_order(PDO $db, string $reference): array|false {
    $query = $db->prepare('select * from orders where reference = ?');
    $query->execute([$reference]);
    return $query->fetch(PDO::FETCH_ASSOC);
}
function answer(int $status, ?array $body = null): never {
    http_response_code($status);
    header('Content-Type: application/json');
    exit($body === null ? '' : json_encode($body));
}

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/card-hooks' && $_SERVER['REQUEST_METHOD'] === 'POST') {
    $body = file_get_contents('php://input');
    [$id, $timestamp, $signatures] = array_map(fn ($name) => $_SERVER["HTTP_WEBHOOK_$name"] ?? '', ['ID', 'TIMESTAMP', 'SIGNATURE']);
    if (!is_genuine($body, $id, $timestamp, $signatures, getenv('SHOP_HOOKS_SECRET'))) answer(401);
    $hook = json_decode($body, true);
    $db->beginTransaction(); // what is done and that it was done: both or neither
    $new = $db->prepare('insert or ignore into requests values (?, ?)');
    $new->execute([$hook['request'], time()]);
    if ($new->rowCount() === 0) answer(409); // somebody sends once more what they have caught
    if ($hook['type'] === 'payment.paid') // told at least once: the second time changes nothing
        $db->prepare('update orders set paid = 1 where reference = ? and total = ?')->execute([$hook['payment']['checkout'], $hook['payment']['amount']]);
    if ($hook['type'] === 'attention') error_log($hook['attention']['todo']);
    $db->exec('delete from requests where at < ' . (time() - 600));
    $db->commit();
    if ($hook['type'] !== 'checkout.resolve') answer(200);
    if (!($order = find_order($db, $hook['reference']))) answer(404, ['checkout' => null]);
    answer(200, ['amount' => $order['total'], 'currency' => 'INR', 'returnUrl' => "$shop/orders/$order[reference]",
        'buyer' => ['name' => 'Asha Menon', 'email' => 'asha@example.com', 'phone' => '+919876543210', 'address' => ['line1' => '14 Bazaar Road', 'postalCode' => '682002']],
        'product' => ['name' => 'Table runner', 'description' => 'Cotton table runner, printed by hand', 'typeOfGoods' => 'physical_goods', 'hsCode' => '63025100'],
        'invoice' => ['number' => 'INV-' . substr($order['reference'], 0, 12)]]);
}
if ($path === '/buy' && $_SERVER['REQUEST_METHOD'] === 'POST') {
    $reference = bin2hex(random_bytes(16)); // nobody can guess it
    $db->prepare('insert into orders (reference, total) values (?, ?)')->execute([$reference, '1000.00']);
    header("Location: $cards/pay/$reference", true, 303);
} elseif (preg_match('#^/orders/(\w+)$#', $path, $found) && ($order = find_order($db, $found[1]))) {
    echo '<!doctype html><title>Order</title><h1>Table runner</h1><p>', $order['paid'] ? 'Paid. Thank you!' : 'Not paid yet.';
} else {
    echo '<!doctype html><title>Shop</title><h1>Table runner</h1><form method="post" action="/buy"><button>Buy for ₹1,000.00</button></form>';
}
