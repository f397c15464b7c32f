import path from 'node:path';
import process from 'node:process';
import { conllDistill } from './conllDistill.mjs';

/**
 * Step 2. Every answer is cached as it arrives, so that a second run asks only for what is missing.
 * @param {string} sample @param {string} workspace
 * @returns {Promise<{ teacher: string, file: string }>} a short name of the teacher, and the annotated file's name
 */
export async function annotateUnlabelled(sample, workspace) {
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL } = process.env;
  const openai = Boolean(OPENAI_API_KEY);
  const teacher = openai ? fileName(OPENAI_MODEL || 'openai') : 'rule-based';
  if (openai) {
    console.log(
      `Teacher: ${OPENAI_MODEL || 'the default model'} at ${OPENAI_BASE_URL || 'OpenAI'}, because OPENAI_API_KEY is set. It is paid for each sentence once.`,
    );
  } else {
    console.log('Teacher: rule-based (no LLM), because OPENAI_API_KEY is not set. Nothing leaves this machine.');
  }
  const file = `distilled-${teacher}.conll`;
  await conllDistill(workspace, [
    'annotate',
    'unlabelled.conll',
    '-o',
    file,
    '--teacher',
    openai ? 'openai' : 'rule-based',
  ]);
  console.log('\nThe teacher against the human tags of the same sentences:');
  await conllDistill(workspace, [
    'evaluate',
    path.relative(workspace, path.join(sample, 'unlabelled-human.conll')),
    file,
  ]);
  return { teacher, file };
}

/** A model's name as part of a file name. @param {string} name */
const fileName = (name) => name.replace(/[^\w.-]+/g, '-');
