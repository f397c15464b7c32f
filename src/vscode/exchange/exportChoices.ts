import * as vscode from 'vscode';
import { type ExportOptions, exportFormats } from '../../dataset';

/** A format to export to, with what is asked of it. */
export interface ExportChoice extends vscode.QuickPickItem {
  readonly format: (typeof exportFormats)[number];
  readonly options: ExportOptions;
}

/** Every format, those with an important choice of their own once for each way. */
export function exportChoices(): ExportChoice[] {
  const { t } = vscode.l10n;
  const ways: Readonly<Record<string, readonly { readonly label: string; readonly options: ExportOptions }[]>> = {
    conllu: [
      { label: t('CoNLL-U, tags in MISC'), options: {} },
      { label: t('CoNLL-U Plus, tags in a column'), options: { tagsInColumn: true } },
    ],
    huggingface: [
      { label: t('Hugging Face JSONL, tags by name'), options: {} },
      { label: t('Hugging Face JSONL, tags by number'), options: { tagNumbers: true } },
    ],
    brat: [
      { label: t('brat standoff, one pair of files'), options: { by: 'file' } },
      { label: t('brat standoff, one pair for each document'), options: { by: 'document' } },
    ],
  };
  // The file as it is needs no export; Save As is there for that.
  return exportFormats
    .filter(({ id }) => id !== 'conll')
    .flatMap((format) =>
      (ways[format.id] ?? [{ label: format.label, options: {} }]).map(({ label, options }) => ({
        label,
        detail: format.description,
        format,
        options,
      })),
    );
}
