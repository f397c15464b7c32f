import { countLineEnds, type LiveDocument, type Position, type Sentence } from '../../dataset';

/** An edit as VS Code tells of it: the range is one of the document before, and so are those of all edits that come with it. */
export interface FollowedEdit {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** A sentence, and where it stands. */
interface Standing {
  readonly tokens: readonly string[];
  /** Of its first token. */
  line: number;
  /** It was deleted or replaced as a whole: it may stand elsewhere now (moved, or the file was read anew), or nowhere. */
  isAstray: boolean;
}

/**
 * Where sentences of a document stand, while it is edited. The tokens alone do not tell: a sentence may stand in a file many times. So its
 * line is followed through every edit; one that was replaced as a whole is looked for nearest to where it was.
 */
export class FollowedSentences<Key extends { readonly tokens: readonly string[] }> {
  readonly #standings: readonly Standing[];
  readonly #ofKey: ReadonlyMap<Key, Standing>;

  /** @param lines of each one's first token, from 0; what has the same line is the same sentence */
  constructor(lines: readonly (readonly [Key, number])[]) {
    const byLine = new Map(lines.map(([{ tokens }, line]) => [line, { tokens, line, isAstray: false }]));
    this.#standings = [...byLine.values()];
    this.#ofKey = new Map(
      lines.flatMap(([key, line]) => {
        const standing = byLine.get(line);
        return standing ? [[key, standing] as const] : [];
      }),
    );
  }

  /** @param edits of one event, in any order */
  edited(edits: readonly FollowedEdit[]): void {
    const sized = edits.map(({ range: { start, end }, text }) => ({ start, end, added: countLineEnds(text) }));
    for (const standing of this.#standings) follow(standing, sized);
  }

  /** The document was read anew: nothing is known of what was edited. */
  lose(): void {
    for (const standing of this.#standings) standing.isAstray = true;
  }

  /** The sentence as it stands in the document now; undefined where it was edited. */
  find(key: Key, live: LiveDocument): Sentence | undefined {
    const standing = this.#ofKey.get(key);
    if (!standing) return undefined;
    if (standing.isAstray) return this.#nearest(standing, live);
    const there = live.sentenceAtLine(standing.line);
    return there && isSame(there, standing) ? there : undefined;
  }

  /** Not one that is followed itself. */
  #nearest(standing: Standing, live: LiveDocument): Sentence | undefined {
    const others = new Set(this.#standings.filter(({ isAstray }) => !isAstray).map(({ line }) => line));
    const distance = ({ lines: [first = 0] }: Sentence) => Math.abs(first - standing.line);
    let nearest: Sentence | undefined;
    for (const sentence of live.sentencesBetween(0, live.lineCount - 1)) {
      if (!isSame(sentence, standing) || others.has(sentence.lines[0] ?? 0)) continue;
      if (!nearest || distance(sentence) < distance(nearest)) nearest = sentence;
    }
    if (nearest && distance(nearest) === 0) standing.isAstray = false;
    return nearest;
  }
}

/** @param edits with the line ends of what they put in */
function follow(standing: Standing, edits: readonly (FollowedEdit['range'] & { readonly added: number })[]): void {
  const { line, tokens, isAstray } = standing;
  const last = line + tokens.length - 1;
  for (const { start, end, added } of edits) {
    if (start.line > line || (start.line === line && start.character > 0)) continue;
    const reaches = isAfter(end, line);
    // What is typed over a line leaves it where it is.
    if (reaches && isAfter(end, last) && start.line < end.line) {
      standing.isAstray = true;
      standing.line += Math.min(line, start.line + added) - line;
    } else if (reaches || !isAstray || start.line < line) {
      // What stands above it has other lines; where its own first ones went with them, the others tell where it is.
      standing.line += Math.max(start.line - line, added - (end.line - start.line));
    }
    // Else it may be what is put in just where it stood, such as by an undo.
  }
}

/** Beyond the beginning of a line? */
function isAfter({ line, character }: Position, beginning: number): boolean {
  return line > beginning || (line === beginning && character > 0);
}

function isSame(sentence: Sentence, { tokens }: Standing): boolean {
  return sentence.tokens.length === tokens.length && tokens.every((token, index) => token === sentence.tokens[index]);
}
