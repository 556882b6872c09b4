"""A serial port at the end of which a board answers each line with "done". The port is the file "port"."""

import os
import pty

board, port = pty.openpty()
os.symlink(os.ttyname(port), "port")
while True:
    if b"\n" in os.read(board, 100):
        os.write(board, b"done\n")
