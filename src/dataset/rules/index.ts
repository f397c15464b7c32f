import type { Rule } from '../lint/rule';
import { duplicateSentence } from './duplicateSentence';
import { entityOverSentenceEnd } from './entityOverSentenceEnd';
import { illegalSequence } from './illegalSequence';
import { inconsistentForm } from './inconsistentForm';
import { longSentence } from './longSentence';
import { mixedScheme } from './mixedScheme';
import { mixedSeparators } from './mixedSeparators';
import { noNegatives } from './noNegatives';
import { punctuationEdge } from './punctuationEdge';
import { raggedColumns } from './raggedColumns';
import { rareType } from './rareType';
import { tagSyntax } from './tagSyntax';
import { trainTestOverlap } from './trainTestOverlap';
import { unknownType } from './unknownType';
import { whiteSpaceToken } from './whiteSpaceToken';

/** Every rule; docs/rules.md has a section for each. */
export const RULES: readonly Rule[] = [
  raggedColumns,
  tagSyntax,
  illegalSequence,
  mixedScheme,
  unknownType,
  mixedSeparators,
  entityOverSentenceEnd,
  whiteSpaceToken,
  longSentence,
  trainTestOverlap,
  duplicateSentence,
  inconsistentForm,
  punctuationEdge,
  rareType,
  noNegatives,
];
