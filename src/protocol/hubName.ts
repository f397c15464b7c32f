/** BERTs that the hub knows without an owner. */
const withoutOwner = /^bert-(base|large)-[a-z0-9][a-z0-9-]*$/;

/** An owner and a model: letters, digits, `-`, `_` and `.`, of which none comes first or last. */
const withOwner = /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/;

/** Whether a text can be the name of a model on the Hugging Face hub: `google-bert/bert-base-cased`, `bert-base-cased`. */
export function isHubName(text: string): boolean {
  return withoutOwner.test(text) || (withOwner.test(text) && !/\.\.|--|[.-](\/|$)/.test(text));
}
