export { LockedError, lockFile } from './lockFile';
export { isAlive } from './processStart';
