import { describe, expect, it } from '@jest/globals';
import { createEncodedBodies } from './encoded-bodies.ts';

describe('the bytes of kept answers', () => {
  it('are made once of what is kept under a key', () => {
    const bodies = createEncodedBodies();
    const bytes = bodies.encode('k', '{"a":"ä€"}');
    expect(bytes.toString('utf8')).toBe('{"a":"ä€"}');
    // Read from the store again: equal text, and another string.
    expect(bodies.encode('k', ['{"a":', '"ä€"}'].join(''))).toBe(bytes);
  });

  it('are those of the answer that is kept now, and never those of one before it or of another key', () => {
    const bodies = createEncodedBodies();
    bodies.encode('k', 'before');
    expect(bodies.encode('k', 'after').toString()).toBe('after');
    expect(bodies.encode('other', 'another').toString()).toBe('another');
    expect(bodies.encode('k', 'before').toString()).toBe('before');
  });
});
