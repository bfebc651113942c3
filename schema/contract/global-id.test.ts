import { describe, expect, it } from '@jest/globals';
import { NODE_OWNERS, readGlobalId, readGlobalIdOf, toGlobalId } from './global-id.ts';
import type { NodeType } from './global-id.ts';

const types = Object.keys(NODE_OWNERS) as NodeType[];
const encode = (text: string | Buffer) => Buffer.from(text as string, 'utf8').toString('base64url');

describe('a global id', () => {
  it.each(types)('of a %s gives back what it was made from', (type) => {
    for (const localId of ['1', 'acme', 'Contracts/2026/Ä.pdf', 'a:b:c', ':', ' ', '💶', 'x'.repeat(1_024)]) {
      expect(readGlobalId(toGlobalId(type, localId))).toEqual({ type, localId });
      expect(readGlobalIdOf(type, toGlobalId(type, localId))).toBe(localId);
    }
  });

  it('is safe in an address', () => {
    expect(toGlobalId('Document', '>>>???\u00ff')).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('is one of the type asked for or none', () => {
    for (const type of types)
      for (const other of types) expect(readGlobalIdOf(type, toGlobalId(other, '1'))).toBe(type === other ? '1' : null);
  });

  it.each([
    ['nothing', ''],
    ['a plain local id', 'acme'],
    ['an unknown type', encode('Spaceship:1')],
    ['a type of another case', encode('client:1')],
    ['a property of every object', encode('toString:1')],
    ['the prototype', encode('__proto__:1')],
    ['no type', encode(':1')],
    ['no local id', encode('Client:')],
    ['no colon', encode('Client')],
    ['a NUL', encode('Client:a\0b')],
    ['bytes that are no UTF-8', Buffer.from([...Buffer.from('Client:'), 0xff, 0xfe]).toString('base64url')],
    ['half a character', Buffer.from([...Buffer.from('Client:'), 0xe2, 0x82]).toString('base64url')],
    ['padding', `${encode('Client:1')}==`],
    ['the other base64 alphabet', Buffer.from('Client:>>>???').toString('base64')],
    ['a space', ` ${encode('Client:1')}`],
    ['a line break', `${encode('Client:1')}\n`],
    ['too long', toGlobalId('Client', 'x'.repeat(1_200))],
  ])('is not read out of %s', (_case, id) => {
    expect(readGlobalId(id)).toBeNull();
  });

  it('has one spelling: stray bits in the last character are refused', () => {
    const id = toGlobalId('Client', 'acme');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const readable = Array.from(alphabet).filter((letter) => readGlobalIdOf('Client', id.slice(0, -1) + letter) === 'acme');
    expect(readable).toEqual([id.at(-1)]);
  });
});
