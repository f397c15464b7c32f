import packages from './packages.json';

/** A package of the npm registry, pinned. */
export interface RuntimePackage {
  /** Where it lies in the runtime's folder, as in npm's lock files. */
  readonly place: string;
  readonly name: string;
  readonly version: string;
  /** Of its archive, as npm writes checksums. */
  readonly integrity: string;
}

/** `@tensorflow/tfjs-node-gpu`, all that it needs, and the headers that its binding is built with; outer ones first. */
export const runtimePackages: readonly RuntimePackage[] = [...packages].sort((a, b) => depthOf(a) - depthOf(b));

export const headersPlace = 'node_modules/node-api-headers';

/** How many packages it lies in: an outer one's folder must be written first. */
export function depthOf({ place }: Pick<RuntimePackage, 'place'>): number {
  return place.split('node_modules/').length - 1;
}
