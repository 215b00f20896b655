/** Mixes three integers into an evenly spread unsigned 32-bit integer: the same in, the same out, on any machine. */
export function mix(seed: number, first: number, second = 0): number {
  let hash = absorb(absorb(seed | 0, first), second);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function absorb(hash: number, value: number): number {
  const scrambled = Math.imul(value, 0xcc9e2d51);
  const turned = Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593) ^ hash;
  return Math.imul((turned << 13) | (turned >>> 19), 5) + 0x1234567;
}

/** Mixes into a number from 0 up to but without 1. */
export function share(seed: number, first: number, second = 0): number {
  return mix(seed, first, second) / 0x1_0000_0000;
}

/** A run of random numbers that depends on nothing but its seed. */
export type Dice = {
  /** From 0 up to but without 1. */
  roll(): number;
  chance(probability: number): boolean;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
};

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  function roll(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 0x1_0000_0000;
  }
  return {
    roll,
    chance: (probability) => roll() < probability,
    between: (least, most) => least + Math.floor(roll() * (most - least + 1)),
    pick: (items) => items[Math.floor(roll() * items.length)] ?? items[0],
  };
}
