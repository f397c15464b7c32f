export { type ByteSource, fileSource, memorySource, streamSource } from './byteSource';
export { copyPieces, type Sink } from './copyPieces';
export { Corpus, type CorpusOptions, type ReadingOptions } from './corpus';
export { indexCorpus, indexWithKeys } from './indexCorpus';
export { findMismatches, type Merged, type MergeInput, type Mismatch, mergeInto, readForMerge } from './merge';
export { type Destination, makeFiles, type NewFile } from './newFiles';
export {
  type DeduplicateReport,
  deduplicateCorpus,
  type ShuffleReport,
  type SplitReport,
  sampleCorpus,
  shuffleCorpus,
  splitCorpus,
  type WrittenSplit,
} from './operations';
export { corpusStatistics } from './statistics';
export { statisticsCsv, statisticsTables } from './statisticsTables';
