/** What `conll-distill gpu` tells whoever started it, as a line of JSON each. */
import { z } from 'zod';

/** The environment variable that names the package `@tensorflow/tfjs-node-gpu` to the trainer. */
export const tfjsNodeVariable = 'CONLL_DISTILL_TFJS_NODE';

/** Where that package lies in the folder of a GPU runtime. */
export const bindingPlace = 'node_modules/@tensorflow/tfjs-node-gpu';

/** Something that training on a CUDA GPU needs. */
export interface RuntimeCheck {
  /** For people: the driver, a library, the compiler. */
  readonly what: string;
  readonly isFound: boolean;
  /** What was found, or what was looked for. */
  readonly detail: string;
  /** What to do where it was not found. */
  readonly advice?: string;
}

export const runtimeCheckSchema: z.ZodType<RuntimeCheck> = z.object({
  what: z.string(),
  isFound: z.boolean(),
  detail: z.string(),
  advice: z.exactOptional(z.string()),
});

/** A TensorFlow on this machine that the binding can be built against. */
export interface FoundTensorflow {
  /** The folder of its library. */
  readonly folder: string;
  readonly version: string;
}

export const gpuCheckSchema = z.object({
  /** What is installed, as the trainer found it; absent where nothing is. */
  installed: z.exactOptional(z.string()),
  /** Of the Python that was asked. */
  tensorflow: z.exactOptional(z.object({ folder: z.string(), version: z.string() })),
  checks: z.array(runtimeCheckSchema),
});

export type GpuCheck = z.infer<typeof gpuCheckSchema>;

export const setupEventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('progress'),
    /** For people: what is being done. */
    message: z.string(),
    done: z.number(),
    total: z.number(),
  }),
  z.object({
    event: z.literal('finished'),
    device: z.string(),
    onGpu: z.boolean(),
    checks: z.array(runtimeCheckSchema),
  }),
  z.object({ event: z.literal('failed'), message: z.string() }),
]);

export type SetupEvent = z.infer<typeof setupEventSchema>;
