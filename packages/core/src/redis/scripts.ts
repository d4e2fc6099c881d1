/**
 * The Lua scripts that run inside Redis. Times are Redis' own, so processes with different clocks agree. All keys of a script have the
 * same hash tag, so it also runs on a cluster. A hash has one field for each entry; its value is `<expires at, ms> <id> <sealed>`.
 * Whoever waits looks again, so a user of Redis who may not publish goes on without messages.
 */
import { createHash } from 'node:crypto';

/** A script with the digest under which Redis keeps it. */
export interface Script {
  readonly text: string;
  readonly digest: string;
}

const NOW = `local t = redis.call('TIME'); local now = t[1] * 1000 + math.floor(t[2] / 1000)`;

/** A user who waits for a lock longer than this has given up. */
const WAITING_MS = 60_000;

function script(text: string): Script {
  return { text, digest: createHash('sha1').update(text).digest('hex') };
}

/**
 * KEYS: entries, time of forgetting, lock, waiting inboxes. ARGV: lock owner, lock lifetime ms, inbox, ids that do not count (joined
 * by spaces), names that make a lock unnecessary. Returns the time, the time of forgetting, whether the lock was taken, and
 * fields and values.
 */
export const LOOK = script(`${NOW}
local except = {}
for id in string.gmatch(ARGV[4], '%S+') do except[id] = true end
local wanted = {}
for i = 5, #ARGV do wanted[ARGV[i]] = true end
local all = redis.call('HGETALL', KEYS[1])
local found = false
for i = 1, #all, 2 do
  local ends, id = string.match(all[i + 1], '^(%d+) (%S+) ')
  if wanted[all[i]] and ends and tonumber(ends) > now and not except[id] then found = true end
end
local taken = 0
if not found then
  if redis.call('SET', KEYS[3], ARGV[1], 'NX', 'PX', ARGV[2]) or redis.call('GET', KEYS[3]) == ARGV[1] then
    taken = 1
  else
    redis.call('SADD', KEYS[4], ARGV[3])
    redis.call('PEXPIRE', KEYS[4], ${WAITING_MS})
  end
end
local forgotten = tonumber(redis.call('GET', KEYS[2]) or '0')
-- What is earned from now on is earned later, although it is the same millisecond.
if now <= forgotten then now = forgotten + 1 end
return { string.format('%.0f', now), string.format('%.0f', forgotten), taken, all }`);

/**
 * KEYS: entries, time of forgetting, lock, waiting inboxes. ARGV: lock owner, field, remaining ms, id, sealed record, the time when it
 * was earned, message to all who wait, message to one of them if it is not kept. Expired fields go on the way.
 */
export const PUT = script(`${NOW}
if redis.call('GET', KEYS[3]) == ARGV[1] then redis.call('DEL', KEYS[3]) end
if tonumber(redis.call('GET', KEYS[2]) or '0') >= tonumber(ARGV[6]) then
  local one = redis.call('SPOP', KEYS[4])
  if one then redis.pcall('PUBLISH', one, ARGV[8]) end
  return 0
end
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local ends = string.match(all[i + 1], '^(%d+) ')
  if not ends or tonumber(ends) <= now then redis.call('HDEL', KEYS[1], all[i]) end
end
redis.call('HSET', KEYS[1], ARGV[2], string.format('%.0f', now + ARGV[3]) .. ' ' .. ARGV[4] .. ' ' .. ARGV[5])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
for _, inbox in ipairs(redis.call('SMEMBERS', KEYS[4])) do redis.pcall('PUBLISH', inbox, ARGV[7]) end
redis.call('DEL', KEYS[4])
return 1`);

/** KEYS: lock, waiting inboxes. ARGV: lock owner, message to one of those who wait. */
export const RELEASE = script(`if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
local one = redis.call('SPOP', KEYS[2])
if one then redis.pcall('PUBLISH', one, ARGV[2]) end
return 1`);

/** KEYS: lock. ARGV: lock owner, lock lifetime ms. */
export const RENEW = script(`local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`);

/** KEYS: entries. ARGV: id. Deletes the fields whose entry has this id. */
export const DELETE = script(`local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if string.match(all[i + 1], '^%d+ (%S+) ') == ARGV[1] then redis.call('HDEL', KEYS[1], all[i]) end
end
return 1`);

/**
 * KEYS: entries, time of forgetting. ARGV: how long to remember, ms. The time only grows; it is returned. A Redis that is full lets a
 * script write that has deleted something before.
 */
export const FORGET = script(`${NOW}
local lifetime = redis.call('PTTL', KEYS[1])
redis.call('DEL', KEYS[1])
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
if now <= last then now = last + 1 end
redis.call('SET', KEYS[2], string.format('%.0f', now), 'PX', math.max(tonumber(ARGV[1]), lifetime))
return string.format('%.0f', now)`);

/**
 * KEYS: list of forgotten keys. ARGV: key, how long to remember, ms, channel, message. The key is listed although a user of
 * Redis may not publish; the error of that is the answer.
 */
export const ANNOUNCE = script(`${NOW}
local told = redis.pcall('PUBLISH', ARGV[3], ARGV[4] .. ' ' .. string.format('%.0f', now))
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
if type(told) == 'table' and told.err then return told end
return 1`);

/** KEYS: list of forgotten keys. ARGV: since. Returns keys and times. */
export const FORGOTTEN = script(`return redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf', 'WITHSCORES')`);
