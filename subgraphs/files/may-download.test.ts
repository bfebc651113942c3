import { describe, expect, it } from '@jest/globals';
import { mayDownload } from './may-download.ts';

describe('what may be downloaded', () => {
  it('is nothing of a document whose current version, or the version itself, is quarantined', () => {
    expect(mayDownload({ scan: 'NOT_SCANNED' })).toBe(true);
    expect(mayDownload({ scan: 'CLEAN' }, { scan: 'NOT_SCANNED' })).toBe(true);
    expect(mayDownload({ scan: 'QUARANTINED' })).toBe(false);
    expect(mayDownload({ scan: 'CLEAN' }, { scan: 'QUARANTINED' })).toBe(false);
    expect(mayDownload({ scan: 'QUARANTINED' }, { scan: 'CLEAN' })).toBe(false);
  });
});
