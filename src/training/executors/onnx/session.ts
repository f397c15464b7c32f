import { InferenceSession } from 'onnxruntime-node';
import type { Provider } from './providers';

export interface SessionOptions {
  /** The CPU where absent; what it cannot compute falls back to the CPU. */
  readonly provider?: Provider | undefined;
  readonly threads: number;
  /**
   * Whether threads wait in a loop between operations: 6 % faster, for work that is soon done; else they leave the cores to
   * the editor, and to each other.
   */
  readonly spinning: boolean;
}

/** Lets ONNX Runtime plan a model. */
export function createSession(
  model: Uint8Array,
  { provider, threads, spinning }: SessionOptions,
): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: provider ? [provider, 'cpu'] : ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // Batches differ in shape: a planned block for each shape ever seen would be kept.
    enableMemPattern: false,
    // Errors only: the CPU provider warns of nodes that it folds at run time.
    logSeverityLevel: 3,
    extra: {
      // These two undo the transpositions that `GraphPrimitives.gemm` makes on purpose.
      optimization: { disable_specified_optimizers: 'GemmTransposeFusion;MatmulTransposeFusion' },
      session: { intra_op: { allow_spinning: spinning ? '1' : '0' } },
    },
  });
}
