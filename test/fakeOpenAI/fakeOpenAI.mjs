// An OpenAI-compatible server on 127.0.0.1 for tests: the real wire format of Chat Completions, its errors included.
// Tokens are counted with OpenAI's own tables: four for each message and three for the answer's beginning, as its cookbook says.
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { countTokens, decode, encode } from 'gpt-tokenizer/encoding/cl100k_base';

/**
 * @typedef {{ start: number, end: number, text: string, type: string, reason?: string }} Span  token numbers, inclusive
 * @typedef {'rate-limit' | 'server-error' | 'slow' | 'malformed' | 'refusal' | 'truncated' | 'content-filter' | 'empty'
 *   | 'proxy-login' | 'bad-gateway' | 'reset' | 'quota' | 'unknown-model' | 'not-json' | 'request-timeout' | 'conflict' | 'slow-body' | 'torn-body'} Fault
 * @typedef {{ model: string, messages: { role: string, content: string }[], response_format?: { type: string },
 *   logprobs?: boolean, temperature?: number }} ChatBody
 * @typedef {{ tokens: string[], authorization: string | undefined, body: ChatBody }} Call
 * @typedef {{ apiKey?: string, answer: (tokens: string[], body: ChatBody) => Span[] | string | object, formats?: string[],
 *   delay?: number, rateLimit?: { perSecond: number, burst: number }, logprob?: (token: string) => number,
 *   refuses?: string[], tls?: { key: string, cert: string } }} Options
 */

export class FakeOpenAI {
  /** Every request that reached the end point, refused ones too. @type {Call[]} */
  calls = [];
  /** What happens to the next requests, one each; then all is well. @type {Fault[]} */
  faults = [];
  /** @type {http.Server | https.Server} */
  #server;
  #options;
  #bucket = { requests: 0, at: 0 };
  /** What was uploaded, and what batches gave, by file id. @type {Map<string, string>} */
  files = new Map();
  /** @type {any[]} */
  batches = [];
  /** Every sentence that a batch answered. @type {string[]} */
  batched = [];
  /** Looks at a batch until it is done. */
  batchPolls = 1;
  /** Messages with which the next lines of batches fail. @type {string[]} */
  lineFaults = [];
  /** @type {'torn-create' | 'refused' | undefined} */
  batchFault;
  /** Requests refused by the rate limit. */
  limited = 0;

