import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';

/** The files of a folder, as a model has them. */
export async function filesOf(folder: string): Promise<Record<string, Buffer>> {
  const names = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name))] as const)),
  );
}

export interface FakeModel {
  /** By its full name; it is found by this one too. */
  readonly alias?: string;
  readonly commit: string;
  readonly files: Readonly<Record<string, Buffer>>;
  /** Asks for a token, and gives the model to this one. */
  readonly token?: string;
  readonly pullRequest?: FakePullRequest;
  /** Lists it for those with a token, but asks them to be let in. */
  readonly gated?: boolean;
}

export interface FakePullRequest {
  readonly number: number;
  readonly author: string;
  readonly title: string;
  /** The commit of main that it began from. */
  readonly from: string;
  readonly commit: string;
  readonly files: Readonly<Record<string, Buffer>>;
}

/** What may go wrong with a large file, at most once each. */
export interface Trouble {
  /** Ends the connection after so many bytes. */
  cutAfter?: number;
  /** Changes a byte of what is sent. */
  damage?: boolean;
  /** Sends the whole file, whatever part is asked for. */
  ignoreRange?: boolean;
  /** Answers that the server has trouble. */
  status?: number;
  /** Stops sending after so many bytes and keeps the connection. */
  stallAfter?: number;
}

/** What was asked for: `GET host/path range`. */
export interface Seen {
  readonly path: string;
  readonly range?: string;
  readonly authorization?: string;
  /** By the storage that large files are redirected to. */
  readonly storage: boolean;
}

/** Files of this many bytes and more are kept as Git LFS does. */
const largeFrom = 10_000;

/**
 * The Hugging Face hub over loopback HTTP, as far as models are read from it: the listing of a revision, `resolve` with
 * its headers, pull requests and their commits, and large files on another origin that the hub redirects to.
 */
export class FakeHub {
  readonly models = new Map<string, FakeModel>();
  readonly seen: Seen[] = [];
  trouble: Trouble = {};
  readonly #hub: Server = createServer((request, response) => this.#answer(request, response));
  readonly #storage: Server = createServer((request, response) => this.#send(request, response));

  #endpoint = '';
  #storageOrigin = '';

  async start(): Promise<void> {
    this.#endpoint = `http://127.0.0.1:${await listen(this.#hub)}`;
    this.#storageOrigin = `http://localhost:${await listen(this.#storage)}`;
  }

