import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { TokenLogprob } from '../llm/chatModel';
import type { AnnotatedEntity, Annotation } from '../teacher';

/**
 * How sure the model was of each item of an answer's list: the product of the probabilities of the tokens that write its
 * "start", "end" and "type", given all that it had written before. Its words between them do not count.
 * @param text the whole answer, of which `json` begins at `offset` (UTF-16)
 * @returns a probability an item; undefined where the tokens do not spell the answer, or an item lacks one of the three
 */
export function itemConfidences(
  text: string,
  json: string,
  offset: number,
  logprobs: readonly TokenLogprob[],
): (number | undefined)[] {
  const root = parseTree(json);
  const list = root?.type === 'array' ? root : root && findNodeAtLocation(root, ['entities']);
  const items = list?.children ?? [];
  const ends = endsOf(logprobs);
  if ((ends.at(-1) ?? 0) !== Buffer.byteLength(text)) return items.map(() => undefined);
  const byteAt = (position: number) => Buffer.byteLength(text.slice(0, offset + position));
  return items.map((item) => {
    let sum = 0;
    for (const name of ['start', 'end', 'type']) {
      const node: Node | undefined = item.type === 'object' ? findNodeAtLocation(item, [name]) : undefined;
      if (!node) return undefined;
      // A value that shares its token with a bracket or comma counts with it.
      const [from, to] = [byteAt(node.offset), byteAt(node.offset + node.length)];
      logprobs.forEach(({ logprob }, index) => {
        if ((ends[index - 1] ?? 0) < to && (ends[index] ?? 0) > from) sum += logprob;
      });
    }
    return Math.exp(sum);
  });
}

/** Where each token ends, in bytes of the answer. */
function endsOf(logprobs: readonly TokenLogprob[]): number[] {
  let end = 0;
  return logprobs.map(({ bytes }) => {
    end += bytes.length;
    return end;
  });
}

/** Entities with the share of further answers that have the same: an estimate of how sure their model is. */
export function agreement(entities: readonly AnnotatedEntity[], answers: readonly Annotation[]): AnnotatedEntity[] {
  if (answers.length === 0) return [...entities];
  return entities.map((entity) => {
    const same = answers.filter((answer) =>
      answer.entities.some(
        ({ type, start, end }) => type === entity.type && start === entity.start && end === entity.end,
      ),
    );
    return { ...entity, confidence: same.length / answers.length };
  });
}
