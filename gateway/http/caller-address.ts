import { BlockList, isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';

/** The network address that a request comes from, for the evidence of what the caller does; null when it cannot be told. */
export type ReadCallerAddress = (request: CallerRequest) => string | null;

/** What counts of a request: Node's own has it. */
export interface CallerRequest {
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly headers: IncomingHttpHeaders;
}

/**
 * Anybody can write an `x-forwarded-for`. So it is read from its end, where the nearest proxy wrote, and only as far as those who wrote are
 * among the trusted proxies: the first that is not is the caller. Without trusted proxies the header means nothing, and the caller is
 * whoever holds the connection.
 */
export function createCallerAddress(trustedProxies: readonly string[]): ReadCallerAddress {
  const trusted = new BlockList();
  for (const range of trustedProxies) {
    const { address, family, prefix } = readAddressRange(range) ?? unreadable(range);
    trusted.addSubnet(address, prefix, family);
  }
  const isTrusted = (address: string): boolean =>
    trustedProxies.length > 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  /** Who holds a connection stays the same for as long as it is open. */
  const holders = new WeakMap<CallerRequest['socket'], string>();

  function holderOf(socket: CallerRequest['socket']): string | null {
    const known = holders.get(socket);
    if (known !== undefined) return known;
    const address = asAddress(socket.remoteAddress ?? '');
    if (address !== null) holders.set(socket, address);
    return address;
  }

  return ({ socket, headers }) => {
    let address = holderOf(socket);
    if (address === null || !isTrusted(address)) return address;
    const header = headers['x-forwarded-for'];
    const forwarded = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((part) => part.trim());
    while (address !== null && isTrusted(address)) {
      const before = forwarded.pop();
      if (before === undefined || before === '') return address;
      address = asAddress(before);
    }
    return address;
  };
}

/** `10.0.0.0/8`, `fd00::/8`, or an address alone. Null for anything else. */
export function readAddressRange(text: string): { address: string; family: 'ipv4' | 'ipv6'; prefix: number } | null {
  const [address = '', given, ...rest] = text.split('/');
  const version = isIP(address);
  const bits = version === 6 ? 128 : 32;
  const prefix = given === undefined ? bits : Number(given);
  // A range of everything would let anybody be anybody.
  if (version === 0 || rest.length > 0 || !/^\d{1,3}$/.test(given ?? '1') || prefix < 1 || prefix > bits) return null;
  return { address, family: version === 6 ? 'ipv6' : 'ipv4', prefix };
}

/** An IPv4 address that came in over a socket of IPv6 is written as what it is. */
function asAddress(text: string): string | null {
  const address = text.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return isIP(address) === 0 ? null : address;
}

function unreadable(range: string): never {
  throw new Error(`${range} is no range of addresses`);
}
