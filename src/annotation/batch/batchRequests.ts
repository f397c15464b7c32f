import type { LlmTeacher } from '../llm/llmTeacher';
import { bodyFor } from '../llm/openAIModel';
import type { BatchSentence } from './batchFolder';

/** What the Batch API takes in one file: https://platform.openai.com/docs/guides/batch (50,000 requests, 200 MB). */
const mostRequests = 50_000;
const mostBytes = 190e6;

/** The lines of the Batch API for sentences, in parts that the server takes. */
export async function batchRequests(
  teacher: LlmTeacher,
  baseURL: string,
  sentences: readonly BatchSentence[],
): Promise<string[][]> {
  const parts: string[][] = [];
  let bytes = Infinity;
  for (const { key, tokens } of sentences) {
    const body = bodyFor(baseURL, teacher.model.name, await teacher.question(tokens));
    const line = JSON.stringify({ custom_id: key, method: 'POST', url: '/v1/chat/completions', body });
    const size = Buffer.byteLength(line) + 1;
    const current = parts.at(-1);
    if (!current || current.length === mostRequests || bytes + size > mostBytes) {
      parts.push([line]);
      bytes = size;
    } else {
      current.push(line);
      bytes += size;
    }
  }
  return parts;
}
