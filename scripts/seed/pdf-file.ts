import { createHash } from 'node:crypto';
import type { PDFFont, PDFPage } from 'pdf-lib';
import { BUSINESS } from './text/companies.ts';

export interface PdfText {
  readonly title: string;
  readonly clientName: string;
  /** The day printed on it. */
  readonly day: string;
  /** What stands in the small box at the top: a number, a version. */
  readonly reference: string;
  readonly paragraphs: readonly string[];
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } | null;
  /** A second page with these lines, each with a place to sign, tick or note. */
  readonly annex: { readonly title: string; readonly lines: readonly string[] } | null;
}

const margin = 56;
const pageSize: [width: number, height: number] = [595, 842];

/** A small PDF with these words; the same bytes for the same words. */
export async function writePdf(text: PdfText): Promise<Uint8Array> {
  // Loaded when the first file is asked for: starting the portal over a data folder that is filled already needs none.
  const { PDFDocument, PDFHexString, StandardFonts, rgb } = await import('pdf-lib');
  const document = await PDFDocument.create();
  const when = new Date(`${text.day}T12:00:00Z`);
  document.setTitle(text.title);
  document.setAuthor(BUSINESS.name);
  document.setProducer(BUSINESS.name);
  document.setCreationDate(when);
  document.setModificationDate(when);
  const regular = document.embedStandardFont(StandardFonts.Helvetica);
  const bold = document.embedStandardFont(StandardFonts.HelveticaBold);
  const ink = rgb(0.13, 0.17, 0.22);
  const faint = rgb(0.45, 0.5, 0.56);
  const accent = rgb(0.16, 0.42, 0.55);

  const page = document.addPage(pageSize);
  drawLetterhead(page);
  let y = 700;
  for (const line of wrapped(text.title, bold, 19, pageSize[0] - 2 * margin)) {
    page.drawText(line, { x: margin, y, size: 19, font: bold, color: ink });
    y -= 24;
  }
  page.drawText(`${text.clientName}   ·   ${text.day}   ·   ${text.reference}`, {
    x: margin,
    y,
    size: 10,
    font: regular,
    color: faint,
  });
  y -= 30;
  for (const paragraph of text.paragraphs) {
    for (const line of wrapped(paragraph, regular, 10.5, pageSize[0] - 2 * margin)) {
      page.drawText(line, { x: margin, y, size: 10.5, font: regular, color: ink });
      y -= 15;
    }
    y -= 8;
  }
  if (text.table) drawTable(page, text.table, y - 6);
  if (text.annex) {
    const second = document.addPage(pageSize);
    drawLetterhead(second);
    second.drawText(text.annex.title, { x: margin, y: 700, size: 14, font: bold, color: ink });
    text.annex.lines.forEach((line, place) => {
      const lineY = 664 - place * 34;
      second.drawText(line, { x: margin, y: lineY, size: 10.5, font: regular, color: ink });
      second.drawLine({
        start: { x: 360, y: lineY - 2 },
        end: { x: pageSize[0] - margin, y: lineY - 2 },
        thickness: 0.6,
        color: faint,
      });
    });
  }
  const id = PDFHexString.of(createHash('sha256').update(JSON.stringify(text)).digest('hex').slice(0, 32));
  document.context.trailerInfo.ID = document.context.obj([id, id]);
  return document.save({ useObjectStreams: false });

  function drawLetterhead(on: PDFPage): void {
    on.drawRectangle({ x: 0, y: pageSize[1] - 12, width: pageSize[0], height: 12, color: accent });
    on.drawText(BUSINESS.name, { x: margin, y: 778, size: 12, font: bold, color: accent });
    on.drawText(BUSINESS.address, { x: margin, y: 762, size: 8, font: regular, color: faint });
  }

  function drawTable(on: PDFPage, table: NonNullable<PdfText['table']>, top: number): void {
    const columnWidth = (pageSize[0] - 2 * margin) / table.columns.length;
    [table.columns, ...table.rows].forEach((cells, row) => {
      const rowY = top - row * 19;
      const font = row === 0 ? bold : regular;
      cells.forEach((cell, column) => {
        on.drawText(cell, { x: margin + column * columnWidth, y: rowY, size: 9.5, font, color: row === 0 ? accent : ink });
      });
      on.drawLine({
        start: { x: margin, y: rowY - 5 },
        end: { x: pageSize[0] - margin, y: rowY - 5 },
        thickness: row === 0 ? 1 : 0.4,
        color: faint,
      });
    });
  }
}

function wrapped(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && font.widthOfTextAtSize(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
