import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { PROBLEM_CHANGES, type ProblemChanges, SERVER_FLAGS } from '../../src/protocol/languageServer';
import { trainFile, withoutConll } from './conll';

/** CoNLL-2003's train, 219,554 lines; nothing where it is not beside the project. */
export async function conllText(): Promise<string | undefined> {
  if (existsSync(trainFile)) return readFile(trainFile, 'utf8');
  console.error(`Left out: ${withoutConll}`);
  return undefined;
}

/** A generated file: words of a vocabulary of 30,000, sentences of 5 to 40 tokens, one token in eight in an entity. */
export function generatedText(lines: number): string {
  const random = xoroshiro128plus(1);
  const below = (count: number): number => uniformInt(random, 0, count - 1);
  // Words as long as those of CoNLL-2003, frequent ones more so than others.
  const word = (): string => {
    const id = Math.min(below(30_000), below(30_000), below(30_000));
    return id.toString(36).padStart(2 + (id % 6), 'abcdefgh');
  };
  const types = ['PER', 'LOC', 'ORG', 'MISC'];
  const parts: string[] = [];
  for (let line = 0; line < lines; ) {
    const length = 5 + below(36);
    let inside = '';
    for (let token = 0; token < length; token++, line++) {
      const begins = below(12) === 0;
      const goesOn = !begins && inside !== '' && below(2) === 0;
      if (begins) inside = types[below(4)] ?? 'PER';
      else if (!goesOn) inside = '';
      const text = inside === '' ? word() : `N${word()}`;
      parts.push(`${text} NN I-NP ${inside === '' ? 'O' : `${begins ? 'B' : 'I'}-${inside}`}\n`);
    }
    parts.push('\n');
    line++;
  }
  return parts.join('');
}

export interface Used {
  /** Milliseconds of CPU, of all threads. */
  readonly cpu: number;
  /** Milliseconds by the clock in which it was not idle: no other request waited longer. */
  readonly busy: number;
  /** Bytes. */
  readonly memory: number;
}

/** The language server in a process of its own, with one document open, as the extension's client talks to it. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #uri = 'file:///bench/file.conll';
  #version = 0;
  #told: (told: ProblemChanges<unknown>) => void = () => undefined;

  static async start(): Promise<ServerProcess> {
    const server = new ServerProcess();
    await server.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      initializationOptions: { problemChanges: true },
    });
    await server.#connection.sendNotification('initialized', {});
    return server;
  }

  private constructor() {
    const worker = path.join(process.env.BENCH_WORKERS ?? '', 'languageServer.cjs');
    const child = spawn(process.execPath, [...SERVER_FLAGS, worker], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child = child;
    this.#connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.#connection.onNotification(PROBLEM_CHANGES, (told: ProblemChanges<unknown>) => this.#told(told));
    this.#connection.listen();
  }

  /** Opens a text and waits for what is wrong with it. */
  async open(text: string): Promise<Used> {
    this.#version = 1;
    return this.#measure('textDocument/didOpen', {
      textDocument: { uri: this.#uri, languageId: 'conll', version: 1, text },
    });
  }

  /** Types a character and waits for what is wrong then. */
  async type(line: number, character: number, text: string, deleted = 0): Promise<Used> {
    this.#version++;
    return this.#measure('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: this.#version },
      contentChanges: [{ range: { start: { line, character }, end: { line, character: character + deleted } }, text }],
    });
  }

  /** What asking alone takes, after a rest like one between keys. */
  async idle(milliseconds: number): Promise<Used> {
    await this.#connection.sendRequest('bench/begin');
    await sleep(milliseconds);
    return this.#connection.sendRequest<Used>('bench/used');
  }

  async end(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    const left = once(this.#child, 'exit');
    await this.#connection.sendNotification('exit');
    this.#connection.dispose();
    await left;
  }

  async #measure(method: string, parameters: object): Promise<Used> {
    await this.#connection.sendRequest('bench/begin');
    const told = new Promise<void>((resolve) => {
      this.#told = ({ version }) => {
        if (version === this.#version) resolve();
      };
    });
    await this.#connection.sendNotification(method, parameters);
    await told;
    return this.#connection.sendRequest<Used>('bench/used');
  }
}

export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
}
