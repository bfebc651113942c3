import { createRequire } from 'node:module';

/*
 * graphql-shield 7.6.5's ES module imports `isUndefined` from `node:util`, which Node 23 and later no longer have, so importing
 * it fails there. Its CommonJS build only calls it in `chain` and `race`, so that build is loaded, and these two are left out.
 * graphql-middleware is loaded the same way: it knows shield's middleware by its class, and each build has a class of its own.
 */
const load = createRequire(import.meta.url);
const shieldModule = load('graphql-shield') as typeof import('graphql-shield');
const middlewareModule = load('graphql-middleware') as typeof import('graphql-middleware');

export const { allow, and, or, rule, shield } = shieldModule;
export const { applyMiddleware } = middlewareModule;
