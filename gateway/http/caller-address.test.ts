import { describe, expect, it } from '@jest/globals';
import { createCallerAddress, readAddressRange } from './caller-address.ts';
import type { CallerRequest } from './caller-address.ts';

const from = (remoteAddress: string | undefined, forwarded?: string): CallerRequest => ({
  socket: { remoteAddress },
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
});

describe("the caller's address", () => {
  it('is whoever holds the connection, whatever a header says, where no proxy is trusted', () => {
    const read = createCallerAddress([]);
    expect(read(from('203.0.113.9'))).toBe('203.0.113.9');
    expect(read(from('203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9');
    expect(read(from('::ffff:203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9');
    expect(read(from(undefined, '198.51.100.1'))).toBeNull();
  });

  it('is what the last trusted proxy says, and nothing that was written before it', () => {
    const read = createCallerAddress(['10.0.0.0/8', 'fd00::/8', '127.0.0.1']);
    expect(read(from('10.1.2.3', '203.0.113.9'))).toBe('203.0.113.9');
    expect(read(from('::ffff:10.1.2.3', '203.0.113.9, 10.9.9.9'))).toBe('203.0.113.9');
    // The caller forged the first one; the proxy wrote the second.
    expect(read(from('127.0.0.1', '198.51.100.1, 203.0.113.9'))).toBe('203.0.113.9');
    expect(read(from('fd00::1', '2001:db8::7'))).toBe('2001:db8::7');
    // Past the proxies, from somebody who is none.
    expect(read(from('203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9');
    expect(read(from('10.1.2.3'))).toBe('10.1.2.3');
  });

  it('is told for each request anew: a proxy sends those of many callers over one connection', () => {
    const read = createCallerAddress(['10.0.0.0/8']);
    const { socket } = from('10.1.2.3');
    const over = (forwarded: string) => read({ socket, headers: { 'x-forwarded-for': forwarded } });
    expect([over('203.0.113.9'), over('198.51.100.1'), over('nobody')]).toEqual(['203.0.113.9', '198.51.100.1', null]);
    expect(read({ socket, headers: {} })).toBe('10.1.2.3');
  });

  it('is whoever held the connection, also for a request that is answered after it was closed', () => {
    const read = createCallerAddress([]);
    const socket: { remoteAddress?: string } = { remoteAddress: '203.0.113.9' };
    expect(read({ socket, headers: {} })).toBe('203.0.113.9');
    delete socket.remoteAddress;
    expect(read({ socket, headers: {} })).toBe('203.0.113.9');
  });

  it('is none where a proxy says what is no address', () => {
    const read = createCallerAddress(['10.0.0.0/8']);
    for (const text of ['unknown', '203.0.113.9:80', "'; drop table", '203.0.113.9, _hidden']) {
      expect(read(from('10.1.2.3', text))).toBeNull();
    }
  });

  it('trusts ranges of addresses and no others', () => {
    for (const text of [
      '',
      'proxy.example',
      '10.0.0.0/33',
      '10.0.0.0/0',
      '::/0',
      '10.0.0.0/',
      '10.0.0.0/8/8',
      '10.0.0/8',
      'fd00::/129',
    ]) {
      expect(readAddressRange(text)).toBeNull();
    }
    expect(readAddressRange('192.0.2.1')).toEqual({ address: '192.0.2.1', family: 'ipv4', prefix: 32 });
  });
});
