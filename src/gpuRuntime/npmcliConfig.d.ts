// What is used of npm's reader of .npmrc files, which comes without types.
declare module '@npmcli/config' {
  export default class Config {
    constructor(options: {
      npmPath: string;
      definitions: object;
      shorthands: object;
      flatten: (values: object, flat: object) => object;
      argv?: readonly string[];
      env?: NodeJS.ProcessEnv;
      warn?: boolean;
    });
    load(): Promise<void>;
    /** As npm's other libraries take it. */
    readonly flat: Record<string, unknown>;
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  export const definitions: object;
  export const shorthands: object;
  export const flatten: (values: object, flat: object) => object;
}
