/**
 * The Lua scripts that run inside Redis. Times are Redis' own, so processes with different clocks agree. The tokens of an owner are
 * a hash with one field for each entry; its value is `<expires at, ms> <id> <sealed token>`.
 */

const NOW = `local t = redis.call('TIME'); local now = t[1] * 1000 + math.floor(t[2] / 1000)`;

/** KEYS: owner. Returns the time, then fields and values. */
export const GET = `${NOW}
return { tostring(now), redis.call('HGETALL', KEYS[1]) }`;

/** KEYS: owner. ARGV: field, remaining ms, id, sealed token. The hash lives as long as its longest token. */
export const SET = `${NOW}
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now + ARGV[2]) .. ' ' .. ARGV[3] .. ' ' .. ARGV[4])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1`;

/** KEYS: owner. ARGV: id. Deletes the fields whose entry has this id. */
export const DELETE = `
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if string.match(all[i + 1], '^%d+ (%S+) ') == ARGV[1] then redis.call('HDEL', KEYS[1], all[i]) end
end
return 1`;

/** KEYS: owner. */
export const CLEAR = `return redis.call('DEL', KEYS[1])`;

/** KEYS: lock. ARGV: owner, lifetime ms. */
export const LOCK = `if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
return 0`;

/** KEYS: lock. ARGV: owner, lifetime ms. */
export const RENEW = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0`;

/** KEYS: lock. ARGV: owner. */
export const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;
