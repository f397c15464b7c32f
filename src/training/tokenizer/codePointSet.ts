/** A set of code points, as unicodeTables.ts writes it: lengths outside and inside of it, by turns. */
export class CodePointSet {
  readonly #bits = new Uint32Array(0x110000 / 32);

  /** @param lengths in base 36 */
  constructor(lengths: string) {
    let code = 0;
    lengths.split(' ').forEach((length, index) => {
      const end = code + Number.parseInt(length, 36);
      if (index % 2 === 1) for (let inside = code; inside < end; inside++) this.#add(inside);
      code = end;
    });
  }

  /** @param character its first code point is looked for */
  has(character: string): boolean {
    const code = character.codePointAt(0) ?? 0;
    return (((this.#bits[code >>> 5] ?? 0) >>> (code & 31)) & 1) === 1;
  }

  #add(code: number): void {
    this.#bits[code >>> 5] = (this.#bits[code >>> 5] ?? 0) | (1 << (code & 31));
  }
}
