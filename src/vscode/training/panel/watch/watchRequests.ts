import { z } from 'zod';
import { runFolderName } from '../runFolderName';

export const watchRequests = [
  z.object({ type: z.literal('watch'), runs: z.array(runFolderName).max(1000) }),
  z.object({ type: z.literal('stop'), run: runFolderName }),
  z.object({ type: z.literal('resume'), run: runFolderName }),
  z.object({ type: z.literal('open'), run: runFolderName, file: z.enum(['log', 'predictions', 'config']) }),
  z.object({ type: z.literal('use-model'), run: runFolderName, how: z.enum(['annotate', 'export']) }),
] as const;
