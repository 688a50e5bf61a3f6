"""A Redis of one's own."""

import redis

from server.city.local.redis import PrivateRedis
from tests.support.ports import free_port


def test_it_answers_forgets_and_goes(tmp_path):
    port = free_port()
    server = PrivateRedis(tmp_path, port).start()
    try:
        client = redis.Redis.from_url(server.url)
        client.set("một", "1")
        assert client.get("một") == b"1"
    finally:
        server.stop()
    again = PrivateRedis(tmp_path, port).start()
    try:
        assert redis.Redis.from_url(again.url).get("một") is None
    finally:
        again.stop()
