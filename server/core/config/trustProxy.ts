import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { text } from './forms.ts';

/** Names of Express for the networks of a machine itself and of private addresses. */
const names = new Set(['loopback', 'linklocal', 'uniquelocal']);

function isAddress(words: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(words) || ipaddr.IPv6.isValid(words);
}

function isProxy(words: string): boolean {
  const [address = ''] = words.split('/');
  return (
    names.has(words) || (isAddress(address) && (isAddress(words) || ipaddr.isValidCIDR(words)))
  );
}

/**
 * Whose X-Forwarded-For is believed: a number of proxies, or addresses, networks and names. Express takes a number
 * only as a number; the text `1` would be the address 0.0.0.1 to it.
 */
export const trustProxy = text.default('loopback').transform((words, context) => {
  if (/^\d$/.test(words)) {
    return Number(words);
  }
  const proxies = words.split(',').map((one) => one.trim());
  if (proxies.every(isProxy)) {
    return proxies;
  }
  const message =
    'must be a number of proxies, or addresses, networks such as 10.0.0.0/8, loopback, linklocal, uniquelocal, separated by commas';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});
