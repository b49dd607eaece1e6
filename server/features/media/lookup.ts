/** Names, types and places of files, as other features need them. */
export {
  contentName,
  derivedName,
  digestOf,
  mimeOf,
  pictureMimeOf,
  possibleSources,
} from './fileNames.ts';
export type { Storage } from './storage.ts';
export { STORAGE_RETRY_S } from './watchedStorage.ts';
