import type { StudentReply, StudentRequest } from '../protocol/student';
import { exportModel } from './export/exportModel';
import { type OpenEmbedder, openEmbedder } from './openEmbedder';
import { type OpenTagger, openTagger } from './openTagger';

let tagger: { readonly run: string; readonly open: OpenTagger } | undefined;
let embedder: { readonly model: string; readonly open: OpenEmbedder } | undefined;

async function answer(request: StudentRequest): Promise<Extract<StudentReply, { answer: unknown }>['answer']> {
  switch (request.type) {
    case 'open-run': {
      // Opened anew: the run may have been trained on.
      tagger?.open.close();
      tagger = undefined;
      const { identity, entityTypes } = await taggerOf(request.run);
      return { identity, entityTypes };
    }
    case 'tag': {
      const tagged = await (await taggerOf(request.run)).tag(request.sentences);
      return tagged.map(({ tags, probabilities }) => ({ tags, probabilities: [...probabilities] }));
    }
    case 'export':
      return { files: (await exportModel(request.run, request.folder, request)).files };
    case 'open-model':
      return { identity: (await embedderOf(request.model)).identity };
    case 'embed':
      return (await (await embedderOf(request.model)).embed(request.sentences)).map((vector) => [...vector]);
  }
}

async function taggerOf(run: string): Promise<OpenTagger> {
  if (tagger?.run !== run) {
    tagger?.open.close();
    tagger = { run, open: await openTagger(run) };
  }
  return tagger.open;
}

async function embedderOf(model: string): Promise<OpenEmbedder> {
  if (embedder?.model !== model) {
    embedder?.open.close();
    embedder = { model, open: await openEmbedder(model) };
  }
  return embedder.open;
}

/** Engines are not re-entrant: one request after the other. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Tags with trained students, exports them and embeds with BERTs, for a host that may not load engines itself: answers what
 * comes over the process's channel, see `protocol/student.ts`. What was opened stays open until something else is.
 * @returns never: the process ends with its host
 */
export function serveStudents(): Promise<never> {
  process.on('message', (request: StudentRequest) => {
    const { id } = request;
    last = last
      .then(() => answer(request))
      .then(
        (done): StudentReply => ({ id, answer: done }),
        (error: unknown): StudentReply => ({ id, error: error instanceof Error ? error.message : String(error) }),
      )
      .then((reply) => process.connected && process.send?.(reply));
  });
  process.on('disconnect', () => process.exit());
  return new Promise(() => undefined);
}
