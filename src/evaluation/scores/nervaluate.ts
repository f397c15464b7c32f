import type { Entity } from '../../dataset';
import { type EntityPair, isSameSpan } from './entityPair';

/**
 * What counts as correct: `strict` the same tokens and type; `exact` the same tokens; `partial` the same tokens, and half
 * where they only overlap; `ent_type` the same type where they overlap.
 */
export const nervaluateModes = ['strict', 'exact', 'partial', 'ent_type'] as const;
export type NervaluateMode = (typeof nervaluateModes)[number];

/** COR, INC, PAR, MIS and SPU of the MUC-5 evaluation (Chinchor and Sundheim 1993), with the ratios of SemEval 2013, task 9. */
export interface NervaluateScores {
  readonly correct: number;
  readonly incorrect: number;
  readonly partial: number;
  readonly missed: number;
  readonly spurious: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export type NervaluateFigures = Readonly<Record<NervaluateMode, NervaluateScores>>;

export interface NervaluateReport {
  readonly overall: NervaluateFigures;
  /** Each as if it were the only type. Key order is alphabetical. */
  readonly types: Readonly<Record<string, NervaluateFigures>>;
}

/** The figures of nervaluate 1.2.1, whose matching goes through the predictions in the order of the text, without looking ahead. */
export function nervaluate({ gold, predicted }: EntityPair): NervaluateReport {
  const types = [...new Set([...gold, ...predicted].flatMap((entities) => entities.map(({ type }) => type)))].sort();
  const only = (type: string) => (entities: readonly Entity[]) => entities.filter((entity) => entity.type === type);
  return {
    overall: figuresOf({ gold, predicted }),
    types: Object.fromEntries(
      types.map((type) => [type, figuresOf({ gold: gold.map(only(type)), predicted: predicted.map(only(type)) })]),
    ),
  };
}

function figuresOf(pair: EntityPair): NervaluateFigures {
  const [strict, exact, partial, entType] = nervaluateModes.map((mode) => scoresOf(pair, mode));
  const none = scoresOf({ gold: [], predicted: [] }, 'strict');
  return { strict: strict ?? none, exact: exact ?? none, partial: partial ?? none, ent_type: entType ?? none };
}

type Verdict = 'correct' | 'incorrect' | 'partial';

function scoresOf({ gold, predicted }: EntityPair, mode: NervaluateMode): NervaluateScores {
  const counts = { correct: 0, incorrect: 0, partial: 0, missed: 0, spurious: 0 };
  gold.forEach((wanted, sentence) => {
    const open = new Set(wanted);
    for (const entity of predicted[sentence] ?? []) {
      const match = matchOf(entity, open, mode);
      if (match) open.delete(match.gold);
      counts[match?.verdict ?? 'spurious']++;
    }
    counts.missed += open.size;
  });
  const { correct, incorrect, partial, missed, spurious } = counts;
  const common = correct + incorrect + partial;
  const precision = ratio(correct + 0.5 * partial, common + spurious);
  const recall = ratio(correct + 0.5 * partial, common + missed);
  return { ...counts, precision, recall, f1: ratio(2 * (precision * recall), precision + recall) };
}

/** What nervaluate makes of one prediction. @param open the gold entities without a match so far, in their order */
function matchOf(
  entity: Entity,
  open: ReadonlySet<Entity>,
  mode: NervaluateMode,
): { readonly gold: Entity; readonly verdict: Verdict } | undefined {
  const candidates = [...open].filter((gold) => overlapsEnough(entity, gold));
  const correct =
    mode === 'ent_type'
      ? nearest(
          entity,
          candidates.filter(({ type }) => type === entity.type),
        )
      : candidates.find((gold) => isSameSpan(gold, entity) && (mode !== 'strict' || gold.type === entity.type));
  if (correct) return { gold: correct, verdict: 'correct' };
  const [first] = candidates;
  return first && { gold: first, verdict: mode === 'partial' ? 'partial' : 'incorrect' };
}

/** By the sum of the distances of both boundaries; the first of equals. */
function nearest(entity: Entity, candidates: readonly Entity[]): Entity | undefined {
  const distance = ({ start, end }: Entity) => Math.abs(start - entity.start) + Math.abs(end - entity.end);
  let best: Entity | undefined;
  for (const candidate of candidates) if (!best || distance(candidate) < distance(best)) best = candidate;
  return best;
}

/** nervaluate's least overlap is one percent of the gold entity: a token of one of more than a hundred is not enough. */
function overlapsEnough(entity: Entity, gold: Entity): boolean {
  const overlap = Math.min(entity.end, gold.end) - Math.max(entity.start, gold.start);
  return overlap > 0 && (overlap / (gold.end - gold.start)) * 100 >= 1;
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
