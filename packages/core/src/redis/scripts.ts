/**
 * What runs inside Redis. Times are Redis' own, so processes with different clocks agree. A subject is a hash: one field for
 * each `scope` that was asked for, its value `<expires at, ms> <digest of the token> <sealed token>`.
 */

const NOW = `local t = redis.call('TIME'); local now = t[1] * 1000 + math.floor(t[2] / 1000)`;

/** KEYS: subject. Answers the time, then fields and values. */
export const GET = `${NOW}
return { tostring(now), redis.call('HGETALL', KEYS[1]) }`;

/** KEYS: subject. ARGV: field, remaining ms, digest, sealed token. The hash lives as long as its longest token. */
export const SET = `${NOW}
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now + ARGV[2]) .. ' ' .. ARGV[3] .. ' ' .. ARGV[4])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1`;

/** KEYS: subject. ARGV: digest. Drops the fields whose token has this digest. */
export const DELETE = `
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if string.match(all[i + 1], '^%d+ (%S+) ') == ARGV[1] then redis.call('HDEL', KEYS[1], all[i]) end
end
return 1`;

/** KEYS: subject. */
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
