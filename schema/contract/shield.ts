import { createRequire } from 'node:module';

/*
 * graphql-shield 7.6.5's ES module imports `isUndefined` from `node:util`, which Node 23 and later no longer have, so importing
 * it fails there. Its CommonJS build only calls it in `chain` and `race`, so that build is loaded, and these two are left out.
 */
const shieldModule = createRequire(import.meta.url)('graphql-shield') as typeof import('graphql-shield');

export const { allow, and, or, rule, shield } = shieldModule;
