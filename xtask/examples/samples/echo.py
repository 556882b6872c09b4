"""A WebSocket server on loopback that sends back what it gets: python echo.py PORT"""

import sys

from websockets.sync.server import serve


def echo(socket):
    for message in socket:
        socket.send(message)


serve(echo, "127.0.0.1", int(sys.argv[1])).serve_forever()
