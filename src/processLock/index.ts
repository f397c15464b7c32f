export { LockedError, lockFile } from './lockFile';
