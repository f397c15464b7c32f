import { type Document, isMap, isNode, isScalar, type LineCounter } from 'yaml';
import type { z } from 'zod';
import { ExperimentError } from '../experimentError';

export type YamlPath = readonly PropertyKey[];

/** Where each part of a YAML file stands, for messages. */
export class YamlPlaces {
  constructor(
    private readonly document: Document,
    private readonly lines: LineCounter,
    private readonly file: string,
  ) {}

  /** An error about a part of the file. */
  problem(path: YamlPath, message: string): ExperimentError {
    return new ExperimentError(this.#say(path, message));
  }

  /** What is wrong, a line for each key where keys are not known. */
  describe(issue: z.core.$ZodIssue): string[] {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => this.#say([...issue.path, key], `there is no such key here`));
    }
    return [this.#say(issue.path, issue.message.replace(/^Invalid (?:input|option): /u, ''))];
  }

  #say(path: YamlPath, message: string): string {
    const where = path.length === 0 ? '' : `${path.join('.')}: `;
    return `${this.file}, line ${this.#line(path)}: ${where}${message}.`;
  }

  /** Of the key where there is one, of the list's item otherwise; where the part is missing, of what it should stand in. */
  #line(path: YamlPath): number {
    for (let length = path.length; length > 0; length--) {
      const offset = this.#offset(path.slice(0, length - 1), path[length - 1]);
      if (offset !== undefined) return this.lines.linePos(offset).line;
    }
    return 1;
  }

  #offset(parentPath: YamlPath, key: PropertyKey | undefined): number | undefined {
    const parent = parentPath.length === 0 ? this.document.contents : this.document.getIn(parentPath, true);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
      return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
    }
    const item = this.document.getIn([...parentPath, key], true);
    return isNode(item) ? item.range?.[0] : undefined;
  }
}
