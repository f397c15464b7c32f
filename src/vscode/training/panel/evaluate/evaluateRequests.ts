import { z } from 'zod';
import { runFolderName } from '../runFolderName';

export const evaluateRequests = [
  z.object({ type: z.literal('evaluate'), run: runFolderName }),
  z.object({ type: z.literal('openError'), run: runFolderName, line: z.number().int().positive() }),
  z.object({ type: z.literal('readPredictions'), run: runFolderName }),
] as const;
