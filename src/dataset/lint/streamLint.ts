import type { ConllDocument } from '../document';
import { FileFacts, type OtherFile } from './fileFacts';
import type { LintOptions } from './liveLint';
import { inFileOrder, type Problem } from './problem';
import { messageOf, type Stretch } from './rule';
import { type RuleInForce, rulesInForce } from './severities';
import { type LastSentence, stretchFacts } from './stretchFacts';

interface Part {
  readonly order: number;
}

/**
 * The problems of a file that is read part by part, twice: to know what holds for the whole of it, then to find them. Of the text nothing
 * is kept; of each sentence that is long enough to be compared about 150 bytes are, and of each different token a count.
 */
export class StreamLint {
  readonly #facts: FileFacts;
  readonly #rules: readonly RuleInForce[];
  readonly #options: LintOptions;
  /** Of each sentence, where it stands first. */
  readonly #firstLines = new Map<number, number>();
  readonly #parts: Part[] = [];
  #learntLines = 0;
  #checked = { parts: 0, lines: 0, above: undefined as LastSentence | undefined, first: true };

  constructor(options: LintOptions = {}) {
    this.#options = options;
    this.#facts = new FileFacts((place) => (place as Part).order, options);
    this.#rules = rulesInForce(options.severities);
  }

  /** Takes the next part of the first reading; it must end with a blank line, or be the last. */
  learn(document: ConllDocument): void {
    const facts = stretchFacts(document);
    const part = { order: this.#parts.length };
    this.#parts.push(part);
    this.#facts.add(part, facts);
    for (const [index, key] of facts.keys.entries()) {
      if (Number.isNaN(key) || this.#firstLines.has(key)) continue;
      this.#firstLines.set(key, this.#learntLines + (document.sentences[index]?.lines[0] ?? 0));
    }
    this.#learntLines += document.lineCount - 1;
  }

  /** This file as others are compared with it, when it has been learnt. */
  asOther(description: Omit<OtherFile, 'line'>): OtherFile {
    return { ...description, line: (key) => this.#firstLines.get(key) };
  }

  /** Other files that have been learnt. */
  compareWith(elsewhere: readonly OtherFile[]): void {
    this.#facts.configure({ ...this.#options, elsewhere });
  }

  /** Takes the next part of the second reading, the same as in the first. */
  check(document: ConllDocument): Problem[] {
    const facts = stretchFacts(document);
    const { lines, parts, above, first } = this.#checked;
    const place = this.#parts[parts] ?? { order: parts };
    const stretch: Stretch = { document, facts, place, above: facts.opensDocument ? undefined : above, first };
    const now =
      facts.sentences > 0 || facts.endsDocument ? facts.lastSentence : above && { ...above, oneBlankLine: false };
    this.#checked = {
      parts: parts + 1,
      lines: lines + document.lineCount - 1,
      above: now,
      first: first && facts.sentences === 0,
    };
    return this.#rules
      .filter(({ rule }) => rule.concerns?.(facts, this.#facts) ?? true)
      .flatMap(({ rule: { code, check }, severity }) =>
        check(stretch, this.#facts).map((finding): Problem => {
          const { line, from, to, related } = finding;
          const other =
            related &&
            ('file' in related
              ? { ...related, line: related.line() }
              : { message: related.message, line: this.#firstLines.get(related.key) ?? 0 });
          const message = messageOf(finding);
          return { code, severity, message, line: line + lines, from, to, ...(other && { related: other }) };
        }),
      )
      .sort(inFileOrder);
  }
}
