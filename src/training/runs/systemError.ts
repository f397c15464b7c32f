/** The code that the operating system gave, such as `ENOENT`; undefined for an error that is not its. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The file that the operating system refused. */
function systemErrorPath(error: unknown): string {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : 'a file';
}

export function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(systemErrorCode(error) ?? '');
}

/** One line on what went wrong and what to do, for people. */
export function explainError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  switch (systemErrorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full (${message}). Free some space: a paused run then goes on by itself, a stopped one from its last checkpoint.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${systemErrorPath(error)} cannot be written or read: permission was denied. Change its permissions or choose another folder.`;
    case 'ENOENT':
      return `${systemErrorPath(error)} does not exist. Check the path.`;
    default:
      return message;
  }
}
