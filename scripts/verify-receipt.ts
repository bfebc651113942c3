/**
 * Checks the receipt of a decision, without the portal: `npm run -s verify-receipt -- <receipt file> <jwks file>`. Prints what was decided and
 * ends with 0; with 1 when it is not a receipt as it was signed, to the last character.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { verifyReceipt } from '../subgraphs/workflow/approvals/receipt.ts';

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });

/** What the receipt says, as indented JSON; null when it does not verify. */
export async function describeReceipt(receipt: string, jwks: string): Promise<string | null> {
  const keys = keySet.parse(JSON.parse(jwks));
  const content = await verifyReceipt(receipt, keys);
  return content === null ? null : JSON.stringify(content, null, 2);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [receiptFile, keysFile] = process.argv.slice(2);
  if (receiptFile === undefined || keysFile === undefined) {
    process.stderr.write('usage: npm run -s verify-receipt -- <receipt file> <jwks file>\n');
    process.exit(2);
  }
  // The line feed with which editors end a file is the file's; everything else is the receipt's.
  const described = await describeReceipt(readFileSync(receiptFile, 'utf8').replace(/\n$/, ''), readFileSync(keysFile, 'utf8'));
  if (described === null) {
    process.stderr.write('This is no receipt that one of these keys signed, or it was changed.\n');
    process.exit(1);
  }
  process.stdout.write(`${described}\n`);
}
