/** What a trained model is exported as: a folder of Hugging Face's transformers, or an ONNX model; the rest is the same. */
export const exportFormats = ['huggingface', 'onnx'] as const;

export type ExportFormat = (typeof exportFormats)[number];
