import type { DataFiles } from '../../../../protocol/dataFiles';
import type { DataRole, DataWarning } from '../../../../protocol/panel';
import type { InspectedFile } from './fileInspector';

/** A type with fewer examples is hardly learnt: the limit of spaCy's `debug data`. */
const fewExamples = 50;

type Pools = Readonly<Record<DataRole, readonly InspectedFile[]>>;

/** What is likely not as it was meant with a run's files together. */
export function dataWarnings(files: DataFiles, inspected: ReadonlyMap<string, InspectedFile>): readonly DataWarning[] {
  const of = (paths: readonly (string | undefined)[]) =>
    paths.flatMap((file) => (file === undefined ? [] : (inspected.get(file) ?? [])));
  const pools: Pools = {
    original: of(files.original),
    distilled: of(files.distilled),
    dev: of([files.dev]),
    test: of([files.test]),
  };
  return [...overlaps(pools), ...sameTwice(files), ...typeWarnings(pools)];
}

/** Sentences to be evaluated on that the student has learnt by heart make its figures too good. */
function overlaps(pools: Pools): DataWarning[] {
  const pairs = [
    ['dev', 'original', 'F1 on dev will be too good, and the best checkpoint be chosen by it'],
    ['dev', 'distilled', 'F1 on dev will be too good, and the best checkpoint be chosen by it'],
    ['test', 'original', 'F1 on test will be too good'],
    ['test', 'distilled', 'F1 on test will be too good'],
    ['test', 'dev', 'the best checkpoint is chosen on them'],
    ['distilled', 'original', 'the student sees them with both tags'],
  ] as const;
  return pairs.flatMap(([role, other, effect]) => {
    const theirs = new Set(pools[other].flatMap(({ sentences }) => sentences));
    const ours = pools[role].flatMap(({ sentences }) => sentences);
    const shared = ours.filter((sentence) => theirs.has(sentence));
    if (shared.length === 0) return [];
    const count = `${shared.length.toLocaleString('en-US')} of ${ours.length.toLocaleString('en-US')} sentences`;
    const example = shared.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
    return [{ role, message: `${count} of ${role} also stand in ${other}, such as “${shorten(example)}”: ${effect}.` }];
  });
}

function sameTwice({ original, distilled }: DataFiles): DataWarning[] {
  return original
    .filter((file) => distilled.includes(file))
    .map(() => ({ role: 'distilled' as const, message: 'The same file is original and distilled.' }));
}

function typeWarnings(pools: Pools): DataWarning[] {
  const learnt = countTypes([...pools.original, ...pools.distilled]);
  if (learnt.size === 0) return [];
  const few = [...learnt].filter(([, count]) => count < fewExamples);
  const unknown = (['dev', 'test'] as const).flatMap((role): DataWarning[] => {
    const types = [...countTypes(pools[role]).keys()].filter((type) => !learnt.has(type));
    if (types.length === 0) return [];
    return [{ role, message: `No training file has ${types.join(', ')}, so the student cannot find them in ${role}.` }];
  });
  if (few.length === 0) return unknown;
  const role = pools.original.length > 0 ? 'original' : 'distilled';
  const listed = few.map(([type, count]) => `${type} (${count})`).join(', ');
  return [...unknown, { role, message: `Few examples to learn from, fewer than ${fewExamples} in all: ${listed}.` }];
}

function countTypes(files: readonly InspectedFile[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { facts } of files) {
    for (const [type, count] of Object.entries(facts.types ?? {})) counts.set(type, (counts.get(type) ?? 0) + count);
  }
  return counts;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
