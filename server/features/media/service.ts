/** What other features do with pictures and videos. */
export { acceptPicture, MAX_UPLOAD_BYTES } from './acceptPicture.ts';
export { DownloadError } from './download.ts';
export { type IngestedFile, ingest, RefusedResultError, UnusableResultError } from './ingest.ts';
export {
  downloadLink,
  openShortLink,
  SHORT_PATH,
  shareLink,
  shortLink,
  viewLink,
} from './links.ts';
export { decodeLimit, MAX_PIXELS, MAX_WORK_S, sharp } from './sharp.ts';
export { sniff } from './sniff.ts';
