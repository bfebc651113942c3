import { createRequire } from 'node:module';
import type * as Middleware from 'graphql-middleware';
import type * as Shield from 'graphql-shield';

/*
 * graphql-shield 7.6.5's ES module imports `isUndefined` from `node:util`, which Node 23 and later no longer have, so importing
 * it fails there. Its CommonJS build only calls it in `chain` and `race`, so that build is loaded, and these two are left out.
 * graphql-middleware is loaded the same way: it knows shield's middleware by its class, and each build has a class of its own.
 */
const load = createRequire(import.meta.url);
const shieldModule = load('graphql-shield') as typeof Shield;
const middlewareModule = load('graphql-middleware') as typeof Middleware;

export const { allow, and, or, rule, shield } = shieldModule;
export const { applyMiddleware } = middlewareModule;
