import { readFile } from 'node:fs/promises';
import { ConllDocument, decodeBytes, decodeEntities, type Entity } from '../../dataset';
import { AnswerIndex } from './answerIndex';

/** Sentences of a file that are looked up. */
const sampled = 200;

/**
 * Who made the tags of some files, as far as a file of answers tells: of each the teacher whose answers most of its
 * sentences with entities have as their tags. A teacher that is not there, because another machine asked it, is not found.
 * @param files of distilled sentences; one that cannot be read tells nothing
 */
export async function teachersOf(files: readonly string[], answersFile: string): Promise<string[]> {
  const index = new AnswerIndex(answersFile);
  const found: string[] = [];
  for (const file of files) {
    const teacher = await teacherOf(file, index);
    if (teacher !== undefined && !found.includes(teacher)) found.push(teacher);
  }
  return found;
}

async function teacherOf(file: string, index: AnswerIndex): Promise<string | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return undefined;
  const sentences = ConllDocument.parse(decodeBytes(bytes).text)
    .sentences.map(({ tokens, tags }) => ({ tokens, entities: decodeEntities(tags) }))
    .filter(({ entities }) => entities.length > 0)
    .slice(0, sampled);
  const counts = new Map<string, number>();
  for (const { tokens, entities } of sentences) {
    const wanted = textOf(entities);
    for (const { teacher, annotation } of await index.of(tokens)) {
      if (textOf(annotation.entities) === wanted) counts.set(teacher, (counts.get(teacher) ?? 0) + 1);
    }
  }
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a);
  return best && best[1] * 2 > sentences.length ? best[0] : undefined;
}

function textOf(entities: readonly Entity[]): string {
  return entities
    .map(({ type, start, end }) => `${start} ${end} ${type}`)
    .sort()
    .join('\n');
}
