import OpenAI from 'openai';
import { AnnotationError, type AnnotationErrorCode } from '../annotationError';

interface Connection {
  readonly apiKey: string;
  readonly model: string;
  readonly baseURL: string;
}

/** The SDK's errors in words that a user can act on. */
export function toAnnotationError(error: unknown, { apiKey, model, baseURL }: Connection): AnnotationError {
  const make = (code: AnnotationErrorCode, message: string, retryAfter?: number) =>
    new AnnotationError(code, withoutKey(message, apiKey), retryAfter);
  const host = new URL(baseURL).host;
  if (error instanceof OpenAI.APIUserAbortError) return make('cancelled', 'The annotation was cancelled.');
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return make('network', `${host} did not answer in time. Check the network and the base URL, then try again.`);
  }
  if (error instanceof OpenAI.APIConnectionError) {
    const reason = reasonOf(error);
    if (/proxy authentication/iu.test(reason)) return make('network', proxyLogin(host));
    const remedy = /certificate|self[- ]signed|issuer/iu.test(reason)
      ? 'If it is your own, give its certificate authority to Node with NODE_EXTRA_CA_CERTS=FILE.pem (in VS Code: install it in the system), then try again.'
      : 'Check the network, the proxy and the base URL, then try again.';
    return make('network', `${host} cannot be reached (${reason}). ${remedy}`);
  }
  if (error instanceof OpenAI.APIError) {
    // What a server says of a wrong key repeats parts of it.
    if (error.status === 401 || error.status === 403) {
      return make('wrong-key', `${host} refused the API key. Enter another key, or check that it may use ${model}.`);
    }
    if (error.status === 407) return make('network', proxyLogin(host));
    if (error.code === 'insufficient_quota')
      return make('quota', `The account at ${host} has no credit left. Add credit, then try again.`);
    if (error.status === 404)
      return make('model-not-found', `${host} has no model ${model}. Choose another model, or check the base URL.`);
    if (error.status === 429) {
      const wait = retryAfter(error.headers);
      const asked = wait === undefined ? '' : ` It asks to wait ${inWords(wait)}.`;
      return make('rate-limit', `${host} limits the rate: ${error.message}.${asked} Try again later.`, wait);
    }
    if (error.status !== undefined && error.status >= 500)
      return make('server', `${host} failed with status ${error.status}. Try again later.`);
    return make('request', `${host} did not accept the request: ${error.message}`);
  }
  return make(
    'server',
    `${host} answered what is not a completion: ${error instanceof Error ? error.message : String(error)}`,
  );
}

function proxyLogin(host: string): string {
  return `A proxy before ${host} asks for a login. Set its address with name and password, then try again.`;
}

/** A server may repeat the key. What is shorter than any key is a word for a server without keys. */
function withoutKey(message: string, apiKey: string): string {
  return apiKey.length < 8 ? message : message.replaceAll(apiKey, '(key)');
}

/** Milliseconds to wait, as the server says: `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, 10.2.3). */
function retryAfter(headers: Headers | undefined): number | undefined {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return milliseconds;
  const header = headers?.get('retry-after') ?? '';
  const seconds = Number.parseFloat(header);
  if (seconds >= 0) return 1000 * seconds;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function inWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

function reasonOf(error: Error): string {
  const cause =
    error.cause instanceof Error ? (error.cause.cause instanceof Error ? error.cause.cause : error.cause) : error;
  return cause.message || error.message;
}