  async stop(): Promise<void> {
    for (const server of [this.#hub, this.#storage]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  /** Stays when it stops. */
  get endpoint(): string {
    return this.#endpoint;
  }

  /** The ranges of the large files that were asked for. */
  get storageRanges(): (string | undefined)[] {
    return this.seen.filter(({ storage }) => storage).map(({ range }) => range);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.endpoint);
    this.#note(request, pathname, false);
    const api = /^\/api\/models\/(.+)\/revision\/([^/]+)$/.exec(pathname);
    const resolve = /^\/(.+)\/resolve\/([^/]+)\/(.+)$/.exec(pathname);
    const discussions = /^\/api\/models\/(.+)\/discussions$/.exec(pathname);
    const others = discussions ?? /^\/api\/models\/(.+)\/commits\/([^/]+)$/.exec(pathname);
    const [, asked = '', reference = 'main', file = ''] = api ?? resolve ?? others ?? [];
    const alias = [...this.models].find(([, model]) => model.alias === asked);
    if (alias) {
      const location = (request.url ?? '').replace(asked, alias[0]);
      response.writeHead(307, { location }).end();
      return;
    }
    const revision = decodeURIComponent(reference);
    const model = this.#model(asked, revision);
    const token = request.headers.authorization?.replace('Bearer ', '');
    const refused = refusalOf(model, {
      token,
      revision,
      searchParams,
      file: resolve ? file : undefined,
      isListing: api !== null,
    });
    if (refused) {
      response.writeHead(refused.status, { 'x-error-code': refused.code, 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: refused.code }));
    } else if (model && api) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(listing(asked, model)));
    } else if (model && others) {
      const answer = others === discussions ? discussionsOf(model) : commitsOf(model);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    } else if (model) {
      const name = `${asked}/${model.commit}/${file}`;
      this.#resolve(request, response, model, name, model.files[file] ?? Buffer.alloc(0));
    }
  }

  /** @param revision a branch, a pull request or a commit */
  #model(name: string, revision: string): FakeModel | undefined {
    const model = this.models.get(name);
    const offer = model?.pullRequest;
    const isOffer = offer && (revision === `refs/pr/${offer.number}` || revision === offer.commit);
    return isOffer ? { ...model, commit: offer.commit, files: offer.files } : model;
  }

  #resolve(request: IncomingMessage, response: ServerResponse, model: FakeModel, name: string, bytes: Buffer): void {
    const headers = { 'x-repo-commit': model.commit, 'accept-ranges': 'bytes' };
    if (bytes.length < largeFrom) {
      const length = String(bytes.length);
      response.writeHead(200, { ...headers, etag: `"${gitSha1(bytes)}"`, 'content-length': length });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    } else {
      response.writeHead(302, {
        ...headers,
        'x-linked-etag': `"${sha256(bytes)}"`,
        'x-linked-size': String(bytes.length),
        location: `${this.#storageOrigin}/${name}`,
      });
      response.end();
    }
  }

  #send(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    this.#note(request, pathname, true);
    const [, name = '', commit = '', file = ''] = /^\/(.+)\/([^/]+)\/([^/]+)$/.exec(pathname) ?? [];
    const whole = this.#model(name, commit)?.files[file] ?? Buffer.alloc(0);
    const { cutAfter, damage, ignoreRange, status, stallAfter } = this.trouble;
    this.trouble = {};
    const [, first] = /^bytes=(\d+)-$/.exec((!ignoreRange && request.headers.range) || '') ?? [];
    const start = Number(first ?? 0);
    const bytes = Buffer.from(whole.subarray(start));
    if (damage) bytes[0] = (bytes[0] ?? 0) ^ 1;
    const range = `bytes ${start}-${whole.length - 1}/${whole.length}`;
    const length = { 'content-length': String(bytes.length) };
    if (status !== undefined) response.writeHead(status, { 'content-length': '0' });
    else if (first === undefined) response.writeHead(200, length);
    else response.writeHead(206, { ...length, 'content-range': range });
    const cut = cutAfter ?? stallAfter;
    if (status !== undefined || cut === undefined) {
      response.end(status === undefined ? bytes : undefined);
      return;
    }
    response.write(bytes.subarray(0, cut), () => {
      if (cutAfter !== undefined) setTimeout(() => response.destroy(), 20);
    });
  }

  #note(request: IncomingMessage, pathname: string, storage: boolean): void {
    const { range, authorization } = request.headers;
    this.seen.push({ path: pathname, storage, ...(range && { range }), ...(authorization && { authorization }) });
  }
}

function listing(id: string, { commit, files }: FakeModel): object {
  return {
    id,
    modelId: id,
    sha: commit,
    private: false,
    siblings: Object.entries(files).map(([rfilename, bytes]) => ({
      rfilename,
      size: bytes.length,
      blobId: gitSha1(bytes),
      ...(bytes.length >= largeFrom && { lfs: { sha256: sha256(bytes), size: bytes.length, pointerSize: 134 } }),
    })),
  };
}

function discussionsOf({ pullRequest }: FakeModel): object {
  const { number = 0, author, title } = pullRequest ?? {};
  const offer = { num: number, author: { name: author }, title, status: 'open', isPullRequest: true };
  return { discussions: pullRequest ? [offer] : [], count: pullRequest ? 1 : 0, start: 0 };
}

/** The newest first. */
function commitsOf({ commit, pullRequest }: FakeModel): object {
  return [commit, ...(pullRequest?.commit === commit ? [pullRequest.from] : [])].map((id) => ({
    id,
    title: 'a commit',
  }));
}

interface Asked {
  readonly token: string | undefined;
  readonly revision: string;
  readonly searchParams: URLSearchParams;
  /** Undefined where none is asked for. */
  readonly file: string | undefined;
  readonly isListing: boolean;
}

/** Status and `x-error-code` of what the hub does not give. */
function refusalOf(model: FakeModel | undefined, { token, revision, searchParams, file, isListing }: Asked) {
  if (!model || (model.token !== undefined && model.token !== token)) {
    return { status: token === undefined ? 401 : 404, code: 'RepoNotFound' };
  }
  const known = ['main', model.commit, `refs/pr/${model.pullRequest?.number}`];
  if (!known.includes(revision)) return { status: 404, code: 'RevisionNotFound' };
  if (file === undefined && !isListing) return undefined;
  if (file === undefined) return searchParams.get('blobs') === 'true' ? undefined : { status: 400, code: 'NoBlobs' };
  if (model.gated) return { status: token === undefined ? 401 : 403, code: 'GatedRepo' };
  return model.files[file] ? undefined : { status: 404, code: 'EntryNotFound' };
}

/** @returns the port */
async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const gitSha1 = (bytes: Buffer) => createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
