/**
 * Checks a signature of version 4 as strictly as S3 does:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Account {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
}

export type SignatureFault =
  | 'AccessDenied'
  | 'InvalidAccessKeyId'
  | 'AuthorizationHeaderMalformed'
  | 'RequestTimeTooSkewed'
  | 'XAmzContentSHA256Mismatch'
  | 'SignatureDoesNotMatch';

const MAX_SKEW_MS = 15 * 60_000;
const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

/** `20260131T235959Z` */
function readTime(text: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function canonicalRequest(req: IncomingMessage, signed: string[], bodyHash: string): string {
  const [path = '', query = ''] = (req.url ?? '').split('?');
  const pairs = query === '' ? [] : query.split('&');
  const headers = signed.map((name) => {
    const value = String(req.headers[name] ?? '');
    return `${name}:${value.trim().replace(/ +/g, ' ')}\n`;
  });
  return [
    req.method,
    path,
    pairs
      .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
      .sort()
      .join('&'),
    headers.join(''),
    signed.join(';'),
    bodyHash,
  ].join('\n');
}

/** @returns null when the request may pass. */
export function faultOf(
  req: IncomingMessage,
  body: Buffer,
  { accessKeyId, secretAccessKey, region }: Account,
): SignatureFault | null {
  const { authorization } = req.headers;
  if (!authorization) {
    return 'AccessDenied';
  }
  const [, keyId, day = '', scope = '', names = '', signature] = FORM.exec(authorization) ?? [];
  const signed = names.split(';');
  // Whatever says something about the request has to be signed.
  const needed = Object.keys(req.headers).filter((name) => name.startsWith('x-amz-'));
  if (scope !== region || !['host', ...needed].every((name) => signed.includes(name))) {
    return 'AuthorizationHeaderMalformed';
  }
  if (keyId !== accessKeyId) {
    return 'InvalidAccessKeyId';
  }
  const time = String(req.headers['x-amz-date']);
  if (!time.startsWith(day) || !(Math.abs(Date.now() - readTime(time)) < MAX_SKEW_MS)) {
    return 'RequestTimeTooSkewed';
  }
  const bodyHash = sha256(body);
  if (req.headers['x-amz-content-sha256'] !== bodyHash) {
    return 'XAmzContentSHA256Mismatch';
  }
  const toSign = [
    'AWS4-HMAC-SHA256',
    time,
    `${day}/${scope}/s3/aws4_request`,
    sha256(canonicalRequest(req, signed, bodyHash)),
  ].join('\n');
  const key = ['aws4_request', 's3', scope, day].reduceRight<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${secretAccessKey}`,
  );
  return hmac(key, toSign).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
}
