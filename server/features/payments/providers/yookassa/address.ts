/**
 * Where YooKassa's notifications come from. They are not signed: the source address is the first
 * check, reading the object again from YooKassa the second.
 * Source of the list: https://yookassa.ru/developers/using-api/webhooks#ip
 */
import ipaddr from 'ipaddr.js';

export const yooKassaNetworks = [
  '185.71.76.0/27',
  '185.71.77.0/27',
  '77.75.153.0/25',
  '77.75.154.128/25',
  '77.75.156.11/32',
  '77.75.156.35/32',
  '2a02:5180::/32',
] as const;

type Network = ReturnType<typeof ipaddr.parseCIDR>;

const networks: readonly Network[] = yooKassaNetworks.map((network) => ipaddr.parseCIDR(network));

export interface YooKassaAddressOptions {
  /** Further addresses or networks to accept, such as a simulator's `127.0.0.1`. */
  extra?: readonly string[];
}

/**
 * Whether a notification from this address can be YooKassa's. The caller passes the address of the
 * connection, or the forwarded one only where the proxy in front is its own.
 * @throws Error when an entry of `extra` is not an address or a network.
 */
export function isYooKassaAddress(ip: string, options: YooKassaAddressOptions = {}): boolean {
  const address = parseAddress(ip);
  if (address === null) {
    return false;
  }
  const accepted = [...networks, ...(options.extra ?? []).map(parseNetwork)];
  return ipaddr.subnetMatch(address, { yookassa: accepted }, 'elsewhere') === 'yookassa';
}

/** Turns `::ffff:1.2.3.4` into the IPv4 address that it is. */
function parseAddress(ip: string): ReturnType<typeof ipaddr.process> | null {
  // The library also reads forms such as `0x7f.1` and `2130706433`, which no socket reports.
  const written = ip.includes(':')
    ? ipaddr.IPv6.isValid(ip)
    : ipaddr.IPv4.isValidFourPartDecimal(ip);
  return written ? ipaddr.process(ip) : null;
}

function parseNetwork(text: string): Network {
  if (text.includes('/')) {
    return ipaddr.parseCIDR(text);
  }
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
