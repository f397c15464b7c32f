import { CommanderError } from 'commander';

/** A command line that asks for something impossible: exit code 2, where everything else that fails is 1. */
export class UsageError extends Error {}

/** Ctrl-C: the message says what is kept and how to go on. Exit code 130, as shells have it. */
export class Interruption extends Error {}

/** Node's error codes in words that say what to do; the path is put before them. */
const systemErrors: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder. Check the path.',
  EACCES: 'no permission. Check who owns it and its access rights.',
  EPERM: 'the operating system does not allow it. Check who owns it and its access rights.',
  EISDIR: 'this is a folder, where a file was expected.',
  ENOTDIR: 'a part of this path is a file, where a folder was expected.',
  EROFS: 'the file system is read-only. Choose another place.',
  ENOSPC: 'the disk is full. Free some space and run the command again.',
  EDQUOT: 'your disk quota is used up. Free some space and run the command again.',
  EFBIG: 'the file would be larger than the system allows.',
  EMFILE: 'too many files are open. Close some programs and run the command again.',
  EIO: 'the disk reports an error.',
  ENAMETOOLONG: 'the name is too long.',
  ELOOP: 'the symbolic links lead in a circle.',
};

/** Exit code and the one message that a failed command shows. Never a stack trace: users cannot act on one. */
export function describeFailure(error: unknown): { readonly exitCode: number; readonly message: string } {
  // Commander has already written its message, and the help it was asked for is no failure.
  if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? 0 : 2, message: '' };
  if (error instanceof UsageError) return { exitCode: 2, message: error.message };
  if (error instanceof Interruption) return { exitCode: 130, message: error.message };
  return { exitCode: 1, message: systemMessage(error) ?? (error instanceof Error ? error.message : String(error)) };
}

function systemMessage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const words = systemErrors[error.code];
  if (words === undefined) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  return path === undefined ? `The system says ${error.code}: ${words}` : `${path}: ${words}`;
}
