import { describe, expect, it } from '@jest/globals';
import { toGlobalId } from './global-id.ts';
import { readReceiptId, toReceiptId } from './receipt-id.ts';

describe('a receipt id', () => {
  it('names the service and what it calls the receipt', () => {
    expect(readReceiptId(toReceiptId('tickets', '0f3a-b'))).toEqual({ owner: 'tickets', localId: '0f3a-b' });
  });

  it.each([
    ['nothing', ''],
    ['garbage', '🤷'],
    ['the id of a record', toGlobalId('Ticket', '1')],
    ['an unknown service', Buffer.from('Receipt:gateway:1').toString('base64url')],
    ['no local id', Buffer.from('Receipt:tickets:').toString('base64url')],
    ['other characters', toReceiptId('tickets', "1' or 1=1")],
    ['another spelling', `${toReceiptId('tickets', '1')}=`],
    ['a long one', toReceiptId('tickets', 'a'.repeat(1_000))],
  ])('is not %s', (_what, id) => {
    expect(readReceiptId(id)).toBeNull();
  });
});
