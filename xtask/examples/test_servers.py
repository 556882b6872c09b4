"""The fixed answers."""

import json
import unittest
import urllib.error
import urllib.request

from servers import Web, answer


class Answers(unittest.TestCase):
    def test_pages_and_what_is_posted(self):
        self.assertEqual(answer("/a", b"", {"/a": '{"b": 1}'}), (200, "application/json", '{"b": 1}'))
        self.assertEqual(answer("/a?c=2", b"", {"/a": "text"})[2], "text")
        self.assertEqual(answer("/post", b"[1]", {})[2], "[1]")
        self.assertEqual(answer("/none", b"", {})[0], 404)

    def test_language_models(self):
        asked = json.dumps({"model": "m"}).encode()
        chat = json.loads(answer("/v1/chat/completions", asked, {"/text": "Hi"})[2])
        self.assertEqual(chat["choices"][0]["message"]["content"], "Hi")
        responses = json.loads(answer("/v1/responses", asked, {})[2])
        self.assertEqual(responses["output"][0]["content"][0]["text"], "It is a fixed answer.")
        messages = json.loads(answer("/v1/messages", asked, {})[2])
        self.assertEqual(messages["content"][0]["text"], "It is a fixed answer.")
        self.assertEqual(json.loads(answer("/api/chat", asked, {})[2])["message"]["role"], "assistant")
        self.assertEqual(len(json.loads(answer("/v1/embeddings", b'{"input": ["a", "b"]}', {})[2])["data"]), 2)

    def test_language_models_that_stream(self):
        asked = json.dumps({"model": "m", "stream": True}).encode()
        for path in ("/v1/chat/completions", "/v1/responses", "/v1/messages"):
            status, kind, text = answer(path, asked, {"/text": "Hi"})
            self.assertEqual((status, kind), (200, "text/event-stream"), path)
            self.assertIn('"Hi"', text)

    def test_the_server(self):
        with Web({"/a": "text"}) as web:
            with urllib.request.urlopen(f"{web.address}/a") as reply:
                self.assertEqual(reply.read(), b"text")
            with self.assertRaises(urllib.error.HTTPError):
                urllib.request.urlopen(f"{web.address}/none")


if __name__ == "__main__":
    unittest.main()
