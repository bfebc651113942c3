import { z } from 'zod';
import { flag, httpUrl, readEnvironment, wholeNumber } from '../../schema/contract/environment.ts';
import type { Environment } from '../../schema/contract/environment.ts';
import { PORTAL_SCOPES } from '../../schema/contract/identity-claims.ts';
import { plainAddress } from './mail/mailer.ts';
import { receiptKey } from './approvals/receipt-key.ts';
import { databaseUrl, listenHost, listenPort, serviceKey, sharedEnvironment, systemName } from '../kit/config.ts';

const contactScopes = 'clients:read documents:read documents:write tickets:read tickets:write access:write';

export const workflowEnvironment = z.object({
  ...sharedEnvironment,
  WORKFLOW_HOST: listenHost(),
  WORKFLOW_PORT: listenPort(4104),
  WORKFLOW_SYSTEM_NAME: systemName('Portal'),
  WORKFLOW_DATABASE_URL: databaseUrl().describe(
    'PostgreSQL for grants, revocations, views and the audit trail; the tables stand in its schema `workflow`.',
  ),
  WORKFLOW_DATABASE_MIGRATE: flag().default(false).describe('Bring the tables up to date at start.'),
  WORKFLOW_SERVICE_KEY: serviceKey().describe(
    "Private JWK (JSON, Ed25519 or P-256): signs the questions to the CRM and the tokens for views. Its public half stands in every `IDENTITY_KEYS` with `portal_service: workflow`, and in the gateway's `VIEW_AS_KEYS`.",
  ),
  WORKFLOW_CRM_URL: httpUrl().describe('The GraphQL address of the subgraph `crm`, which knows what a contact may do.'),
  WORKFLOW_FILES_URL: httpUrl().describe(
    'The GraphQL address of the subgraph `files`, which knows what a document is that somebody approves of.',
  ),
  WORKFLOW_TICKETS_URL: httpUrl().describe(
    'The GraphQL address of the subgraph `tickets`, which keeps what people did with tickets until the help desk has it.',
  ),
  WORKFLOW_RECEIPT_KEY: receiptKey().describe(
    'Private JWK (JSON, P-384, with a `kid`): signs the receipts of decisions. Its public half is `Query.receiptKeys`; keep the public halves of earlier ones where the receipts are kept.',
  ),
  WORKFLOW_APPROVAL_SWEEP_SECONDS: wholeNumber(0, 86_400)
    .default(60)
    .describe('How often approvals that wait are looked through for what has changed, in seconds; 0 for never.'),
  WORKFLOW_NOTICE_SECONDS: wholeNumber(0, 3_600)
    .default(2)
    .describe('How often what happened and what is due is told to those whom it concerns, in seconds; 0 for never.'),
  WORKFLOW_SMTP_URL: z
    .url({ protocol: /^smtps?$/, hostname: /^.+$/, error: 'must be an smtp:// or smtps:// address' })
    .optional()
    .describe(
      'The mail server that tells contacts what is new: `smtps://user:password@host`, or `smtp://host:587?requireTLS=true`. Without it no e-mail is sent.',
    ),
  WORKFLOW_MAIL_FROM: plainAddress.optional().describe('The address that e-mails come from; needed with `WORKFLOW_SMTP_URL`.'),
  WORKFLOW_MAIL_PORTAL_URL: httpUrl()
    .optional()
    .describe('Where people open the portal; links in e-mails add `?node=<id>`. Needed with `WORKFLOW_SMTP_URL`.'),
  WORKFLOW_MAIL_WINDOW_SECONDS: wholeNumber(0, 86_400)
    .default(300)
    .describe('How long news for one person are gathered into one e-mail, in seconds.'),
  WORKFLOW_VIEW_AS_SECONDS: wholeNumber(30, 900)
    .default(900)
    .describe("How long staff may look through a contact's eyes, in seconds."),
  WORKFLOW_VIEW_AS_SCOPES: z
    .string()
    .transform((text) => text.split(/\s+/).filter((scope) => scope !== ''))
    .pipe(z.array(z.enum(PORTAL_SCOPES, 'must be scopes of the portal, between blanks')).min(1))
    .default(contactScopes.split(' ') as (typeof PORTAL_SCOPES)[number][])
    .describe(
      "The scopes of such a view: those of the contacts' own tokens, so that both see the same. Whatever they are, a view changes nothing.",
    ),
  WORKFLOW_REVOCATION_SECONDS: wholeNumber(3_600, 31_536_000)
    .default(86_400)
    .describe('How long a revocation is kept, in seconds: at least as long as any token or download link lives.'),
});

export type WorkflowConfig = ReturnType<typeof readWorkflowConfig>;

export function readWorkflowConfig(environment: Environment) {
  const read = readEnvironment(workflowEnvironment, environment, neededForMail);
  return Object.freeze({
    host: read.WORKFLOW_HOST,
    port: read.WORKFLOW_PORT,
    system: read.WORKFLOW_SYSTEM_NAME,
    databaseUrl: read.WORKFLOW_DATABASE_URL,
    migrate: read.WORKFLOW_DATABASE_MIGRATE,
    serviceKey: read.WORKFLOW_SERVICE_KEY,
    crmUrl: read.WORKFLOW_CRM_URL,
    filesUrl: read.WORKFLOW_FILES_URL,
    ticketsUrl: read.WORKFLOW_TICKETS_URL,
    receiptKey: read.WORKFLOW_RECEIPT_KEY,
    approvalSweepMs: read.WORKFLOW_APPROVAL_SWEEP_SECONDS * 1_000,
    noticeMs: read.WORKFLOW_NOTICE_SECONDS * 1_000,
    mail: mailOf(read),
    viewAsSeconds: read.WORKFLOW_VIEW_AS_SECONDS,
    viewAsScopes: read.WORKFLOW_VIEW_AS_SCOPES,
    revocationSeconds: read.WORKFLOW_REVOCATION_SECONDS,
    identityKeys: read.IDENTITY_KEYS,
    cursorSecret: read.CURSOR_SECRET,
    logLevel: read.LOG_LEVEL,
  });
}

function* neededForMail(given: Environment): Generator<string> {
  if (given['WORKFLOW_SMTP_URL'] === undefined) return;
  for (const name of ['WORKFLOW_MAIL_FROM', 'WORKFLOW_MAIL_PORTAL_URL']) {
    if (given[name] === undefined) yield `${name}: must be set, because WORKFLOW_SMTP_URL is`;
  }
}

/** Null while e-mail is off. */
function mailOf(read: z.output<typeof workflowEnvironment>) {
  const { WORKFLOW_SMTP_URL: url, WORKFLOW_MAIL_FROM: address, WORKFLOW_MAIL_PORTAL_URL: portalUrl } = read;
  if (url === undefined || address === undefined || portalUrl === undefined) return null;
  return Object.freeze({ url, address, portalUrl, windowMs: read.WORKFLOW_MAIL_WINDOW_SECONDS * 1_000 });
}
