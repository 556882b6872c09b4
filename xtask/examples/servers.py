"""What examples talk to instead of the internet: an HTTP server on loopback with fixed answers, those of language-model
services included, and a display for programs with windows."""

import json
import os
import re
import socket
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# The width and height of a window, as in "640x480+0+0".
SIZE = re.compile(r"\b(\d+)x(\d+)\+")

TEXT = "It is a fixed answer."

# What is answered at each path, unless the recipe of an example says otherwise.
ANSWERS = {
    "/": "<html><head><title>Example</title></head><body><h1>Example</h1><p>A page.</p></body></html>",
    "/robots.txt": "User-agent: *\nAllow: /\n",
}


def free_port() -> int:
    """A port of loopback that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def kind(text: str) -> str:
    """The content type of a text, by its beginning."""
    starts = {
        "{": "application/json",
        "[": "application/json",
        "<?xml": "application/xml",
        "event:": "text/event-stream",
    }
    for start, found in starts.items():
        if text.lstrip().startswith(start):
            return found
    return "text/html; charset=utf-8" if text.lstrip().startswith("<") else "text/plain; charset=utf-8"


def events(rows: list[dict[str, Any]], *, named: bool) -> str:
    """Rows as server-sent events, with their type as the event's name where the service does so."""
    lines = [(f"event: {row['type']}\n" if named else "") + f"data: {json.dumps(row)}\n\n" for row in rows]
    return "".join(lines)


def _chat(asked: dict[str, Any], text: str) -> tuple[str, bool]:
    head: dict[str, Any] = {"id": "chatcmpl-1", "created": 1, "model": asked.get("model", "model")}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    if asked.get("stream"):
        parts: list[dict[str, Any]] = [
            {"delta": {"role": "assistant", "content": text}},
            {"delta": {}, "finish_reason": "stop"},
        ]
        rows = [{**head, "object": "chat.completion.chunk", "choices": [{"index": 0, **part}]} for part in parts]
        return events(rows, named=False) + "data: [DONE]\n\n", True
    message = {"role": "assistant", "content": text}
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    return json.dumps({**head, "object": "chat.completion", "choices": choices, "usage": usage}), False


def _responses(asked: dict[str, Any], text: str) -> tuple[str, bool]:
    content = [{"type": "output_text", "text": text, "annotations": []}]
    item = {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "content": content}
    usage: dict[str, Any] = {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}
    usage |= {"input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0}}
    whole: dict[str, Any] = {
        "id": "resp_1",
        "object": "response",
        "created_at": 1,
        "status": "completed",
        "error": None,
    }
    whole |= {"model": asked.get("model", "model"), "output": [item], "parallel_tool_calls": True, "tools": []}
    whole |= {"tool_choice": "auto", "usage": usage, "incomplete_details": None, "instructions": None, "metadata": {}}
    if asked.get("stream"):
        at = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
        rows: list[dict[str, Any]] = [{"type": "response.created", "response": {**whole, "output": []}}]
        rows += [{"type": "response.output_item.added", "output_index": 0, "item": {**item, "content": []}}]
        rows += [{"type": "response.content_part.added", **at, "part": {**content[0], "text": ""}}]
        rows += [{"type": "response.output_text.delta", **at, "delta": text, "logprobs": []}]
        rows += [{"type": "response.output_text.done", **at, "text": text, "logprobs": []}]
        rows += [{"type": "response.output_item.done", "output_index": 0, "item": item}]
        rows += [{"type": "response.completed", "response": whole}]
        return events([{**row, "sequence_number": number} for number, row in enumerate(rows)], named=True), True
    return json.dumps(whole), False


def _messages(asked: dict[str, Any], text: str) -> tuple[str, bool]:
    usage = {"input_tokens": 1, "output_tokens": 1}
    whole: dict[str, Any] = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": asked.get("model", "model"),
    }
    whole |= {"content": [], "stop_reason": None, "stop_sequence": None, "usage": usage}
    if asked.get("stream"):
        rows: list[dict[str, Any]] = [{"type": "message_start", "message": whole}]
        rows += [{"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}]
        rows += [{"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}]
        rows += [{"type": "content_block_stop", "index": 0}]
        rows += [{"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": None}, "usage": usage}]
        return events([*rows, {"type": "message_stop"}], named=True), True
    return json.dumps({**whole, "content": [{"type": "text", "text": text}], "stop_reason": "end_turn"}), False


def _ollama(asked: dict[str, Any], text: str) -> tuple[str, bool]:
    head = {"model": asked.get("model", "model"), "created_at": "2026-01-01T00:00:00Z", "done_reason": "stop"}
    return json.dumps({**head, "message": {"role": "assistant", "content": text}, "done": True}) + "\n", False


def _embeddings(asked: dict[str, Any], _: str) -> tuple[str, bool]:
    inputs = asked.get("input")
    count = len(inputs) if isinstance(inputs, list) else 1
    data = [{"object": "embedding", "index": at, "embedding": [1.0, at / 10, 0.5]} for at in range(count)]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return json.dumps({"object": "list", "data": data, "model": asked.get("model", "model"), "usage": usage}), False


# The ends of paths at which language-model services are asked, with what answers there.
MODELS = {
    "/chat/completions": _chat,
    "/responses": _responses,
    "/messages": _messages,
    "/api/chat": _ollama,
    "/embeddings": _embeddings,
}


def answer(path: str, body: bytes, answers: dict[str, str]) -> tuple[int, str, str]:
    """Status, content type and text for a request. What is posted to an unknown path comes back.

    The answer "/text" of a recipe is what the language models say.
    """
    place = path.split("?")[0]
    fixed = ANSWERS | answers
    for known in (path, place):
        if known in fixed:
            return 200, kind(fixed[known]), fixed[known]
    for end, say in MODELS.items():
        if place.endswith(end):
            text, streamed = say(json.loads(body or b"{}"), answers.get("/text", TEXT))
            return 200, "text/event-stream" if streamed else "application/json", text
    if body:
        text = body.decode(errors="replace")
        return 200, kind(text), text
    return 404, "text/plain; charset=utf-8", "nothing here"


class Web:
    """The HTTP server. Used in a `with`; `address` is without a slash at its end."""

    def __init__(self, answers: dict[str, str]) -> None:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def reply(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, content_type, text = answer(self.path, body, answers)
                content = text.encode()
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = reply

            def log_message(self, *_: object) -> None:
                """Prints nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> "Web":
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


class Display:
    """One Xvfb for all programs with windows, started when the first of them asks for it. They take turns."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.name = ""

    def start(self) -> str:
        """The name of the display."""
        if self.process is None:
            read, write = os.pipe()
            command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
            self.process = subprocess.Popen(
                command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            os.close(write)
            with os.fdopen(read) as told:
                self.name = f":{told.readline().strip()}"
        return self.name

    def windows(self) -> list[str]:
        """The windows that can be seen, as xwininfo describes them."""
        children = self._told("-root", "-children").splitlines()
        large = [line.strip() for line in children if (size := SIZE.search(line)) and min(map(int, size.groups())) > 9]
        return [line for line in large if "IsViewable" in self._told("-id", line.split()[0])]

    def _told(self, *words: str) -> str:
        command = ["xwininfo", "-display", self.name, *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout

    def end(self) -> None:
        """Ends it, if it was started."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
