import { describe, expect, it } from '@jest/globals';
import { hasUniqueMembers } from './unique-members.ts';

describe('hasUniqueMembers', () => {
  it.each(['{}', '[]', '1', '"a"', '{"a":1,"b":{"a":[{"a":1},{"a":2}]}}', '{"a":"a\\":","b":"{\\"a\\":1}"}', '{"a":["a","a"]}'])(
    'holds for %s',
    (text) => {
      expect(hasUniqueMembers(text)).toBe(true);
    },
  );

  it.each(['{"a":1,"a":1}', '{"a":1,"b":2 , "\\u0061" : 3}', '[{"b":{"a":1,"a":2}}]', '{"a":{},"b":[1,{"c":"x"}],"a":2}'])(
    'does not hold for %s',
    (text) => {
      expect(hasUniqueMembers(text)).toBe(false);
    },
  );
});
