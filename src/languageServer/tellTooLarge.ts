import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';

/** More names make no message that is read. */
const mostNames = 5;

/**
 * Tells the user in which files an edit of the whole workspace changes nothing because they are too large: else the data set would have
 * both, the old and the new, and nobody would know.
 * @param files as WorkspaceFiles.tooLarge finds them
 * @param done what is done to the others: `renamed`
 */
export function tellTooLarge(connection: Connection, files: readonly string[], done: string): void {
  if (files.length === 0) return;
  const more = files.length - mostNames;
  const names = [...files.slice(0, mostNames), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const [leftOut, them] =
    files.length === 1 ? ['A file of more than 50 MB is', 'it'] : ['Files of more than 50 MB are', 'them'];
  const message = `${leftOut} left out, nothing is ${done} there: ${names}. Split ${them} into smaller files first ("conll-distill split" in a terminal), or make the change there with another program, such as sed.`;
  void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
}
