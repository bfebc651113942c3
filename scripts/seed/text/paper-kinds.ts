/** What the office puts into a client's folders. `{site}`, `{work}` and `{year}` are filled in. */
export interface PaperKind {
  readonly folder: string;
  readonly title: string;
  readonly form: 'agreement' | 'report' | 'minutes' | 'invoice' | 'quote' | 'notice' | 'plan';
  /** What the client may have to do with it. */
  readonly waitsFor: 'awaiting_signature' | 'awaiting_review' | null;
  readonly sharing: 'COMPANY' | 'MONEY' | 'NAMED';
}

/** The order in which a client gets them; the first ones of each client are the most telling. */
export const PAPER_KINDS: readonly PaperKind[] = [
  {
    folder: 'Contracts/{year}',
    title: 'Service agreement {site}',
    form: 'agreement',
    waitsFor: 'awaiting_signature',
    sharing: 'COMPANY',
  },
  { folder: 'Drawings', title: 'Ground floor plan {site}', form: 'plan', waitsFor: 'awaiting_review', sharing: 'COMPANY' },
  { folder: 'Invoices', title: '{invoice}', form: 'invoice', waitsFor: null, sharing: 'MONEY' },
  { folder: 'Reports', title: '{work} report {site}', form: 'report', waitsFor: 'awaiting_review', sharing: 'COMPANY' },
  { folder: 'Minutes/{year}', title: 'Minutes of the site meeting {day}', form: 'minutes', waitsFor: null, sharing: 'COMPANY' },
  {
    folder: 'Contracts/{year}',
    title: 'Change order {site}',
    form: 'agreement',
    waitsFor: 'awaiting_signature',
    sharing: 'MONEY',
  },
  { folder: 'Drawings', title: 'Duct layout {site}', form: 'plan', waitsFor: null, sharing: 'COMPANY' },
  { folder: '', title: 'Contacts and on-call numbers {year}', form: 'notice', waitsFor: null, sharing: 'COMPANY' },
  { folder: 'Invoices', title: '{invoice}', form: 'invoice', waitsFor: null, sharing: 'MONEY' },
  {
    folder: 'Handover',
    title: 'Handover protocol {site}',
    form: 'agreement',
    waitsFor: 'awaiting_signature',
    sharing: 'COMPANY',
  },
  { folder: 'Access', title: 'Key handover {site}', form: 'notice', waitsFor: null, sharing: 'NAMED' },
  { folder: 'Drawings', title: 'Section A-A {site}', form: 'plan', waitsFor: 'awaiting_review', sharing: 'COMPANY' },
  { folder: 'Quotes', title: '{quote}', form: 'quote', waitsFor: null, sharing: 'MONEY' },
  { folder: 'Reports', title: 'Measurement protocol {site}', form: 'report', waitsFor: null, sharing: 'COMPANY' },
  {
    folder: 'Minutes/{year}',
    title: 'Minutes of the planning meeting {day}',
    form: 'minutes',
    waitsFor: null,
    sharing: 'COMPANY',
  },
  { folder: 'Drawings', title: 'Electrical layout {site}', form: 'plan', waitsFor: null, sharing: 'COMPANY' },
  { folder: 'Contracts/{year}', title: 'Confidentiality agreement {work}', form: 'agreement', waitsFor: null, sharing: 'NAMED' },
  { folder: 'Reports', title: 'Condition survey {site}', form: 'report', waitsFor: null, sharing: 'COMPANY' },
];
