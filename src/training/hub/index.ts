export { type HubFolder, type HubHooks, hubFolder } from './hubFolder';
export { type HubSettings, hubSettings } from './hubSettings';
