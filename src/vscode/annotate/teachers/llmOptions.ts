import path from 'node:path';
import * as vscode from 'vscode';
import { goldExamples, inBatches, type LlmTeacherOptions, readPrompt } from '../../../annotation';
import { ConllDocument, checkReadable, decodeBytes, decodeEntities } from '../../../dataset';
import { exampleSettings, promptSettings } from '../../settings';
import type { StudentProcess } from '../../student/studentProcess';
import { typeSetOf } from '../../typeSet';
import type { TeacherPlace } from './teacherSource';

export interface LlmServices {
  readonly students: StudentProcess;
  /** The folder of the embedded student. */
  readonly embedder: string;
}

/** What the settings of a place say about asking a large language model, whichever it is. */
export async function llmOptions(
  { students, embedder }: LlmServices,
  { scope, workspace, prompt }: TeacherPlace,
): Promise<Omit<LlmTeacherOptions, 'model'>> {
  const types = await typeSetOf(scope);
  const entityTypes = types.map(({ type }) => type);
  const { name, samples } = promptSettings(scope);
  const { file, choice, count, seed } = exampleSettings(scope);
  const gold = file === undefined ? undefined : await readGold(file, workspace);
  const identity =
    gold && choice === 'similar' ? (await students.ask('open-model', { model: embedder })).identity : undefined;
  const one = inBatches(async (sentences: readonly (readonly string[])[]) => {
    const vectors = await students.ask('embed', { model: embedder, sentences });
    return vectors.map((vector) => Float32Array.from(vector));
  }, 64);
  return {
    prompt: await readPrompt(prompt ?? name, workspace),
    entityTypes,
    definitions: Object.fromEntries(
      types.flatMap(({ type, definition }) => (definition === undefined ? [] : [[type, definition]])),
    ),
    samples,
    ...(gold && {
      examples: goldExamples(gold, {
        choice,
        count,
        seed,
        entityTypes,
        embedder:
          identity === undefined
            ? undefined
            : { name: identity, embed: (sentences) => Promise.all(sentences.map(one)) },
      }),
    }),
  };
}

async function readGold(file: string, workspace: string | undefined) {
  const uri = vscode.Uri.file(path.resolve(workspace ?? '.', file));
  const bytes = await vscode.workspace.fs.readFile(uri).then(
    (read) => read,
    () => undefined,
  );
  if (!bytes) {
    throw new Error(
      vscode.l10n.t(
        'The setting conllDistill.examples.file names {0}, which cannot be read. Expected a CoNLL file with gold tags, its path from the workspace folder.',
        file,
      ),
    );
  }
  const unreadable = checkReadable(bytes, file);
  if (unreadable) throw unreadable;
  return ConllDocument.parse(decodeBytes(bytes).text).sentences.map(({ tokens, tags }) => ({
    tokens,
    entities: decodeEntities(tags),
  }));
}
