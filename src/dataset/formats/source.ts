/** A file that is imported: decoded, with the name that messages call it by. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}
