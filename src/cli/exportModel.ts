import { type Command, Option } from 'commander';
import { teachersOf } from '../annotation';
import { type ExportFormat, exportFormats } from '../protocol/exportFormats';
import { cacheOption } from './annotate/teacherOptions';
import { jsonOption } from './options';
import { writeJson, writeOutput } from './output';
import { readRun } from './readRun';

interface ExportModelOptions {
  readonly output: string;
  readonly format: readonly ExportFormat[];
  readonly cache: string;
  readonly json?: boolean;
}

export function exportModelVerb(program: Command): void {
  program
    .command('export-model')
    .description("Write a run's trained model into a folder that other programs load, with a model card.")
    .argument('<run>', 'the folder of a finished run')
    .requiredOption('-o, --output <folder>', 'a new folder')
    .addOption(
      new Option(
        '--format <format...>',
        "huggingface: model.safetensors, for Python's transformers; onnx: model.onnx, for ONNX Runtime",
      )
        .choices(exportFormats)
        .default(['huggingface']),
    )
    .addOption(cacheOption())
    .addOption(jsonOption())
    .action(async (run: string, { output, format, cache, json }: ExportModelOptions) => {
      const { config } = await readRun(run);
      const { exportModel } = await import('../training');
      const formats = [...new Set(format)];
      const teachers = await teachersOf(config.distilled, cache);
      const { files, step } = await exportModel(run, output, { formats, teachers });
      if (json) return writeJson({ run, output, formats, step, teachers, files });
      await writeOutput('-', `${output} has the model of step ${step}: ${files.join(', ')}\n`);
    });
}
