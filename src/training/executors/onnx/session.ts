import { InferenceSession } from 'onnxruntime-node';

/**
 * Lets ONNX Runtime plan a model for this CPU.
 * @param spinning whether threads wait in a loop between operations: 6 % faster, for work that is soon done; else they
 * leave the cores to the editor, and to each other
 */
export function createSession(model: Uint8Array, threads: number, spinning: boolean): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: ['cpu'],
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
