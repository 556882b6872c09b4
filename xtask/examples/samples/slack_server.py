"""A Slack server that only knows auth.test; runs example.py and posts a signed slash command /hello to it."""

import hashlib
import hmac
import json
import os
import runpy
import threading
import time
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length") or 0))
        reply = json.dumps(
            {
                "ok": True,
                "url": "https://x.slack.com/",
                "team": "x",
                "user": "bot",
                "team_id": "T1",
                "user_id": "U1",
                "bot_id": "B1",
            }
        ).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_):
        pass


def command():
    body = urllib.parse.urlencode(
        {
            "command": "/hello",
            "text": "",
            "team_id": "T1",
            "user_id": "U2",
            "channel_id": "C1",
            "response_url": "http://127.0.0.1:1/",
            "trigger_id": "1",
            "token": "x",
        }
    )
    for _ in range(50):
        time.sleep(0.2)
        now = str(int(time.time()))
        mark = hmac.new(b"secret", f"v0:{now}:{body}".encode(), hashlib.sha256).hexdigest()
        ask = urllib.request.Request(
            "http://127.0.0.1:3000/slack/events",
            body.encode(),
            {
                "content-type": "application/x-www-form-urlencoded",
                "x-slack-request-timestamp": now,
                "x-slack-signature": "v0=" + mark,
            },
        )
        try:
            with urllib.request.urlopen(ask, timeout=5) as reply:
                print("answered:", reply.status, reply.read().decode(), flush=True)
            os._exit(0)
        except OSError as fault:
            last = fault
    print(last)
    os._exit(1)


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ |= {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "secret"}
from slack_sdk.web import base_client

start = base_client.BaseClient.__init__


def local(self, *args, **more):
    start(self, *args, **more)
    self.base_url = f"http://127.0.0.1:{server.server_port}/"


base_client.BaseClient.__init__ = local
threading.Thread(target=command, daemon=True).start()
runpy.run_path("example.py", run_name="__main__")
