import { Interruption } from './failure';

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Work that Ctrl-C ends in good order.
 * @param kept said then: what is kept, and how to go on
 * @throws Interruption with those words, or the work's own error
 */
export async function interruptible<T>(kept: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work(interruption.signal);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    throw new Interruption(kept);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}
