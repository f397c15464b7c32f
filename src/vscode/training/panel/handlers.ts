/** What is done for each kind of request. */
export type Handlers<Request extends { readonly type: string }> = {
  readonly [Type in Request['type']]: (request: Extract<Request, { readonly type: Type }>) => unknown;
};
