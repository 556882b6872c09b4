"""An SSH server on loopback that lets everybody in and does what it is told: python ssh_server.py PORT

It makes the file ssh_config, by which the client of OpenSSH finds it under the name web1.
"""

import asyncio
import subprocess
import sys
from pathlib import Path

import asyncssh

CONFIG = """\
Host web1
  HostName 127.0.0.1
  Port {port}
  User deploy
  UserKnownHostsFile {known}
"""


class Open(asyncssh.SSHServer):
    def begin_auth(self, username):
        return False


async def run(process):
    command = ["sh", "-c", process.command] if process.command else ["env", "PS1=$ ", "sh", "-i"]
    here = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    await process.redirect(stdin=here.stdin, stdout=here.stdout)
    await process.stdout.drain()
    process.exit(await asyncio.to_thread(here.wait))


async def main(port):
    key = asyncssh.generate_private_key("ssh-ed25519")
    known = Path.home() / ".ssh" / "known_hosts"
    known.parent.mkdir()
    known.write_text(f"[127.0.0.1]:{port} {key.export_public_key('openssh').decode()}")
    Path("ssh_config").write_text(CONFIG.format(port=port, known=known))
    more = {"process_factory": run, "sftp_factory": True, "allow_scp": True}
    await asyncssh.listen("127.0.0.1", port, server_factory=Open, server_host_keys=[key], **more)
    await asyncio.Event().wait()


asyncio.run(main(int(sys.argv[1])))
