"""A model server that asks for weather("Oslo") once and then repeats the result; runs example.py against it."""

import json
import os
import runpy
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ARGS = {"city": "Oslo"}


def results(value):
    """Texts of the tool results in a request, wherever the provider puts them."""
    if isinstance(value, list):
        return [r for v in value for r in results(v)]
    if not isinstance(value, dict):
        return []
    if value.get("type") == "function_call_output":
        return [value["output"]]
    if value.get("type") == "tool_result" or value.get("role") == "tool":
        text = value["content"]
        return [text if isinstance(text, str) else text[0]["text"]]
    return [r for v in value.values() for r in results(v)]


def answer(path, ask):
    done = results(ask.get("messages") or ask.get("input"))
    assert done or "weather" in json.dumps(ask["tools"]), ask
    text = done[-1] if done else ""
    if path.endswith("/responses"):
        item = (
            {
                "type": "message",
                "id": "m1",
                "role": "assistant",
                "status": "completed",
                "content": [{"type": "output_text", "text": text, "annotations": []}],
            }
            if done
            else {
                "type": "function_call",
                "id": "f1",
                "call_id": "c1",
                "name": "weather",
                "arguments": json.dumps(ARGS),
                "status": "completed",
            }
        )
        return {
            "id": "r1",
            "object": "response",
            "created_at": 0,
            "status": "completed",
            "model": ask["model"],
            "output": [item],
            "parallel_tool_calls": True,
            "tool_choice": "auto",
            "tools": [],
            "usage": {
                "input_tokens": 1,
                "output_tokens": 1,
                "total_tokens": 2,
                "input_tokens_details": {"cached_tokens": 0},
                "output_tokens_details": {"reasoning_tokens": 0},
            },
        }
    if path.endswith("/chat/completions"):
        message = {"role": "assistant", "content": text or None}
        if not done:
            message["tool_calls"] = [
                {"id": "c1", "type": "function", "function": {"name": "weather", "arguments": json.dumps(ARGS)}}
            ]
        return {
            "id": "x",
            "object": "chat.completion",
            "created": 0,
            "model": ask["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": "stop" if done else "tool_calls"}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }
    if path.endswith("/messages"):
        block = (
            {"type": "text", "text": text}
            if done
            else {"type": "tool_use", "id": "t1", "name": "weather", "input": ARGS}
        )
        return {
            "id": "m1",
            "type": "message",
            "role": "assistant",
            "model": ask["model"],
            "content": [block],
            "stop_reason": "end_turn" if done else "tool_use",
            "stop_sequence": None,
            "usage": {"input_tokens": 1, "output_tokens": 1},
        }
    message = {"role": "assistant", "content": text}
    if not done:
        message["tool_calls"] = [{"function": {"name": "weather", "arguments": ARGS}}]
    return {"model": ask["model"], "created_at": "2026-01-01T00:00:00Z", "message": message, "done": True}


def events(message):
    """The same answer as the events of a stream, for Anthropic's messages."""
    block = message["content"][0]
    yield {"type": "message_start", "message": message | {"content": [], "stop_reason": None}}
    if block["type"] == "text":
        yield {"type": "content_block_start", "index": 0, "content_block": block | {"text": ""}}
        yield {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": block["text"]}}
    else:
        yield {"type": "content_block_start", "index": 0, "content_block": block | {"input": {}}}
        yield {
            "type": "content_block_delta",
            "index": 0,
            "delta": {"type": "input_json_delta", "partial_json": json.dumps(block["input"])},
        }
    yield {"type": "content_block_stop", "index": 0}
    yield {
        "type": "message_delta",
        "delta": {"stop_reason": message["stop_reason"], "stop_sequence": None},
        "usage": {"output_tokens": 1},
    }
    yield {"type": "message_stop"}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        ask = json.loads(self.rfile.read(int(self.headers["content-length"])))
        data, kind = answer(self.path.split("?")[0], ask), "application/json"
        body = json.dumps(data).encode()
        if ask.get("stream") and data.get("type") == "message":
            kind = "text/event-stream"
            body = "".join(f"event: {e['type']}\ndata: {json.dumps(e)}\n\n" for e in events(data)).encode()
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"
os.environ |= {
    "OPENAI_BASE_URL": base + "/v1",
    "OPENAI_API_KEY": "none",
    "ANTHROPIC_BASE_URL": base,
    "ANTHROPIC_API_KEY": "none",
    "OLLAMA_HOST": base,
}
runpy.run_path("example.py", run_name="__main__")
