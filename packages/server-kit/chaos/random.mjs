// Seeded chance: the same seed makes the same choices, whatever the machine.

/** FNV-1a: a seed out of any text. */
export function seedOf(text) {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  return hash >>> 0;
}

/** mulberry32, by Tommy Ettinger (public domain). */
function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A source of chance of its own for each name, so that one who draws more does not change what others draw. */
export function createChance(name) {
  const next = mulberry32(seedOf(String(name)));
  const below = (limit) => Math.floor(next() * limit);
  const byte = () => below(256);
  return {
    is: (share) => next() < share,
    below,
    between: (least, most) => least + next() * (most - least),
    pick: (list) => list[below(list.length)],
    /** @param rows `[weight, value]` each */
    weighted(rows) {
      let left = next() * rows.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of rows) {
        left -= weight;
        if (left < 0) return value;
      }
      return rows.at(-1)[1];
    },
    uuid() {
      const bytes = Array.from({ length: 16 }, byte);
      bytes[6] = (bytes[6] & 0x0f) | 0x40;
      bytes[8] = (bytes[8] & 0x3f) | 0x80;
      const hex = bytes.map((value) => value.toString(16).padStart(2, '0')).join('');
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}
