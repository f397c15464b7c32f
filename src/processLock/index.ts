export { LockedError, lockFile, lockHolder } from './lockFile';
export { isAlive } from './processStart';
