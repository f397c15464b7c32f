import { z } from 'zod';

/** A run is named by its folder's name, which can lead nowhere else. */
export const runFolderName = z.string().regex(/^(?!\.)[^/\\]+$/);
