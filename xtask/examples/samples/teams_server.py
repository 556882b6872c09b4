"""A Teams service that takes the reply; runs example.py without sign-in and posts the message /hello to it."""

import json
import os
import runpy
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)))
        reply = b'{"id": "2"}'
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)
        if body.get("text"):
            print("answered:", body["text"], flush=True)
            os._exit(0)

    def log_message(self, *_):
        pass


def message():
    body = {
        "type": "message",
        "id": "1",
        "text": "/hello",
        "channelId": "msteams",
        "serviceUrl": f"http://127.0.0.1:{server.server_port}/",
        "from": {"id": "u", "name": "Ann", "role": "user"},
        "recipient": {"id": "b", "name": "bot"},
        "conversation": {"id": "c", "conversationType": "personal"},
    }
    for _ in range(50):
        time.sleep(0.2)
        ask = urllib.request.Request(
            f"http://127.0.0.1:{PORT}/api/messages", json.dumps(body).encode(), {"content-type": "application/json"}
        )
        try:
            urllib.request.urlopen(ask, timeout=10).read()
            break
        except OSError as fault:
            last = fault
    time.sleep(5)
    print("no answer", last)
    os._exit(1)


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
PORT = 3978
last = ""
os.environ["DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"] = "true"
threading.Thread(target=message, daemon=True).start()
runpy.run_path("example.py", run_name="__main__")
