"""Where this server keeps its rooms: a file of its own, or a Redis that several machines share."""

import os
from pathlib import Path

from dashboard.room.redis_rooms import RedisRooms
from dashboard.room.store import FILE, Rooms

SHARED = ("redis://", "rediss://", "unix://")
AnyRooms = Rooms | RedisRooms


def rooms_from_env() -> AnyRooms:
    """By FROGPOND_ROOMS, which `frogpond --rooms` sets: a path, or the address of a Redis; without it a file."""
    return rooms_at(os.environ.get(FILE, ""))


def rooms_at(place: str) -> AnyRooms:
    if place.startswith(SHARED):
        return RedisRooms(place)
    return Rooms(Path(place)) if place else Rooms()


def unreachable(place: str) -> str:
    """Why rooms cannot be kept there, in one sentence; "" where they can."""
    if not place.startswith(SHARED):
        return ""
    try:
        import redis
    except ImportError:
        return "Rooms in Redis need one package more: pip install frogpond[redis]."
    try:
        redis.Redis.from_url(place, socket_timeout=5, socket_connect_timeout=5).ping()
    except (redis.RedisError, ValueError):
        return f"No Redis answers at {place.rpartition('@')[2]}."
    return ""
