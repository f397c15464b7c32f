export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Asks for the answer again, with what was wrong with it. */
export function correction(faults: readonly { readonly message: string }[]): Message {
  return {
    role: 'user',
    content: [
      'This part of your answer cannot be used:',
      ...faults.map(({ message }) => `- ${message}`),
      'Answer again for the same sentence, with the whole JSON object. Copy each "text" from the tokens exactly; leave out what does not stand there.',
    ].join('\n'),
  };
}
