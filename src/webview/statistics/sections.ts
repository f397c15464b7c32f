import { html, nothing, type TemplateResult } from 'lit';
import type { DatasetStatistics, FileStatistics, Lengths, Overlap } from '../../protocol/statistics';
import { barChart } from './barChart';
import { binName, binsOf, countsIn } from './bins';

export type Slots = Readonly<Record<string, number>>;

const whole = new Intl.NumberFormat('en');
const number = (value: number): string => whole.format(value);
const share = (part: number, all: number): string => (all === 0 ? '–' : `${((100 * part) / all).toFixed(1)} %`);

export function filesSection({ files }: DatasetStatistics): TemplateResult {
  const columns: readonly [string, string, (file: FileStatistics) => string][] = [
    ['Sentences', '', ({ sentences }) => number(sentences)],
    ['Documents', 'Sections that -DOCSTART- lines begin', ({ documents }) => number(documents)],
    ['Tokens', '', ({ tokens }) => number(tokens)],
    ['Entities', '', ({ entities }) => number(entities)],
    [
      'Without entities',
      'Share of sentences without an entity',
      (file) => share(file.sentencesWithoutEntities, file.sentences),
    ],
    [
      'Repeated',
      'Sentences whose tokens stand in an earlier one',
      ({ repeatedSentences }) => number(repeatedSentences),
    ],
    ['Vocabulary', 'Different tokens', ({ vocabulary }) => number(vocabulary)],
    ['Surface forms', 'Different entities, as they are written', ({ surfaceForms }) => number(surfaceForms)],
    ['Columns', '', ({ columns: count }) => number(count)],
    [
      'Scheme',
      'Tag scheme in which the fewest tags are illegal',
      ({ scheme, entities }) => (entities === 0 ? '–' : scheme.toUpperCase()),
    ],
  ];
  return html`<section>
    <h2>Files</h2>
    <div class="scroll"><table>
      <thead><tr><th scope="col">File</th>
        ${columns.map(([title, about]) => html`<th scope="col" class="figure" title=${about || nothing}>${title}</th>`)}</tr></thead>
      <tbody>${files.map(
        (file) => html`<tr><th scope="row">${file.name}</th>
          ${columns.map(([, , value]) => html`<td class="figure">${value(file)}</td>`)}</tr>`,
      )}</tbody>
    </table></div>
  </section>`;
}

export function typesSection({ files, types }: DatasetStatistics, slots: Slots): TemplateResult {
  if (types.length === 0)
    return html`<section><h2>Entity types</h2><p class="quiet">There are no entities in ${files.length === 1 ? 'this file' : 'these files'}.</p></section>`;
  const entities = (file: FileStatistics, type: string): number => file.types[type]?.entities ?? 0;
  return html`<section>
    <h2>Entity types</h2>
    ${barChart({
      title: 'Entity types',
      of: 'entities',
      along: 'type',
      categories: types.map((name) => ({ name, slot: slots[name] })),
      series: files.map((file) => ({
        name: file.name,
        total: file.entities,
        counts: types.map((type) => entities(file, type)),
      })),
    })}
    <div class="scroll"><table>
      <thead>
        <tr><th scope="col" rowspan="2">Type</th>${files.map(({ name }) => html`<th scope="colgroup" colspan="3" class="figure">${name}</th>`)}</tr>
        <tr>${files.map(() => html`<th scope="col" class="figure">Entities</th><th scope="col" class="figure">Share</th><th scope="col" class="figure">Forms</th>`)}</tr>
      </thead>
      <tbody>${types.map(
        (type) => html`<tr><th scope="row"><span class="type" data-slot=${slots[type] ?? nothing}>${type}</span></th>
          ${files.map(
            (file) => html`<td class="figure">${number(entities(file, type))}</td>
              <td class="figure">${share(entities(file, type), file.entities)}</td>
              <td class="figure">${number(file.types[type]?.surfaceForms ?? 0)}</td>`,
          )}</tr>`,
      )}</tbody>
    </table></div>
  </section>`;
}

export function lengthsSection(
  { files }: DatasetStatistics,
  what: 'sentences' | 'entities',
  lengthsOf: (file: FileStatistics) => Lengths,
): TemplateResult {
  const all = files.map(lengthsOf);
  const bins = binsOf(all);
  if (bins.length === 0) return html`${nothing}`;
  const title = `Length of ${what}`;
  const series = files.map((file, index) => {
    const counts = countsIn(bins, all[index] ?? []);
    return { name: file.name, counts, total: counts.reduce((sum, count) => sum + count, 0) };
  });
  return html`<section>
    <h2>${title}</h2>
    ${barChart({ title, of: what, along: 'tokens', categories: bins.map((bin) => ({ name: binName(bin) })), series })}
    <details><summary>Figures</summary><div class="scroll"><table>
      <thead><tr><th scope="col">Tokens</th>${files.map(({ name }) => html`<th scope="col" class="figure">${name}</th>`)}</tr></thead>
      <tbody>${bins.map(
        (bin, row) => html`<tr><th scope="row">${binName(bin)}</th>
          ${series.map(({ counts, total }) => html`<td class="figure">${number(counts[row] ?? 0)} <span class="quiet">${share(counts[row] ?? 0, total)}</span></td>`)}</tr>`,
      )}</tbody>
    </table></div></details>
  </section>`;
}

export function overlapSection({ files, overlaps }: DatasetStatistics): TemplateResult {
  if (overlaps.length === 0) return html`${nothing}`;
  const columns: readonly [string, string, (overlap: Overlap, of: FileStatistics) => readonly [number, number]][] = [
    ['Sentences', 'Whose tokens also make a sentence there', ({ sentences }, of) => [sentences, of.sentences]],
    ['Surface forms', 'That are entities there too', ({ surfaceForms }, of) => [surfaceForms, of.surfaceForms]],
    [
      'Unseen entities',
      'Whose surface form is no entity there',
      ({ unseenEntities }, of) => [unseenEntities, of.entities],
    ],
    ['Unknown tokens', 'That are not in the vocabulary there', ({ unknownTokens }, of) => [unknownTokens, of.tokens]],
  ];
  return html`<section>
    <h2>Overlap</h2>
    <p class="quiet">What of one file stands in another, and what does not. Sentences of train in dev or test make their figures too good.</p>
    <div class="scroll"><table>
      <thead><tr><th scope="col">Of</th><th scope="col">In</th>
        ${columns.map(([title, about]) => html`<th scope="col" class="figure" title=${about}>${title}</th>`)}</tr></thead>
      <tbody>${overlaps.map((overlap) => {
        const of = files[overlap.file];
        return html`<tr><th scope="row">${of?.name}</th><th scope="row">${files[overlap.other]?.name}</th>
          ${columns.map(([title, , value]) => {
            const [part, total] = of ? value(overlap, of) : [0, 0];
            const warns = title === 'Sentences' && part > 0;
            return html`<td class="figure ${warns ? 'warns' : ''}">${warns ? html`<span title="These sentences stand in both files">⚠ </span>` : nothing}${number(part)} <span class="quiet">${share(part, total)}</span></td>`;
          })}</tr>`;
      })}</tbody>
    </table></div>
  </section>`;
}
