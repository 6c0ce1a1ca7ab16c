"""Bovine (https://bovine.readthedocs.io) on the loopback with one actor, which says what it is told on standard input.

One JSON a line in: {"outbox": <activity>} posts as the actor, {"known": <id>} asks whether the server has that object.
One JSON a line out: first {"actor": <id>, "version": <bovine-herd's>}, then an answer for each line.
"""

import asyncio
import json
import os
import sys
from importlib.metadata import version
from urllib.parse import urljoin

from bovine import BovineClient
from bovine.crypto import generate_ed25519_private_key, private_key_to_did_key
from bovine_herd import BovineHerd
from bovine_store import BovineAdminStore
from bovine_store.models import StoredJsonObject
from hypercorn.asyncio import serve
from hypercorn.config import Config
from quart import Quart

port, database = sys.argv[1], sys.argv[2]
origin = f"http://127.0.0.1:{port}"
# Bovine takes itself for https without this.
os.environ["BUTCHER_ALLOW_HTTP"] = "1"
app = BovineHerd(Quart("peer"), db_url=f"sqlite://{database}")


async def answer(client, line):
    asked = json.loads(line)
    if "outbox" in asked:
        response = await client.send_to_outbox({**asked["outbox"], "actor": client.actor_id})
        return {"status": response.status, "location": response.headers.get("location")}
    found = await StoredJsonObject.get_or_none(id=asked["known"])
    return {"known": found is not None, "content": found.content if found else None}


async def talk():
    secret = generate_ed25519_private_key()
    store = BovineAdminStore(domain=origin)
    name = await store.register("bob")
    await store.add_identity_string_to_actor(name, "peer", private_key_to_did_key(secret))
    actor = await store.actor_for_name(name)
    actor_id = actor.actor_object.id
    async with BovineClient(domain=f"127.0.0.1:{port}", secret=secret, actor_id=actor_id) as client:
        print(json.dumps({"actor": actor_id, "version": version("bovine-herd")}), flush=True)
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            print(json.dumps(await answer(client, line)), flush=True)


async def main():
    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.loglevel = "ERROR"
    ended = asyncio.Event()
    serving = asyncio.create_task(serve(app, config, shutdown_trigger=ended.wait))
    await asyncio.sleep(1)
    await talk()
    ended.set()
    await serving


asyncio.run(main())
