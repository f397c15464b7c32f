export * from './compare';
export * from './evaluate';
export * from './exports';
export * from './messages';
export * from './runs';
export * from './setUp';
export * from './watch';
