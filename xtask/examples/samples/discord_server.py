"""A Discord server (HTTP and gateway) that sends one slash command /hello; runs example.py and ends with its answer."""

import asyncio
import json
import os
import runpy
import threading

import discord
import yarl
from aiohttp import WSMsgType, web

USER = {"id": "1", "username": "bot", "discriminator": "0", "avatar": None, "bot": True}
ANN = {"id": "9", "username": "ann", "discriminator": "0", "avatar": None}
synced = []


def answer(data):
    return web.Response(body=json.dumps(data).encode(), content_type="application/json")


async def http(request):
    path = request.path
    if request.method == "POST" and path.endswith("/callback"):
        form = await request.post() if request.content_type.startswith("multipart") else None
        print("answered:", form["payload_json"] if form else await request.text(), flush=True)
        os._exit(0)
    if path.endswith("/users/@me"):
        return answer(USER)
    if path.endswith("/applications/@me") or path.endswith("/oauth2/applications/@me"):
        return answer(
            {
                "id": "1",
                "name": "bot",
                "icon": None,
                "description": "",
                "bot_public": True,
                "bot_require_code_grant": False,
                "verify_key": "",
                "flags": 0,
                "owner": ANN,
                "team": None,
            }
        )
    if path.endswith("/commands"):
        synced.extend(await request.json())
        return answer(
            [
                c | {"id": "50", "application_id": "1", "version": "1", "type": 1, "default_member_permissions": None}
                for c in synced
            ]
        )
    return answer({"url": "ws://127.0.0.1"})


async def gateway(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.send_json({"op": 10, "d": {"heartbeat_interval": 40000}})
    async for item in socket:
        if item.type is not WSMsgType.TEXT or json.loads(item.data)["op"] != 2:
            continue
        await socket.send_json(
            {
                "op": 0,
                "s": 1,
                "t": "READY",
                "d": {
                    "v": 10,
                    "user": USER,
                    "guilds": [],
                    "session_id": "s",
                    "resume_gateway_url": "ws://127.0.0.1",
                    "application": {"id": "1", "flags": 0},
                    "private_channels": [],
                },
            }
        )
        await asyncio.sleep(0.5)
        assert [c["name"] for c in synced] == ["hello"], synced
        await socket.send_json(
            {
                "op": 0,
                "s": 2,
                "t": "INTERACTION_CREATE",
                "d": {
                    "id": "77",
                    "application_id": "1",
                    "type": 2,
                    "token": "t",
                    "version": 1,
                    "user": ANN,
                    "locale": "en-US",
                    "channel_id": "5",
                    "channel": {"id": "5", "type": 1, "recipients": [ANN]},
                    "entitlements": [],
                    "authorizing_integration_owners": {},
                    "context": 1,
                    "attachment_size_limit": 1000,
                    "app_permissions": "0",
                    "data": {"id": "50", "name": "hello", "type": 1},
                },
            }
        )
    return socket


def serve():
    async def main():
        app = web.Application()
        app.router.add_get("/gateway/", gateway)
        app.router.add_route("*", "/{rest:.*}", http)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port.append(site._server.sockets[0].getsockname()[1])
        ready.set()
        await asyncio.Event().wait()

    asyncio.run(main())


port, ready = [], threading.Event()
threading.Thread(target=serve, daemon=True).start()
ready.wait()
os.environ["BOT_TOKEN"] = "token"
discord.http.Route.BASE = f"http://127.0.0.1:{port[0]}/api"
create = discord.gateway.DiscordWebSocket.from_client.__func__


async def plain(cls, client, **more):
    return await create(
        cls, client, **(more | {"compress": False, "gateway": yarl.URL(f"http://127.0.0.1:{port[0]}/gateway/")})
    )


discord.gateway.DiscordWebSocket.from_client = classmethod(plain)
runpy.run_path("example.py", run_name="__main__")
