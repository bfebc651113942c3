import type { OpenCrm } from './adapter.ts';
import { openPostgresCrm } from './postgres/index.ts';

export type CrmAdapterName = 'postgres';

export const CRM_ADAPTERS: Readonly<Record<CrmAdapterName, OpenCrm>> = { postgres: openPostgresCrm };
