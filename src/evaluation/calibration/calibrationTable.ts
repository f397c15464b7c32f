import { percent, type Table } from '../../tables';
import type { Calibration } from './calibrate';

/** One row a bin of confidence: a reliability diagram as a table. */
export function calibrationTable({ bins, entities, expectedError, maximumError, brier }: Calibration): Table {
  return {
    columns: [
      { title: 'confidence' },
      { title: 'entities', format: 'count' },
      { title: 'mean confidence', format: 'percent' },
      { title: 'precision', format: 'percent' },
      { title: 'gap', format: 'points' },
    ],
    groups: [
      bins.map(({ low, high, entities, confidence, precision }) => [
        `${low.toFixed(2)}–${high.toFixed(2)}`,
        entities,
        confidence,
        precision,
        precision - confidence,
      ]),
    ],
    note: `In percent. ${entities} predicted entities: expected calibration error ${percent(expectedError)}, maximum ${percent(maximumError)}, Brier score ${brier.toFixed(4)}.`,
  };
}
