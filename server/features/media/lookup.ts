/** Names, types and positions of files, as other features read them. */
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
