"""Each viewer's ready list and the ring of what they were served lately, in Valkey.

Both live in one slot (`{viewer}`), and two scripts keep them consistent: nothing enters a list that is in it
already or was served, and what leaves it is served, even with several devices and refills at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from onereel.engines.cache import Cache, Command
from onereel.feed.pipeline import Candidate, Kind, Reason
from onereel.kernel import clock, limits

WANTED = "precache:wanted"

_KINDS: tuple[Kind, ...] = ("mixed", "following", "recommended")
_CODES: dict[Reason, bytes] = {"followed": b"f", "popular": b"p", "fresh": b"n", "again": b"a"}
_REASONS = {code: reason for reason, code in _CODES.items()}

# An entry is a letter for the reason and the id. Repeats ("a") may have been served before; nothing else may.
# A list holds what is new first and repeats behind it.
# KEYS: the list, what was served, the lists of the other kinds (from which a clip goes when it is served).
_TAKE = """
local taken = server.call('LPOP', KEYS[1], ARGV[1]) or {}
if #taken > 0 then
  local ids = {}
  for i, entry in ipairs(taken) do ids[i] = string.sub(entry, 2) end
  for other = 3, #KEYS do
    if server.call('EXISTS', KEYS[other]) == 1 then
      for _, entry in ipairs(server.call('LRANGE', KEYS[other], 0, -1)) do
        for _, id in ipairs(ids) do
          if string.sub(entry, 2) == id then server.call('LREM', KEYS[other], 0, entry) end
        end
      end
    end
  end
  server.call('RPUSH', KEYS[2], unpack(ids))
  server.call('LTRIM', KEYS[2], -tonumber(ARGV[2]), -1)
  server.call('EXPIRE', KEYS[2], ARGV[3])
end
local last_needed = server.call('LINDEX', KEYS[1], ARGV[4] - 1)
return {taken, last_needed and string.sub(last_needed, 1, 1) ~= 'a' and 1 or 0}
"""

_ADD = """
local known, served, entries, repeats = {}, {}, {}, {}
for _, id in ipairs(server.call('LRANGE', KEYS[2], 0, -1)) do served[id] = true end
local function add(entry)
  local id = string.sub(entry, 2)
  local again = string.sub(entry, 1, 1) == 'a'
  if not known[id] and (again or not served[id]) then
    known[id] = true
    if again then repeats[#repeats + 1] = entry else entries[#entries + 1] = entry end
  end
end
for _, entry in ipairs(server.call('LRANGE', KEYS[1], 0, -1)) do add(entry) end
for i = 3, #ARGV do add(ARGV[i]) end
for _, entry in ipairs(repeats) do entries[#entries + 1] = entry end
if #entries > 0 then
  server.call('DEL', KEYS[1])
  server.call('RPUSH', KEYS[1], unpack(entries, 1, math.min(#entries, tonumber(ARGV[1]))))
  server.call('EXPIRE', KEYS[1], ARGV[2])
end
"""

_SERVED_KEEP_S = 48 * 3600


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    reason: Reason


def take_command(viewer_id: int, kind: Kind, count: int) -> Command:
    """Take the next entries out of the ready list and remember them as served."""
    others = (_list_key(viewer_id, other) for other in _KINDS if other != kind)
    keys = _list_key(viewer_id, kind), _served_key(viewer_id), *others
    bounds = limits.feed_seen_ids_max, _SERVED_KEEP_S, limits.feed_refill_below_ids
    return ("EVAL", _TAKE, len(keys), *keys, count, *bounds)


def taken(reply: list[object]) -> tuple[list[Entry], bool]:
    """The entries in the reply to `take_command`, and whether enough that is new is left."""
    entries, enough = cast("tuple[list[bytes], int]", reply)
    return [_entry(entry) for entry in entries], bool(enough)


async def add(cache: Cache, viewer_id: int, kind: Kind, candidates: Sequence[Candidate]) -> None:
    """Put these behind what is ready, new clips before repeats, up to the bound of the list."""
    entries = [_CODES[c.reason] + b"%d" % c.id for c in candidates]
    keys = _list_key(viewer_id, kind), _served_key(viewer_id)
    await cache.run(("EVAL", _ADD, 2, *keys, limits.feed_ready_ids_max, limits.feed_ready_keep_s, *entries))


async def look(cache: Cache, viewer_id: int, kind: Kind) -> tuple[list[Entry], frozenset[int]] | None:
    """What is ready and what was served lately; None when Valkey is away."""
    replies = await cache.run(("LRANGE", _list_key(viewer_id, kind), 0, -1), ("LRANGE", _served_key(viewer_id), 0, -1))
    if replies is None:
        return None
    return [_entry(entry) for entry in replies[0]], frozenset(int(id_) for id_ in replies[1])


def want_command(viewer_id: int, kind: Kind) -> Command:
    """Ask precache to fill this list; asking twice is asking once."""
    return ("ZADD", WANTED, "NX", clock.now_ms(), f"{kind}:{viewer_id}")


def wanted(member: bytes) -> tuple[Kind, int]:
    kind, _, viewer_id = member.decode().partition(":")
    return cast("Kind", kind), int(viewer_id)


def forget_commands(viewer_id: int) -> list[Command]:
    """Drop the ready lists, because what the viewer wants has changed; what was served stays known."""
    return [("DEL", *(_list_key(viewer_id, kind) for kind in _KINDS))]


def served_commands(viewer_id: int, video_ids: Sequence[int]) -> list[Command]:
    """Remember as served what did not come out of a ready list."""
    key = _served_key(viewer_id)
    if not video_ids:
        return []
    return [
        ("RPUSH", key, *video_ids),
        ("LTRIM", key, -limits.feed_seen_ids_max, -1),
        ("EXPIRE", key, _SERVED_KEEP_S),
    ]


def _entry(entry: bytes) -> Entry:
    return Entry(int(entry[1:]), _REASONS[entry[:1]])


def _list_key(viewer_id: int, kind: Kind) -> str:
    return f"feed:{{{viewer_id}}}:{kind}"


def _served_key(viewer_id: int) -> str:
    return f"feed:{{{viewer_id}}}:served"
