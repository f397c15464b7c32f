import { DatasetError } from '../datasetError';
import { type Place, placeInWords } from './finding';

/** A value of a JSON file with its place and path, which says what is wrong with it when asked for what it is not. */
export class JsonNode {
  constructor(
    readonly value: unknown,
    readonly place: Place,
    /** Such as `annotations[0].result`; empty for a record itself. */
    readonly path = '',
  ) {}

  /** An absent key gives a node of undefined. */
  get(key: string): JsonNode {
    const inside: unknown = this.isObject() ? Reflect.get(this.value, key) : undefined;
    return new JsonNode(inside, this.place, this.path === '' ? key : `${this.path}.${key}`);
  }

  /** The first of these keys that has a value. */
  first(...keys: readonly string[]): JsonNode {
    return this.get(keys.find((key) => this.get(key).exists()) ?? keys[0] ?? '');
  }

  exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  isObject(): this is { readonly value: object } {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }

  isList(): boolean {
    return Array.isArray(this.value);
  }

  keys(): string[] {
    return this.isObject() ? Object.keys(this.value) : [];
  }

  /** @throws DatasetError when it is no list */
  list(): JsonNode[] {
    if (!Array.isArray(this.value)) throw this.error('a list');
    return this.value.map((item: unknown, index) => new JsonNode(item, this.place, `${this.path}[${index}]`));
  }

  /** As list, but nothing gives none. */
  optionalList(): JsonNode[] {
    return this.exists() ? this.list() : [];
  }

  /** @throws DatasetError when it is no text */
  string(): string {
    if (typeof this.value !== 'string') throw this.error('a text');
    return this.value;
  }

  /** @throws DatasetError when it is no whole number from 0 */
  index(): number {
    if (typeof this.value !== 'number' || !Number.isSafeInteger(this.value) || this.value < 0) {
      throw this.error('a whole number from 0');
    }
    return this.value;
  }

  /** Texts and numbers as text, for ids; anything else gives nothing. */
  name(): string | undefined {
    return (typeof this.value === 'string' && this.value !== '') || typeof this.value === 'number'
      ? String(this.value)
      : undefined;
  }

  error(expected: string): DatasetError {
    const found = this.value === undefined ? 'nothing' : JSON.stringify(this.value);
    const short = found.length > 80 ? `${found.slice(0, 77)}…` : found;
    const what = this.path === '' ? `${short} stands` : `"${this.path}" holds ${short}`;
    return new DatasetError(`${placeInWords(this.place)}: ${what} where ${expected} was expected.`, this.place);
  }
}
