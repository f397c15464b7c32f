import { type ChildProcess, fork } from 'node:child_process';
import type * as vscode from 'vscode';
import type { StudentAnswers, StudentReply, StudentRequest } from '../../protocol/student';
import { type Bundles, bundleEnvironment } from '../training/bundles';

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

type RequestOf<Type extends StudentRequest['type']> = Omit<Extract<StudentRequest, { type: Type }>, 'id' | 'type'>;

/** Trained students and BERTs, at work in a process of their own; it is started when first needed. */
export class StudentProcess implements vscode.Disposable {
  #child: ChildProcess | undefined;
  #count = 0;
  readonly #waiting = new Map<number, Waiting>();

  constructor(private readonly bundles: Pick<Bundles, 'trainer' | 'gpuRuntime'>) {}

  /** @throws Error with a message for the user */
  ask<Type extends StudentRequest['type']>(type: Type, request: RequestOf<Type>): Promise<StudentAnswers[Type]> {
    this.#child ??= this.#start();
    const id = this.#count++;
    const child = this.#child;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      child.send({ id, type, ...request });
    });
  }

  dispose(): void {
    this.#child?.disconnect();
    this.#child = undefined;
  }

  #start(): ChildProcess {
    const child = fork(this.bundles.trainer, ['--serve'], {
      env: bundleEnvironment(this.bundles),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      words = (words + chunk).slice(-2000);
    });
    // The channel is between two bundles of one build, so messages have the protocol's types.
    child.on('message', (reply: StudentReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('error' in reply) waiting?.reject(new Error(reply.error));
      else waiting?.resolve(reply.answer as never);
    });
    const end = (why: string) => {
      if (this.#child === child) this.#child = undefined;
      for (const { reject } of this.#waiting.values()) reject(new Error(why));
      this.#waiting.clear();
    };
    child.on('error', (error) => end(error.message));
    child.on('exit', (code, signal) => {
      end(`The student's process ended (${signal ?? code}). ${words.trim().split('\n').at(-1) ?? ''}`.trim());
    });
    return child;
  }
}
