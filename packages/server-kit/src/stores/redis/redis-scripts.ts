// The atomic steps of the Redis store, in Lua. All keys of one script are in one slot: they share the checkout's hash tag.

/** KEYS: attempt, checkout. ARGV: id, attempt JSON, hold. Undecided attempts never expire. With `opened`: the ids of all attempts of the checkout. */
export const OPEN = `
local existing = redis.call('GET', KEYS[1])
if existing then return {'exists', existing} end
local holds = redis.call('HGETALL', KEYS[2])
local pending
for i = 1, #holds, 2 do
  if holds[i + 1] == 'paid' then return {'held', holds[i]} end
  if holds[i + 1] == 'pending' then pending = holds[i] end
end
if pending then return {'held', pending} end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('PERSIST', KEYS[2])
return {'opened', redis.call('HKEYS', KEYS[2])}
`;

/** Removes an attempt that was opened just now, before anybody was told of it. KEYS: attempt, checkout. ARGV: id. */
export const WITHDRAW = `
redis.call('DEL', KEYS[1])
return redis.call('HDEL', KEYS[2], ARGV[1])
`;

/** Binds an id to its slot permanently, unless it is barred. KEYS: pointer. ARGV: slot, beginning of a bar. */
export const BIND = `
local bound = redis.call('GET', KEYS[1])
if bound and string.sub(bound, 1, #ARGV[2]) == ARGV[2] then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
return 1
`;

/** Bars an id, unless somebody has bound it to a slot since the look. KEYS: pointer. ARGV: value seen, bar, ttl ms. */
export const BAR_SEEN = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
`;

/**
 * KEYS: attempt, checkout, outbox. ARGV: id, attempt JSON, hold, ttl ms or '', revision that must be stored now, then id and JSON
 * of each message. The checkout's list lives as long as its longest-living attempt.
 */
export const REPLACE = `
local existing = redis.call('GET', KEYS[1])
if not existing or cjson.decode(existing).revision ~= tonumber(ARGV[5]) then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
if ARGV[4] == '' then
  redis.call('PERSIST', KEYS[2])
else
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  local holds = redis.call('HVALS', KEYS[2])
  local undecided = false
  for i = 1, #holds do if holds[i] == 'pending' then undecided = true end end
  if not undecided and (redis.call('PTTL', KEYS[2]) < tonumber(ARGV[4])) then redis.call('PEXPIRE', KEYS[2], ARGV[4]) end
end
for i = 6, #ARGV, 2 do redis.call('HSETNX', KEYS[3], ARGV[i], ARGV[i + 1]) end
return 1
`;

/** KEYS: outbox. ARGV: message id, JSON. */
export const POSTPONE = `
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1
`;

/** KEYS: outbox, attempt. ARGV: message id, revision that the attempt must have at least. */
export const REMOVE = `
local stored = redis.call('GET', KEYS[2])
if stored and cjson.decode(stored).revision < tonumber(ARGV[2]) then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
return 1
`;

/** Returns a flat list of members and scores with every protocol version of the client. KEYS: sorted set. ARGV: now, limit. */
export const LIST_DUE = `
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])
`;

/** Corrects an entry of a due list, unless someone moved it meanwhile. KEYS: due. ARGV: member, score seen, new score or ''. */
export const CORRECT_DUE = `
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not score or tonumber(score) ~= tonumber(ARGV[2]) then return 0 end
if ARGV[3] == '' then return redis.call('ZREM', KEYS[1], ARGV[1]) end
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
return 1
`;

/** KEYS: lock. ARGV: token. */
export const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`;
