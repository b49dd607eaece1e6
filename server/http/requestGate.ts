/** What is refused before a procedure is looked up and before a byte of the body is read. */
import type { Request, RequestHandler } from 'express';
import { DomainError } from '../core/errors.ts';
import { refuse } from './refuse.ts';

/**
 * Parameter names under which credentials could be sent in a URL, where every proxy logs them. Nothing reads
 * them; a client that sends them has to be stopped all the same.
 */
const credentialNames = ['connectionparams', 'authorization', 'initdata', 'tgwebappdata'];

function hasCredentialsInAddress({ query }: Request): boolean {
  return Object.keys(query).some((name) => credentialNames.includes(name.toLowerCase()));
}

function mayHaveBody({ method }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

/** tRPC would read a form or a stream as an object without fields. */
function isJson(req: Request): boolean {
  const [type = ''] = (req.headers['content-type'] ?? '').split(';', 1);
  return type.trim().toLowerCase() === 'application/json';
}

/**
 * Credentials are accepted in headers only, and bodies are JSON; uploads, which are not, have their own
 * rules.
 */
export function createRequestGate(uploadPath: string): RequestHandler {
  return (req, res, next) => {
    if (hasCredentialsInAddress(req)) {
      refuse(res, new DomainError('BAD_REQUEST', { fields: ['query'] }));
    } else if (mayHaveBody(req) && req.path !== uploadPath && !isJson(req)) {
      refuse(res, new DomainError('BAD_REQUEST', { fields: ['content-type'] }));
    } else {
      next();
    }
  };
}
