import { afterEach, describe, expect, it } from 'vitest';
import { studentTeacher } from '../../src/annotation';
import { FakeOpenAI } from '../fakeOpenAI/fakeOpenAI.mjs';
import { openAITeacher } from './openAITeacher';

let server: FakeOpenAI | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const tokens = ['Ada', '☃', 'Bath'];
const spans = [
  { start: 0, end: 0, text: 'Ada', type: 'PER' },
  { start: 2, end: 2, text: 'Bath', type: 'LOC' },
];

let models = 0;
/** Each model has a name of its own: what one does not know is remembered. */
async function teacherOf(options: ConstructorParameters<typeof FakeOpenAI>[0], samples = 0) {
  server = new FakeOpenAI(options);
  const baseURL = await server.start();
  const model = `confident-${models++}`;
  const teacher = openAITeacher({
    ...{ apiKey: server.apiKey, baseURL, model, prompt: 'standard', entityTypes: ['LOC', 'PER'], samples },
  });
  return { teacher, server };
}

describe('the confidence of an entity', () => {
  it('is the product of the probabilities of its numbers and its type', async () => {
    // The two numbers 2 and the type LOC are doubtful; the words between them say nothing.
    const doubtful = (token: string) => (token.includes('2') ? Math.log(0.5) : /LOC/.test(token) ? Math.log(0.8) : 0);
    const { teacher } = await teacherOf({ answer: () => spans, logprob: doubtful });
    const { entities } = await teacher.annotate(tokens);
    expect(entities.map(({ confidence }) => confidence)).toEqual([1, expect.closeTo(0.5 * 0.5 * 0.8, 10)]);
  });

  it('is found behind words, fences and characters of several bytes', async () => {
    const text = `Hëre ☃ 😀:\n\`\`\`json\n${JSON.stringify({ entities: spans })}\n\`\`\``;
    const { teacher } = await teacherOf({
      answer: () => text,
      logprob: (token) => (/PER/.test(token) ? Math.log(0.25) : 0),
    });
    const { entities } = await teacher.annotate(tokens);
    expect(entities.map(({ confidence }) => confidence)).toEqual([expect.closeTo(0.25, 10), 1]);
  });

  it('is not known of a server that gives no probabilities, or a model that refuses to', async () => {
    for (const refuses of [[], ['logprobs']]) {
      const { teacher, server } = await teacherOf({ answer: () => spans, refuses });
      const { entities } = await teacher.annotate(tokens);
      expect(entities).toEqual([
        { type: 'PER', start: 0, end: 1, repaired: false },
        { type: 'LOC', start: 2, end: 3, repaired: false },
      ]);
      await teacher.annotate(tokens);
      expect(server.calls.length).toBe(2 + refuses.length);
      await server.stop();
    }
    server = undefined;
  });

  it('is then the share of further answers that have the same entity', async () => {
    let asked = 0;
    // The first answer counts; of the four others, two have both entities and two have Ada alone.
    const { teacher, server } = await teacherOf({ answer: () => (asked++ % 2 === 0 ? spans : spans.slice(0, 1)) }, 4);
    const { entities, usage } = await teacher.annotate(tokens);
    expect(entities.map(({ confidence }) => confidence)).toEqual([1, 0.5]);
    expect(server.calls.map(({ body }) => body.temperature)).toEqual([0, 1, 1, 1, 1]);
    const [first] = server.calls;
    expect(usage?.promptTokens).toBeGreaterThan(5 * (first?.body.messages[0]?.content.length ?? 0) * 0.1);
  });

  it('of a student is the product of the probabilities of its tags', async () => {
    const batches: number[] = [];
    const teacher = studentTeacher({
      name: 's',
      identity: 'i',
      entityTypes: ['PER'],
      tag: async (sentences) => {
        batches.push(sentences.length);
        return sentences.map(() => ({ tags: ['B-PER', 'I-PER', 'O'], probabilities: [0.5, 0.8, 0.1] }));
      },
    });
    const answers = await Promise.all([tokens, tokens, tokens].map((each) => teacher.annotate(each)));
    expect(answers[2]?.entities).toEqual([
      { type: 'PER', start: 0, end: 2, repaired: false, confidence: expect.closeTo(0.4, 10) },
    ]);
    expect(batches).toEqual([3]);
  });

  it('a failing student fails each of its sentences', async () => {
    const teacher = studentTeacher({
      name: 's',
      identity: 'i',
      entityTypes: [],
      tag: () => Promise.reject(new Error('no memory')),
    });
    await expect(teacher.annotate(tokens)).rejects.toThrow('no memory');
  });
});