  /**
   * @param {Options} options `answer` gives the spans of a sentence, a raw text as the model's whole answer, or a whole
   * completion to be replayed; `formats` are the response formats that the model knows (all by default); `delay` in ms;
   * `rateLimit`: a bucket of `burst` requests that is filled again by `perSecond`; `logprob` gives each token's, where they are
   * asked for; `refuses` names parameters that the model does not take; `tls` serves https
   */
  constructor(options) {
    this.#options = {
      apiKey: 'sk-test-0123456789abcdef',
      formats: ['json_schema', 'json_object', 'text'],
      delay: 0,
      ...options,
    };
    const serve = (/** @type {http.IncomingMessage} */ request, /** @type {http.ServerResponse} */ response) =>
      void this.#serve(request, response);
    this.#server = options.tls ? https.createServer(options.tls, serve) : http.createServer(serve);
  }

  get apiKey() {
    return this.#options.apiKey;
  }

  /** @returns {Promise<string>} the base URL */
  async start() {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the fake server has no port');
    return `${this.#options.tls ? 'https' : 'http'}://127.0.0.1:${address.port}/v1`;
  }

  async stop() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** How often each sentence was asked for, by its tokens joined by spaces. */
  get askedFor() {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { tokens } of this.calls) counts.set(tokens.join(' '), (counts.get(tokens.join(' ')) ?? 0) + 1);
    return counts;
  }

  /** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
  async #serve(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    response.setHeader('x-request-id', `req_${this.calls.length}`);
    if (/^\/v1\/(?:files|batches)/u.test(request.url ?? ''))
      return this.#batchApi(request, response, Buffer.concat(chunks));
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      return fail(response, 404, 'invalid_request_error', null, `Invalid URL (${request.method} ${request.url})`);
    }
    /** @type {ChatBody} */
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const tokens = tokensOf(body);
    this.calls.push({ tokens, authorization: request.headers.authorization, body });
    if (request.headers.authorization !== `Bearer ${this.#options.apiKey}`) {
      // OpenAI repeats parts of the key, too.
      const key = `${request.headers.authorization}`.replace('Bearer ', '');
      return fail(response, 401, 'invalid_request_error', 'invalid_api_key', `Incorrect API key provided: ${key}.`);
    }
    const wait = this.#waitForRateLimit();
    if (wait > 0) {
      this.limited++;
      response.setHeader('retry-after-ms', `${Math.ceil(wait)}`);
      response.setHeader('retry-after', `${Math.ceil(wait / 1000)}`);
      return fail(response, 429, 'requests', 'rate_limit_exceeded', 'Rate limit reached for requests');
    }
    const format = body.response_format?.type ?? 'text';
    if (!this.#options.formats.includes(format)) {
      const message = `Invalid parameter: 'response_format' of type '${format}' is not supported with this model.`;
      return fail(response, 400, 'invalid_request_error', null, message);
    }
    const refused = this.#options.refuses?.find((name) => name in body);
    if (refused) {
      const message = `Unsupported parameter: '${refused}' is not supported with this model.`;
      return fail(response, 400, 'invalid_request_error', 'unsupported_parameter', message);
    }
    await new Promise((resolve) => setTimeout(resolve, this.#options.delay));
    await this.#answer(response, body, tokens, this.faults.shift());
  }

  /**
   * Files and batches. A batch is done after `batchPolls` looks at it; `lineFaults` fail its next lines, one each.
   * @param {http.IncomingMessage} request @param {http.ServerResponse} response @param {Buffer} bytes
   */
  async #batchApi(request, response, bytes) {
    if (request.headers.authorization !== `Bearer ${this.#options.apiKey}`)
      return fail(response, 401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.');
    const [, , kind, id, action] = new URL(request.url ?? '', 'http://x').pathname.split('/');
    if (kind === 'files' && request.method === 'POST') {
      const form = await new Request('http://x', {
        method: 'POST',
        headers: { 'content-type': request.headers['content-type'] ?? '' },
        body: new Uint8Array(bytes),
      }).formData();
      const file = form.get('file');
      if (form.get('purpose') !== 'batch' || !(file instanceof File))
        return fail(response, 400, 'invalid_request_error', null, 'expected a file with purpose batch');
      return send(response, this.#keep(await file.text(), 'batch'));
    }
    if (kind === 'files' && action === 'content') {
      const file = this.files.get(id ?? '');
      if (file === undefined) return fail(response, 404, 'invalid_request_error', null, `No such File object: ${id}`);
      return response.end(file);
    }
    if (kind === 'batches' && request.method === 'POST' && id === undefined) {
      const wanted = JSON.parse(bytes.toString('utf8'));
      const made = {
        ...{ id: `batch_${this.batches.length}`, object: 'batch', ...wanted, status: 'validating', polls: 0 },
        request_counts: { total: 0, completed: 0, failed: 0 },
      };
      this.batches.push(made);
      if (this.batchFault === 'torn-create') {
        this.batchFault = undefined;
        return response.destroy();
      }
      return send(response, made);
    }
    if (kind === 'batches' && id === undefined)
      return send(response, { object: 'list', data: this.batches, has_more: false });
    const batch = this.batches.find((each) => each.id === id);
    if (!batch) return fail(response, 404, 'invalid_request_error', null, `No batch found with id '${id}'.`);
    if (action === 'cancel') batch.status = 'cancelling';
    else this.#advance(batch);
    return send(response, batch);
  }

  /** @param {string} text @param {string} purpose */
  #keep(text, purpose) {
    const id = `file-${this.files.size}`;
    this.files.set(id, text);
    return { id, object: 'file', bytes: text.length, created_at: 0, filename: 'x.jsonl', purpose };
  }

  /** A look at a batch: it goes on by one step. @param {any} batch */
  #advance(batch) {
    batch.polls++;
    if (['completed', 'failed', 'cancelled'].includes(batch.status)) return;
    if (this.batchFault === 'refused') {
      batch.status = 'failed';
      batch.errors = { object: 'list', data: [{ code: 'invalid', message: 'The model cannot be batched.', line: 1 }] };
      return;
    }
    const cancelled = batch.status === 'cancelling';
    if (!cancelled && batch.polls <= this.batchPolls) {
      batch.status = 'in_progress';
      return;
    }
    const lines = (this.files.get(batch.input_file_id) ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    /** @type {object[]} */
    const output = [];
    /** @type {object[]} */
    const errors = [];
    for (const { custom_id, body } of cancelled ? lines.slice(0, 1) : lines) {
      const tokens = tokensOf(body);
      this.batched.push(tokens.join(' '));
      const message = this.lineFaults.shift();
      const answer = { id: 'batch_req', custom_id, error: null };
      if (message === undefined)
        output.push({
          ...answer,
          response: { status_code: 200, request_id: 'r', body: this.#completion(body, tokens) },
        });
      else errors.push({ ...answer, response: { status_code: 500, request_id: 'r', body: { error: { message } } } });
    }
    const jsonl = (/** @type {object[]} */ all) => all.map((line) => `${JSON.stringify(line)}\n`).join('');
    if (output.length > 0) batch.output_file_id = this.#keep(jsonl(output.reverse()), 'batch_output').id;
    if (errors.length > 0) batch.error_file_id = this.#keep(jsonl(errors), 'batch_output').id;
    batch.status = cancelled ? 'cancelled' : 'completed';
    batch.request_counts = { total: lines.length, completed: output.length, failed: errors.length };
  }

  /** Takes a request out of the bucket. @returns ms until there is one, 0 when it was there */
  #waitForRateLimit() {
    const { rateLimit } = this.#options;
    if (!rateLimit) return 0;
    const now = performance.now();
    const { requests, at } = this.#bucket;
    const filled = at === 0 ? rateLimit.burst : requests + ((now - at) / 1000) * rateLimit.perSecond;
    this.#bucket = { requests: Math.min(rateLimit.burst, filled), at: now };
    if (this.#bucket.requests < 1) return (1000 * (1 - this.#bucket.requests)) / rateLimit.perSecond;
    this.#bucket.requests--;
    return 0;
  }

  /** @param {http.ServerResponse} response @param {ChatBody} body @param {string[]} tokens @param {Fault | undefined} fault */
  async #answer(response, body, tokens, fault) {
    const content = JSON.stringify({ entities: [] });
    switch (fault) {
      case 'rate-limit':
        response.setHeader('retry-after-ms', '20');
        return fail(response, 429, 'requests', 'rate_limit_exceeded', 'Rate limit reached for requests');
      case 'quota':
        response.setHeader('x-should-retry', 'false');
        return fail(response, 429, 'insufficient_quota', 'insufficient_quota', 'You exceeded your current quota.');
      case 'server-error':
        response.setHeader('retry-after-ms', '20');
        return fail(response, 500, 'server_error', null, 'The server had an error while processing your request.');
      case 'request-timeout':
        response.setHeader('retry-after-ms', '20');
        return fail(response, 408, 'timeout', null, 'The request timed out.');
      case 'conflict':
        response.setHeader('retry-after-ms', '20');
        return fail(response, 409, 'conflict', null, 'The resource was updated by another request.');
      case 'slow-body': {
        const text = JSON.stringify(this.#completion(body, tokens));
        response.setHeader('content-type', 'application/json');
        for (let at = 0; at < text.length; at += 64) {
          response.write(text.slice(at, at + 64));
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        return response.end();
      }
      case 'torn-body': {
        const text = JSON.stringify(this.#completion(body, tokens));
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
        response.write(text.slice(0, text.length / 2));
        await new Promise((resolve) => setTimeout(resolve, 20));
        return response.destroy();
      }
      case 'unknown-model':
        return fail(
          response,
          404,
          'invalid_request_error',
          'model_not_found',
          `The model ${body.model} does not exist`,
        );
      case 'proxy-login':
        response.statusCode = 407;
        response.setHeader('proxy-authenticate', 'Basic realm="office"');
        return response.end('<html>Please log in to the proxy</html>');
      case 'bad-gateway':
        response.statusCode = 502;
        response.setHeader('retry-after-ms', '1');
        return response.end('<html>502 Bad Gateway</html>');
      case 'reset':
        return response.destroy();
      case 'not-json':
        response.setHeader('content-type', 'text/html');
        return response.end('<html>A proxy says hello</html>');
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, 1000));
        return send(response, completion(body, content));
      case 'malformed':
        return send(response, completion(body, '{"entities": [{"start": 0, "end"'));
      case 'refusal':
        return send(response, completion(body, null, 'stop', "I'm sorry, I can't help with that."));
      case 'truncated':
        return send(response, completion(body, '{"entities": [{"start": 0, "end": 1, "te', 'length'));
      case 'content-filter':
        return send(response, completion(body, '', 'content_filter'));
      case 'empty':
        return send(response, completion(body, ''));
      case undefined:
        return send(response, this.#completion(body, tokens));
    }
  }

  /** @param {ChatBody} body @param {string[]} tokens @returns {object} what the model says, as the API wraps it */
  #completion(body, tokens) {
    const answer = this.#options.answer(tokens, body);
    const content = Array.isArray(answer) ? JSON.stringify({ entities: answer }) : answer;
    if (typeof content !== 'string') return content;
    const whole = completion(body, content);
    const { logprob } = this.#options;
    return logprob && body.logprobs
      ? { ...whole, choices: [{ ...whole.choices[0], logprobs: logprobsOf(content, logprob) }] }
      : whole;
  }
}

/**
 * As the API gives them: a token that ends inside a character has bytes that its text does not show.
 * @param {string} content @param {(token: string) => number} logprob
 */
function logprobsOf(content, logprob) {
  const bytes = Buffer.from(content);
  const ids = encode(content);
  let end = 0;
  const tokens = ids.map((_, index) => {
    const start = end;
    const read = Buffer.from(decode(ids.slice(0, index + 1)).replace(/\ufffd+$/u, ''));
    end = index === ids.length - 1 ? bytes.length : Math.max(start, read.length);
    return bytes.subarray(start, end);
  });
  return {
    content: tokens.map((token) => {
      const text = token.toString('utf8');
      return { token: text, logprob: logprob(text), bytes: [...token], top_logprobs: [] };
    }),
    refusal: null,
  };
}

/** The numbered tokens stand in the last message, or before the answer that is to be corrected. @param {ChatBody} body @returns {string[]} */
function tokensOf({ messages }) {
  const last = messages.findLast(({ role, content }) => role === 'user' && content.startsWith('['));
  /** @type {[number, string][]} */
  const numbered = JSON.parse(last?.content ?? '[]');
  return numbered.map(([, token]) => token);
}

/** @param {ChatBody} body @param {string | null} content @param {string} finish @param {string | null} refusal */
function completion({ model, messages }, content, finish = 'stop', refusal = null) {
  const promptTokens = messages.reduce((sum, message) => sum + 4 + countTokens(message.content), 3);
  const completionTokens = countTokens(content ?? '');
  return {
    id: `chatcmpl-${Math.random().toString(36).slice(2)}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal, annotations: [] },
        logprobs: null,
        finish_reason: finish,
      },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
    service_tier: 'default',
    system_fingerprint: 'fp_fake',
  };
}

/** @param {http.ServerResponse} response @param {object} body */
function send(response, body) {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

/** @param {http.ServerResponse} response @param {number} status @param {string} type @param {string | null} code @param {string} message */
function fail(response, status, type, code, message) {
  response.statusCode = status;
  send(response, { error: { message, type, param: null, code } });
}
