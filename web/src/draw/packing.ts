/** Lines of whole numbers packed as text, for outlines in a small file. */

/** The 64 characters that hold five bits and a mark for more. */
export const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const VALUES = new Map([...ALPHABET].map((sign, value) => [sign, value]));

/** Return the numbers that the text holds: little-endian groups of five bits, the sign in the lowest. */
export function unpacked(text: string): readonly number[] {
  const found: number[] = [];
  let value = 0;
  let shift = 1;
  for (const sign of text) {
    const bits = VALUES.get(sign) ?? 0;
    value += (bits & 31) * shift;
    shift *= 32;
    if (bits < 32) {
      found.push(value % 2 === 1 ? -(value + 1) / 2 : value / 2);
      value = 0;
      shift = 1;
    }
  }
  return found;
}
