/** What letters typed so far mean. */
export interface Typed {
  /** Types that begin with them. */
  readonly candidates: readonly string[];
  /** The type that they name: there is no other, or it is spelt out in full. */
  readonly type?: string;
  /** Could further letters still name another one? */
  readonly isFinal: boolean;
}

/** @param letters in any case */
export function typed(letters: string, types: readonly string[]): Typed {
  const upper = letters.toUpperCase();
  const candidates = types.filter((type) => type.toUpperCase().startsWith(upper));
  const type = candidates.length === 1 ? candidates[0] : candidates.find((each) => each.toUpperCase() === upper);
  return { candidates, isFinal: candidates.length <= 1, ...(type !== undefined && { type }) };
}

/** The fewest letters that name a type, at least one; all of it where another type begins with it. */
export function shortest(type: string, types: readonly string[]): string {
  for (let length = 1; length < type.length; length++) {
    if (typed(type.slice(0, length), types).candidates.length === 1) return type.slice(0, length).toUpperCase();
  }
  return type.toUpperCase();
}
