"""A shop in Python that takes cards by the card server: `python3 shop.py`. No card number ever comes here."""
import base64, hashlib, hmac, json, os, re, secrets, sqlite3, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CARDS = os.environ.get("CARD_SERVER_URL", "http://localhost:8080")
SHOP = os.environ.get("SHOP_URL", "http://localhost:8000")
BUYER = {"name": "Asha Menon", "email": "asha@example.com", "phone": "+919876543210", "address": {"line1": "14 Bazaar Road", "postalCode": "682002"}}
PRODUCT = {"name": "Table runner", "description": "Cotton table runner, printed by hand", "typeOfGoods": "physical_goods", "hsCode": "63025100"}

def database():
    db = sqlite3.connect(os.environ.get("DATABASE", "shop.sqlite"))
    db.execute("create table if not exists orders (reference text primary key, total text not null, paid integer not null default 0)")
    db.execute("create table if not exists requests (id text primary key, at real not null)")
    return db

def is_genuine(body: bytes, id: str, timestamp: str, signatures: str, key: str) -> bool:
    if not id or not re.fullmatch(r"[0-9]{1,12}", timestamp) or abs(time.time() - int(timestamp)) > 300: return False
    secret = base64.b64decode(key.removeprefix("whsec_"))
    expected = b"v1," + base64.b64encode(hmac.new(secret, f"{id}.{timestamp}.".encode() + body, hashlib.sha256).digest())
    return any([hmac.compare_digest(expected, given.encode()) for given in signatures.split(" ")])

def take(db, hook):
    """What to answer, status and JSON. What is done and that it was done is written together, or not at all."""
    with db:
        if db.execute("insert or ignore into requests values (?, ?)", (hook["request"], time.time())).rowcount == 0:
            return 409, None  # somebody sends once more what they have caught
        db.execute("delete from requests where at < ?", (time.time() - 600,))
        if hook["type"] == "payment.paid":  # told at least once: the second time changes nothing
            payment = hook["payment"]
            db.execute("update orders set paid = 1 where reference = ? and total = ?", (payment["checkout"], payment["amount"]))
        if hook["type"] == "attention": print(hook["attention"]["todo"])
    if hook["type"] != "checkout.resolve": return 200, None
    order = db.execute("select reference, total from orders where reference = ?", (hook["reference"],)).fetchone()
    return (404, {"checkout": None}) if order is None else (200, {"amount": order[1], "currency": "INR", "buyer": BUYER, "product": PRODUCT,
            "invoice": {"number": f"INV-{order[0][:12]}"}, "returnUrl": f"{SHOP}/orders/{order[0]}"})

class Shop(BaseHTTPRequestHandler):
    def do_POST(self):
        body, db = self.rfile.read(int(self.headers.get("content-length") or 0)), database()
        if self.path == "/buy":
            reference = secrets.token_hex(16)  # nobody can guess it
            with db: db.execute("insert into orders (reference, total) values (?, ?)", (reference, "1000.00"))
            return self.answer(303, "", {"location": f"{CARDS}/pay/{reference}"})
        signed = [self.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature")]
        if not is_genuine(body, *signed, os.environ["SHOP_HOOKS_SECRET"]): return self.answer(401, "")
        status, answer = take(db, json.loads(body))
        self.answer(status, json.dumps(answer), {"content-type": "application/json"})
    def do_GET(self):
        order = database().execute("select paid from orders where reference = ?", (self.path.removeprefix("/orders/"),)).fetchone()
        buy = '<form method="post" action="/buy"><button>Buy for ₹1,000.00</button></form>'
        state = buy if order is None else f"<p>{'Paid. Thank you!' if order[0] else 'Not paid yet.'}</p>"
        self.answer(200, f'<!doctype html><meta charset="utf-8"><title>Shop</title><h1>Table runner</h1>{state}')
    def answer(self, status, text, headers={"content-type": "text/html; charset=utf-8"}):
        self.send_response(status)
        for name, value in {**headers, "content-length": len(text.encode())}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(text.encode())

ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8000"))), Shop).serve_forever()
