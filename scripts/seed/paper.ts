import { writePdf } from './pdf-file.ts';
import type { PdfText } from './pdf-file.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import { BUSINESS } from './text/companies.ts';
import type { PaperKind } from './text/paper-kinds.ts';
import type { SeedMoney } from './world-types.ts';

export interface Paper {
  readonly form: PaperKind['form'];
  readonly title: string;
  readonly clientName: string;
  readonly day: string;
  readonly version: number;
  readonly site: string;
  readonly work: string;
  /** The quote or invoice that it prints. */
  readonly money: { readonly number: string; readonly title: string; readonly total: SeedMoney } | null;
  readonly seed: string;
}

/** The words of one of the office's papers, as a PDF. */
export function writePaper(paper: Paper): Promise<Uint8Array> {
  const random = createRandom(`paper ${paper.seed} ${paper.version}`);
  return writePdf({
    title: paper.title,
    clientName: paper.clientName,
    day: paper.day,
    reference: paper.money?.number ?? `version ${paper.version}`,
    ...wordsOf(paper, random),
  });
}

type Words = Pick<PdfText, 'paragraphs' | 'table' | 'annex'>;

function wordsOf(paper: Paper, random: Random): Words {
  const { site, work, clientName } = paper;
  switch (paper.form) {
    case 'agreement':
      return {
        paragraphs: [
          `Between ${clientName} (the client) and ${BUSINESS.name} (the engineer), about ${lower(work)} at ${site}.`,
          'The engineer renders the services in the table with the care of the profession. Drawings and calculations may be used for this building only. Both sides treat what they learn of each other as confidential.',
          'The agreement takes effect when both sides have signed. It can be ended by either side with four weeks to the end of a month.',
        ],
        table: {
          columns: ['Service', 'Basis', 'Term'],
          rows: [
            [work, 'Fixed fee', `${random.whole(6, 30)} weeks`],
            ['Site supervision', 'By the hour', 'as needed'],
            ['Travel', `${random.whole(40, 70)} cents a km`, 'as incurred'],
          ],
        },
        annex: {
          title: 'Signatures',
          lines: ['For the client, name', 'Place and date', 'For the engineer, name', 'Place and date'],
        },
      };
    case 'report':
      return {
        paragraphs: [
          `Subject of this report is ${lower(work)} at ${site}. The visit took place in dry weather with the plant in normal operation.`,
          random.pick([
            'Overall the condition is good. Two values lie above the recommended range; both can be brought down by adjustment and without new equipment.',
            'The plant does what it was designed for, but use of the rooms has changed since. We recommend the measures in the annex, in this order.',
            'All requirements are met. We suggest repeating the measurement in twelve months.',
          ]),
        ],
        table: {
          columns: ['Measuring point', 'Measured', 'Recommended', 'Result'],
          rows: Array.from({ length: random.whole(5, 9) }, (_, place) => {
            const value = random.whole(180, 620);
            const limit = 600;
            return [`Point ${place + 1}`, `${value} m³/h`, `up to ${limit} m³/h`, value <= limit ? 'within range' : 'adjust'];
          }),
        },
        annex: {
          title: 'Recommended measures',
          lines: ['Adjust the flow at the points named', 'Renew the filters', 'Train the caretaker', 'Measure again'],
        },
      };
    case 'minutes':
      return {
        paragraphs: [
          `Meeting at ${site} about ${lower(work)}. Present: ${clientName}, ${BUSINESS.name}, the contractor.`,
          'The minutes count as agreed unless somebody objects within a week.',
        ],
        table: {
          columns: ['No.', 'Matter', 'Who', 'Until'],
          rows: random
            .shuffled([
              'Access to the plant room',
              'Order of the filters',
              'Photo record of the shafts',
              'Date of acceptance',
              'Labels on the valves',
              'Noise at night',
              'Scaffold',
            ])
            .slice(0, random.whole(3, 6))
            .map((matter, place) => [
              `${place + 1}`,
              matter,
              random.pick(['client', 'engineer', 'contractor']),
              `week ${random.whole(2, 50)}`,
            ]),
        },
        annex: null,
      };
    case 'invoice':
    case 'quote':
      return moneyWords(paper);
    case 'notice':
    case 'plan':
      return {
        paragraphs: [
          `For ${clientName}, ${site}.`,
          'Please keep this sheet where everybody can find it. Outside of office hours the on-call engineer answers within thirty minutes; in an emergency call the fire service first.',
        ],
        table: {
          columns: ['What', 'Who', 'Where'],
          rows: [
            ['Office', BUSINESS.name, '+49 40 66969 100'],
            ['On call', 'Engineer on duty', '+49 40 66969 199'],
            ['Portal', 'Support', `portal@${BUSINESS.domain}`],
            ['Keys handed over', `${random.whole(1, 6)} pieces`, `cabinet ${random.whole(1, 12)}`],
          ],
        },
        annex: null,
      };
  }
}

function moneyWords({ form, money, site, work }: Paper): Words {
  const currency = money?.total.currency ?? 'EUR';
  const total = Number(money?.total.amount ?? 0);
  const first = Math.round(total * 70) / 100;
  const rows = [
    [money?.title ?? `${work}, ${site}`, '', ''],
    ['Engineering', first.toFixed(2), currency],
    ['Expenses and supervision', (total - first).toFixed(2), currency],
    ['Total', total.toFixed(2), currency],
  ];
  return {
    paragraphs: [
      form === 'invoice'
        ? 'Thank you for your order. Please pay within the time agreed and name the number of the invoice.'
        : 'Thank you for your inquiry. We are pleased to offer you the following services. The offer holds for thirty days.',
    ],
    table: { columns: ['Item', 'Amount', 'Currency'], rows },
    annex: null,
  };
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
