"""A Telegram server with one message /hello; runs example.py against it and ends with the first answer."""

import json
import os
import runpy
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ME = {"id": 1, "is_bot": True, "first_name": "bot", "username": "my_bot"}
MESSAGE = {
    "message_id": 5,
    "date": 1700000000,
    "chat": {"id": 7, "type": "private", "first_name": "Ann"},
    "from": {"id": 7, "is_bot": False, "first_name": "Ann"},
    "text": "/hello",
    "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
}
sent = []


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        method = self.path.split("?")[0].rsplit("/", 1)[1].lower()
        result = True
        if method == "getme":
            result = ME
        elif method == "getupdates":
            threading.Event().wait(0.2)
            result = [] if sent else [{"update_id": 1, "message": MESSAGE}]
            sent.append(1)
        elif method == "sendmessage":
            result = MESSAGE | {"message_id": 6, "from": ME, "text": "Hello!"}
        reply = json.dumps({"ok": True, "result": result}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)
        if method == "sendmessage":
            print("answered:", urllib.parse.unquote_plus(body), flush=True)
            os._exit(0)

    do_GET = do_POST

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}/bot"
os.environ["BOT_TOKEN"] = "123:ABC"
try:
    from telegram.ext import ApplicationBuilder

    start = ApplicationBuilder.__init__
    ApplicationBuilder.__init__ = lambda self: (start(self), self.base_url(base))[0]
except ImportError:
    from aiogram.client import telegram

    object.__setattr__(telegram.PRODUCTION, "base", base + "{token}/{method}")
runpy.run_path("example.py", run_name="__main__")
